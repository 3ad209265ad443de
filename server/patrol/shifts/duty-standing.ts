/**
 * Who should be on now, who is, and what is below its minimum (T29, T30, C6 to C8). Pure.
 * In: running shifts with their rosters, units, fixes, the time, and who looks. Out: the contract's answer without the cover of zones.
 * [P-48] Present = signed on, and on patrol also not lost. A minimum is judged for each ground of the shift, a zone that nobody was
 *        rostered for included; without a roster, or without a minimum, nothing is judged (未设定).
 * A zone chief reads about units and grounds of the own zone; minima of organs and of the whole area are numbers and told whole.
 */
import type { DutyStanding, ShiftStanding } from '../../contract/duty-standing.ts';
import type { CommunityCode, UnitId, ZoneId } from '../../contract/ids.ts';
import type { RosterRow } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import { groundsOf, lies } from './shift-grounds.ts';
import { changesAfter, dayText, type Occurrence, shiftsAt } from './shift-times.ts';
import { sight, type ZoneDutyParts } from './zone-duty.ts';

export interface DutyStandingParts extends ZoneDutyParts {
  communities: readonly { code: CommunityCode; zone: ZoneId }[];
  unit(id: UnitId): UnitRecord | undefined;
}

/** A row with what its unit is now. */
interface Posted {
  row: RosterRow;
  unit: UnitRecord;
  present: boolean;
}

const DAY_MS = 86_400_000;

/** `zone`: of a viewer who sees one zone only. */
export function dutyStanding(
  parts: DutyStandingParts,
  now: number,
  zone: ZoneId | undefined,
): Omit<DutyStanding, 'zones'> {
  const { calendar, patrolCover } = parts;
  const plan = calendar.planOn(dayText(calendar.days.dayNumber(now)));
  const running = shiftsAt(now, calendar);
  const isSeen = sight(parts, now);
  const posted = running.map(occurrence => postedOf(occurrence, parts, isSeen));
  const rostered = new Set(posted.flat().map(({ unit }) => unit.id));
  const reaches = (unit: UnitRecord) => zone === undefined || unit.homeZone === zone;
  return {
    asOf: now,
    plan: plan && { version: plan.version, source: plan.source },
    coverRule: patrolCover ?? (plan && { rule: 'by-plan', source: plan.source }),
    shifts: running.map((occurrence, i) => standingOf(occurrence, posted[i]!, parts, zone)),
    unrostered:
      rostered.size === 0
        ? null
        : parts
            .units()
            .filter(unit => unit.onDuty && reaches(unit) && !rostered.has(unit.id))
            .map(({ id }) => id),
    changes: changesAfter(now, DAY_MS, calendar),
  };
}

function postedOf(
  { shift, day }: Occurrence,
  { rowsOn, unit: unitOf }: DutyStandingParts,
  isSeen: (unit: UnitRecord) => boolean,
): Posted[] {
  return rowsOn(day).flatMap(row => {
    const unit = row.shift === shift.id ? unitOf(row.unit) : undefined;
    return unit ? { row, unit, present: unit.onDuty && (shift.kind === 'desk' || isSeen(unit)) } : [];
  });
}

function standingOf(
  { shift, day, from, to }: Occurrence,
  posted: readonly Posted[],
  parts: DutyStandingParts,
  zone: ZoneId | undefined,
): ShiftStanding {
  const own = posted.filter(({ unit }) => zone === undefined || unit.homeZone === zone);
  const { id, name, kind, minPersons, minQualified } = shift;
  const grounds =
    posted.length === 0
      ? []
      : groundsOf(
          shift,
          posted.map(({ unit }) => unit),
          parts,
        );
  return {
    ...{ shift: id, name, kind, day, from, to, minPersons, minQualified, rosterKnown: posted.length > 0 },
    units: {
      rostered: own.length,
      signedOn: own.filter(({ unit }) => unit.onDuty).length,
      seen: own.filter(({ present }) => present).length,
    },
    rostered: own.map(({ unit }) => unit.id),
    absent: own.filter(({ unit }) => !unit.onDuty).map(({ unit }) => unit.id),
    grounds: grounds
      .filter(ground => zone === undefined || ground.zone === null || ground.zone === zone)
      .map(ground => {
        const here = posted.filter(({ unit }) => lies(unit, ground));
        const there = here.filter(({ present }) => present);
        const persons = { rostered: sum(here, 'persons'), present: sum(there, 'persons') };
        const qualified = { rostered: sum(here, 'qualified'), present: sum(there, 'qualified') };
        const shortfalls: ShiftStanding['grounds'][number]['shortfalls'] = [];
        if (minPersons !== null && persons.present < minPersons) shortfalls.push('persons');
        if (minQualified !== null && qualified.present < minQualified) shortfalls.push('qualified');
        return { ...ground, persons, qualified, shortfalls };
      }),
  };
}

function sum(posted: readonly Posted[], what: 'persons' | 'qualified'): number {
  return posted.reduce((total, { row }) => total + row[what], 0);
}
