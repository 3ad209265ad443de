/**
 * Who covers which zone now, and whether somebody must. Pure.
 * In: units with the time of their newest fix, the plan, the rule of the profile, the time. Out: one line a zone.
 * [P-47] A zone is covered while a unit at home in it is signed on, is of a class that patrols, does not sit at a desk, and its fix is
 *        not lost. It must be: always, if the profile says so (S0-47); else during the patrol shifts of the plan that name it (S2-08);
 *        without either nobody knows (未设定).
 */
import { freshnessOf, sightOf } from '../../contract/freshness.ts';
import type { UnitId, ZoneId } from '../../contract/ids.ts';
import type { RosterRow } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import { reportIntervals } from '../report-intervals.ts';
import { dayText, type Occurrence, type ShiftCalendar, shiftsAt } from './shift-times.ts';

export interface ZoneDutyParts {
  calendar: ShiftCalendar;
  /** Null = the profile does not say. */
  patrolCover: { rule: 'always'; source: string } | null;
  zones: readonly ZoneId[];
  unitClasses: readonly { id: string; reportIntervalS: number; patrols?: boolean | undefined }[];
  units(): readonly UnitRecord[];
  /** UTC ms; null = never heard. */
  newestFixMs(unit: UnitRecord): number | null;
  rowsOn(day: string): readonly RosterRow[];
}

export interface ZoneDuty {
  zone: ZoneId;
  patrolsOnDuty: number;
  patrolsSeen: number;
  mustCover: boolean | null;
}

export function zoneDuty(parts: ZoneDutyParts, now: number): ZoneDuty[] {
  const running = shiftsAt(now, parts.calendar);
  const atDesk = unitsAtDesk(running, parts.rowsOn);
  const isSeen = sight(parts, now);
  const patrols = new Set(parts.unitClasses.filter(one => one.patrols !== false).map(({ id }) => id));
  const lines = new Map(
    parts.zones.map(zone => [
      zone,
      { zone, patrolsOnDuty: 0, patrolsSeen: 0, mustCover: mustCover(zone, running, parts, now) },
    ]),
  );
  for (const unit of parts.units()) {
    const line = unit.homeZone === null ? undefined : lines.get(unit.homeZone);
    if (!line || !unit.onDuty || !patrols.has(unit.unitClass) || atDesk.has(unit.id)) continue;
    line.patrolsOnDuty++;
    if (isSeen(unit)) line.patrolsSeen++;
  }
  return [...lines.values()];
}

/** Units on the roster of a desk that is open now: they send no positions, and nobody misses them. */
export function unitsAtDesk(running: readonly Occurrence[], rowsOn: ZoneDutyParts['rowsOn']): ReadonlySet<UnitId> {
  return new Set(
    running
      .filter(({ shift }) => shift.kind === 'desk')
      .flatMap(({ shift, day }) => rowsOn(day).filter(row => row.shift === shift.id))
      .map(({ unit }) => unit),
  );
}

/** Fresh, ageing or stale: whoever is lost, or dated in the future, is not there to be sent. */
export function sight({ unitClasses, newestFixMs }: Pick<ZoneDutyParts, 'unitClasses' | 'newestFixMs'>, now: number) {
  const intervalOf = reportIntervals(unitClasses);
  return (unit: UnitRecord): boolean => {
    const fixMs = newestFixMs(unit);
    if (fixMs === null) return false;
    return sightOf(freshnessOf(now - fixMs, intervalOf(unit))) === 'believed';
  };
}

function mustCover(
  zone: ZoneId,
  running: readonly Occurrence[],
  { patrolCover, calendar }: ZoneDutyParts,
  now: number,
): boolean | null {
  if (patrolCover !== null) return true;
  if (running.some(({ shift }) => shift.kind === 'patrol' && (shift.zones?.includes(zone) ?? true))) return true;
  const plan = calendar.planOn(dayText(calendar.days.dayNumber(now)));
  const plansPatrols = plan?.shifts.some(shift => shift.kind === 'patrol' && (shift.zones?.includes(zone) ?? true));
  return plansPatrols ? false : null;
}
