/** What the symbols mean and how long a line on the ground is; `MapNotes`: how true the boundaries and the data are. */

import type { ReactNode } from 'react';
import { ScaleBar } from '../design/scale-bar.tsx';
import { type Box, boxStyle } from '../design/wall-card.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';

/** 示意边界 · 演示数据: on every picture that is not surveyed or not real. */
export function MapNotes() {
  const { geodata } = useProfile();
  const demo = useWall(state => state.viewer?.demo ?? false);
  const notes = [
    ...(geodata.profile.geometry === 'demonstration' ? [say('demo.boundary')] : []),
    ...(demo ? [say('demo.data')] : []),
  ];
  return <span className="map-notes">{notes.join(' · ')}</span>;
}

/** What each sign looks like in a box of side 2, and its name. */
const SIGNS: { name: WordingKey; sign: ReactNode }[] = [
  { name: 'legend.point', sign: <circle r=".36" fill="var(--text-low)" /> },
  { name: 'legend.point.deducted', sign: <circle r=".5" fill="none" stroke="var(--text-mid)" strokeWidth=".24" /> },
  {
    name: 'legend.point.repeat',
    sign: (
      <g fill="none" stroke="var(--text-hi)" strokeWidth=".2">
        <circle r=".78" />
        <circle r=".32" />
      </g>
    ),
  },
  {
    name: 'legend.point.bulletined',
    sign: (
      <g stroke="var(--text-hi)" strokeWidth=".2">
        <circle r=".78" fill="none" />
        <circle r=".36" fill="var(--text-hi)" />
      </g>
    ),
  },
  { name: 'legend.person', sign: <rect x="-.6" y="-.6" width="1.2" height="1.2" rx=".16" fill="var(--text-mid)" /> },
  { name: 'legend.vehicle', sign: <path d="M0-.9L.67.07.5.78H-.5L-.67.07Z" fill="var(--text-mid)" /> },
];

export function Legend({ box, metresPerPx }: { box: Box; metresPerPx: number }) {
  return (
    <div className="legend" style={boxStyle(box)}>
      {SIGNS.map(({ name, sign }) => (
        <span key={name}>
          <svg viewBox="-1 -1 2 2" aria-hidden="true">
            {sign}
          </svg>
          {say(name)}
        </span>
      ))}
      <ScaleBar metresPerPx={metresPerPx} widestPx={box.width * 0.16} />
    </div>
  );
}
