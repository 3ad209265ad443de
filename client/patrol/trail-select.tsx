/**
 * 尾迹: how long the trails behind the units are. In: the choice. Out: the new one. A page knows only what it was told since it was opened,
 * so as long as a trail could reach farther back than that, it says since when [P-110].
 */
import { use } from 'react';
import { useServerNow } from '../clock/use-server-now.ts';
import { Select } from '../design/desk/select.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { TRAIL_CHOICES, type TrailChoice, trailLengthMs } from './trail-length.ts';
import { MOST_TRAILED_UNITS } from './unit-trail-layer.ts';
import { UnitPositionsContext } from './use-unit-summary.ts';

export function TrailSelect(props: { value: TrailChoice; onChange: (choice: TrailChoice) => void }) {
  const { value, onChange } = props;
  const positions = use(UnitPositionsContext);
  const serverNow = useServerNow();
  const { timeZone } = useProfile();
  const sinceMs = positions.trailsSinceMs;
  const isOn = value !== 'off';
  const isShort = isOn && sinceMs !== null && sinceMs > serverNow - trailLengthMs(value);
  const isCrowded = isOn && positions.count > MOST_TRAILED_UNITS;
  return (
    <>
      <Select
        className="map-trails"
        label={say('trail.title')}
        options={TRAIL_CHOICES.map(id => ({
          id,
          name: id === 'off' ? say('trail.off') : say('trail.minutes', { n: id }),
        }))}
        value={value}
        onChange={onChange}
      />
      <output className="map-trails-note">
        {isShort && <span>{say('trail.since', { time: clockTime(sinceMs, timeZone) })}</span>}
        {isCrowded && <span>{say('trail.crowded', { n: MOST_TRAILED_UNITS })}</span>}
      </output>
    </>
  );
}
