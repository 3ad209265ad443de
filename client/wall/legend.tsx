/** What the symbols of the scene mean and how long a line on the ground is; `MapNotes`: how true the boundaries and the data are. */

import type { ReactNode } from 'react';
import { textEms } from '../design/fit-text.ts';
import { ScaleBar } from '../design/scale-bar.tsx';
import { useWallScale } from '../design/use-wall-scale.ts';
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

const SCALE_SHARE = 0.16;
/** Sign, its gap, and the gap to the next one, in ems of the smallest type. */
const SIGN = 1;
const GAP = 0.6;

/** The first ones that have room; what the scene leaves out has to be said, what a sign means is known after a day. */
function fitting(signs: readonly LegendSign[], roomPx: number, emPx: number): readonly LegendSign[] {
  let leftPx = roomPx;
  return signs.filter(({ name }) => {
    leftPx -= (SIGN + textEms(say(name)) + GAP) * emPx;
    return leftPx >= 0;
  });
}

/** What a sign looks like in a box of side 2, and its name. */
export interface LegendSign {
  name: WordingKey;
  sign: ReactNode;
}

export const OVERVIEW_SIGNS: readonly LegendSign[] = [
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

/** `note`: what of the situation this scene leaves off the map. */
export function Legend(props: { box: Box; metresPerPx: number; signs: readonly LegendSign[]; note?: string | null }) {
  const { box, metresPerPx, signs, note = null } = props;
  const { px } = useWallScale();
  const shown = fitting(
    signs,
    box.width * (1 - SCALE_SHARE) - (note === null ? 0 : (textEms(note) + GAP) * px.min),
    px.min,
  );
  return (
    <div className="legend" style={boxStyle(box)}>
      {shown.map(({ name, sign }) => (
        <span key={name}>
          <svg viewBox="-1 -1 2 2" aria-hidden="true">
            {sign}
          </svg>
          {say(name)}
        </span>
      ))}
      {note !== null && <span>{note}</span>}
      <ScaleBar metresPerPx={metresPerPx} widestPx={box.width * SCALE_SHARE} />
    </div>
  );
}
