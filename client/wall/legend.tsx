/** What the symbols mean and how long a line on the ground is; `MapNotes`: how true the boundaries and the data are. */

import { ScaleBar } from '../design/scale-bar.tsx';
import { type Box, boxStyle } from '../design/wall-card.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';

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

export function Legend({ box, metresPerPx }: { box: Box; metresPerPx: number }) {
  return (
    <div className="legend" style={boxStyle(box)}>
      <span>
        <svg viewBox="-1 -1 2 2" aria-hidden="true">
          <circle r=".36" fill="var(--text-low)" />
        </svg>
        {say('legend.point')}
      </span>
      <span>
        <svg viewBox="-1 -1 2 2" aria-hidden="true">
          <circle r=".5" fill="none" stroke="var(--text-hi)" strokeWidth=".24" />
        </svg>
        {say('legend.point.deducted')}
      </span>
      <span>
        <svg viewBox="-1 -1 2 2" aria-hidden="true">
          <circle r=".78" fill="none" stroke="var(--text-hi)" strokeWidth=".2" />
          <circle r=".32" fill="none" stroke="var(--text-hi)" strokeWidth=".2" />
        </svg>
        {say('legend.point.repeat')}
      </span>
      <span>
        <svg viewBox="-1 -1 2 2" aria-hidden="true">
          <rect x="-.6" y="-.6" width="1.2" height="1.2" rx=".16" fill="var(--text-mid)" />
        </svg>
        {say('legend.person')}
      </span>
      <span>
        <svg viewBox="-1 -1 2 2" aria-hidden="true">
          <path d="M0-.9L.67.07.5.78H-.5L-.67.07Z" fill="var(--text-mid)" />
        </svg>
        {say('legend.vehicle')}
      </span>
      <ScaleBar metresPerPx={metresPerPx} widestPx={box.width * 0.16} />
    </div>
  );
}
