/**
 * Right rail: what we have. Units on duty = available + at work + not seen; by home zone, the bright part of the bar are the available.
 * Who is lost is in none of the first two (wall-ux §6).
 */
import type { ZoneId } from '../../server/contract/ids.ts';
import { WallBarRow, WallCard } from '../design/wall-card.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { useUnitSummary } from './use-unit-summary.ts';

export function UnitPanel() {
  const known = useWall(state => state.applied !== null);
  const figures = useWall(state => state.figures);
  const summary = useUnitSummary();
  const { geodata } = useProfile();
  const count = (n: number) => countText(known ? n : null);
  const unseen = summary.all.lost + summary.all.unlocated + summary.all.clockError;

  return (
    <WallCard
      title={say('units.title')}
      value={
        <>
          {count(summary.all.onDuty)}
          <small> / {count(summary.all.registered)}</small>
        </>
      }
      note={
        <>
          <span>
            {say('unit.state.available')} {count(summary.all.available)}
          </span>
          <span>
            {say('unit.state.busy')} {count(summary.all.busy)}
          </span>
          <span>
            {say('units.lost')} {count(unseen)}
          </span>
        </>
      }
      grow={1}
    >
      {geodata.zones.features.map(({ properties: zone }) => {
        const units = summary.byZone.get(zone.id as ZoneId);
        const registered = units?.registered ?? 0;
        const available = units?.available ?? 0;
        const onDuty = units?.onDuty ?? 0;
        const open = figures?.zones.find(z => z.zone === zone.id)?.openIncidents;
        return (
          <WallBarRow
            key={zone.id}
            name={zone.name}
            remark={
              <>
                {say('zone.open-incidents')} {countText(open)}
              </>
            }
            value={
              <>
                {count(onDuty)}
                <small> / {count(registered)}</small>
              </>
            }
            share={registered ? available / registered : 0}
            faint={registered ? (onDuty - available) / registered : 0}
          />
        );
      })}
    </WallCard>
  );
}
