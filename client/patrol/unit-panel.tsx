/**
 * Right rail: what we have. Units on duty = available + at work + not seen; by home zone, the bright part of the bar are the available.
 * Who is lost is in none of the first two (wall-ux §6). Who has left the own ground (离开片区) is counted beside them while there is one. A zone that must be covered and is not says 无力量 and since when, in plain
 * ink: it is a gap to fill, not an alarm. Under the zones stands the next change of shift, or that no shifts are set.
 */
import type { ZoneId } from '../../server/contract/ids.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { textEms } from '../design/fit-text.ts';
import { useWallScale } from '../design/use-wall-scale.ts';
import { WallBarRow, WallCard } from '../design/wall-card.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { ageText, countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { NextShiftChange } from './next-shift-change.tsx';
import { unitPanelHead } from './unit-panel-head.ts';
import { useUnitSummary } from './use-unit-summary.ts';

/** `width` of the box in px. */
export function UnitPanel({ width }: { width: number }) {
  const known = useWall(state => state.applied !== null);
  const figures = useWall(state => state.figures);
  const summary = useUnitSummary();
  const { geodata } = useProfile();
  const now = useServerNow();
  const { px } = useWallScale();
  const count = (n: number) => countText(known ? n : null);
  const unseen = summary.all.lost + summary.all.unlocated + summary.all.clockError;

  const { onDuty, registered, away } = summary.all;
  const head = unitPanelHead(known ? away : 0, {
    restPx: width - 2 * px.body - textEms(`${onDuty}`) * px.kpi - textEms(`/ ${registered}`) * px.min,
    titlePx: px.body,
    markPx: px.min,
  });
  return (
    <WallCard
      title={head.title}
      mark={head.mark}
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
        const counted = figures?.zones.find(z => z.zone === zone.id);
        const uncovered = counted?.noCoverSince ?? null;
        return (
          <WallBarRow
            key={zone.id}
            name={zone.name}
            remark={
              uncovered === null ? (
                <>
                  {say('zone.open-incidents')} {countText(counted?.openIncidents)}
                </>
              ) : (
                <b className="no-cover">{say('cover.no-cover', { age: ageText(now - uncovered) })}</b>
              )
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
      {figures && <NextShiftChange shifts={figures.shifts} />}
    </WallCard>
  );
}
