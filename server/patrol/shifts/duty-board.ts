/**
 * Everything about shifts put together: plans, roster, standing, the watch of cover. In: register, newest positions, profile, clock.
 * Out: what figures show, the routes, and who is in the field: whoever sits at a desk is missed by nobody.
 */
import type { Clock } from '../../clock.ts';
import type { OwnShifts } from '../../contract/field.ts';
import type { Figures } from '../../contract/figures.ts';
import type { CommunityCode, UnitId, ZoneId } from '../../contract/ids.ts';
import type { PostedDesk } from '../../contract/kpi.ts';
import type { Shift } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import type { Profile } from '../../profile/load.ts';
import type { LocalDays } from '../../profile/local-day.ts';
import type { StoppingRoom } from '../../room.ts';
import type { ChangeLog } from '../../store/change-log.ts';
import type { Database } from '../../store/database.ts';
import { CoverWatch } from './cover-watch.ts';
import type { DutyStandingParts } from './duty-standing.ts';
import { countPostedDesk } from './posted-desk.ts';
import { RosterBook } from './roster-book.ts';
import { rosterRoutes } from './roster-routes.ts';
import { ShiftPlans } from './shift-plans.ts';
import { shiftRoutes } from './shift-routes.ts';
import { changesAfter, dayText, shiftsAt, shiftsOfDay } from './shift-times.ts';
import { unitShifts } from './unit-shifts.ts';
import { unitsAtDesk, zoneDuty } from './zone-duty.ts';

export interface DutyBoardParts {
  database: Database;
  changeLog: ChangeLog;
  clock: Clock;
  units: { all(): readonly UnitRecord[]; get(id: UnitId): UnitRecord | undefined };
  newestFixMs(unit: UnitRecord): number | null;
  profile: {
    shifts: { source: string; shifts: readonly Shift[] } | null;
    patrolCover: DutyStandingParts['patrolCover'];
    unitClasses: DutyStandingParts['unitClasses'];
    zones: readonly ZoneId[];
    communities: readonly { code: CommunityCode; zone: ZoneId }[];
    days: LocalDays;
    isWorkingDay(ms: number): boolean;
    isZone(id: string): boolean;
    timeZone: string;
  };
  onError(error: unknown, what: string): void;
}

/** A shift of the roster that a unit is on, and when. */
export interface RosteredShift {
  unit: UnitId;
  name: string;
  /** UTC ms; half open. */
  from: number;
  to: number;
}

export interface DutyBoard extends StoppingRoom {
  cover: CoverWatch;
  /** Null = 未设定. */
  shifts(now: number): Figures['shifts'];
  /** Shifts of these units that touch the time; half open. */
  rostered(units: readonly UnitId[], from: number, to: number): Promise<RosteredShift[]>;
  /** K17; null = 未设定. */
  postedDesk(
    period: { fromMs: number; toMs: number },
    zone: ZoneId | undefined,
    now: number,
  ): Promise<PostedDesk | null>;
  /** That run now and the next one; null = no plan (未设定). */
  shiftsOf(unit: UnitId, now: number): OwnShifts | null;
  /** Whoever sits at a desk sends no positions, and nobody misses them. */
  afield(now: number): readonly UnitRecord[];
}

const DAY_MS = 86_400_000;

export async function openDutyBoard(parts: DutyBoardParts): Promise<DutyBoard> {
  const { database, changeLog, clock, units, newestFixMs, profile, onError } = parts;
  const { days, timeZone, isWorkingDay } = profile;
  const plans = await ShiftPlans.open({ database, changeLog, profile, onError });
  const planOn = (day: string) => plans.planOn(day);
  const calendar = { days, isWorkingDay, planOn };
  const isUnit = (id: string) => units.get(id as UnitId) !== undefined;
  const roster = await RosterBook.open({ database, changeLog, calendar, isUnit, onError }, clock.now());
  const standing: DutyStandingParts = {
    ...profile,
    ...{ calendar, newestFixMs },
    units: () => units.all(),
    unit: id => units.get(id),
    rowsOn: day => roster.rowsOn(day),
  };
  const cover = await CoverWatch.open({
    ...{ database, changeLog, clock },
    duty: now => zoneDuty(standing, now),
    prepare: now => roster.hold(now),
    onError: error => onError(error, 'the cover of zones could not be watched'),
  });
  return {
    cover,
    routes: [
      ...shiftRoutes({ plans, standing, database, days, cover: now => cover.look(now) }),
      ...rosterRoutes({ roster, changeLog, units, planOn, timeZone }),
    ],
    shifts(now) {
      const running = shiftsAt(now, calendar);
      const [next = null] = changesAfter(now, DAY_MS, calendar);
      return running.length === 0 && next === null ? null : { running: running.map(({ shift }) => shift.name), next };
    },
    async rostered(of, from, to) {
      const [first, last] = [days.dayNumber(from) - 1, days.dayNumber(to)];
      const rows = of.length === 0 ? [] : await roster.list(dayText(first), dayText(last));
      const mine = rows.filter(({ unit }) => of.includes(unit));
      if (mine.length === 0) return [];
      const running = Array.from({ length: last - first + 1 }, (_, i) => shiftsOfDay(first + i, calendar)).flat();
      return mine.flatMap(({ unit, day, shift }) =>
        running
          .filter(one => one.day === day && one.shift.id === shift && one.from < to && one.to > from)
          .map(one => ({ unit, name: one.shift.name, from: one.from, to: one.to })),
      );
    },
    postedDesk: (period, zone, now) =>
      countPostedDesk({ ...standing, db: database.db, plans: () => plans.versions() }, period, zone, now),
    shiftsOf: (unit, now) => unitShifts(unit, now, { calendar, rowsOn: day => roster.rowsOn(day) }),
    afield(now) {
      const atDesk = unitsAtDesk(shiftsAt(now, calendar), day => roster.rowsOn(day));
      return units.all().filter(({ id }) => !atDesk.has(id));
    },
    stop: () => cover.stop(),
  };
}

/** What the board asks of a jurisdiction. */
export function dutyProfile({ data, days, zones, isZone, time }: Profile): DutyBoardParts['profile'] {
  return {
    ...data.settings,
    ...{ days, zones, isZone, isWorkingDay: time.isWorkingDay },
    communities: data.communities.features.map(({ properties }) => properties),
  };
}
