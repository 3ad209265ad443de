/** Right rail: how old each feed is. A wall is only as true as its oldest source, so the ages stand on the wall itself. */
import { use } from 'react';
import { useIsSilent } from '../alarm/wall-sound.tsx';
import { useServerNow } from '../clock/use-server-now.ts';
import { WallBarRow, WallCard } from '../design/wall-card.tsx';
import { newestFixMs, UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { ageText, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function SourcesPanel() {
  const now = useServerNow();
  const { timeZone } = useProfile();
  const positions = use(UnitPositionsContext);
  const open = useWall(state => state.incidents.open);
  const points = useWall(state => state.points.byCode);
  const fixMs = newestFixMs(positions);
  const reportedMs = open.reduce<number | null>((newest, i) => Math.max(newest ?? 0, i.receivedAt), null);
  const deductedMs = [...points.values()].reduce<number | null>(
    (newest, p) => (p.lastDeductionAt === null ? newest : Math.max(newest ?? 0, p.lastDeductionAt)),
    null,
  );
  const isSilent = useIsSilent();
  const none = <small>{say('value.no-data-yet')}</small>;
  const when = (ms: number | null) => (ms === null ? none : timeOrDate(ms, now, timeZone));
  return (
    <WallCard title={isSilent ? `${say('sources.title')} · ${say('alarm.sound.off')}` : say('sources.title')}>
      <WallBarRow
        name={say('sources.positions')}
        value={fixMs === null ? none : say('units.ago', { age: ageText(now - fixMs) })}
      />
      <WallBarRow name={say('sources.incidents')} value={when(reportedMs)} />
      <WallBarRow name={say('sources.points')} value={when(deductedMs)} />
    </WallCard>
  );
}
