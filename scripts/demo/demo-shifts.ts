/**
 * Shifts of the demonstration: a plan and the rosters of a week, filed like real ones, because the paper itself gives no times (S0-47).
 * In: an administrator's session, the profile's town, the present. Out: rows that changed; every start adds the days that are missing.
 * Everything is named 演示. The two shifts of squads are those of S2-08, the three of a day and the desk follow S1-108 and S3-02; the
 * simulation signs its units on and off by the same hours. Nobody signs on the desks: they show what a shortfall looks like.
 */
import type { z } from 'zod';
import type { WorkCalendarSettings } from '../../geodata/work-calendar.ts';
import { DEMO_FIELD_UNIT } from '../../server/access/demo-accounts.ts';
import type { RosterChanged, Shift, shiftPlans } from '../../server/contract/shift.ts';
import type { UnitRegistration } from '../../server/contract/unit.ts';
import { chinaCalendar } from '../../server/deadlines/work-calendar.ts';
import type { ProfileTown } from '../simulation/profile-town.ts';
import { SHIFTS, SQUAD_SHIFTS, worksSquadShift } from '../simulation/shift-roster.ts';
import { type PostedUnit, unitRoster } from '../simulation/unit-roster.ts';
import type { AdminSession } from './admin-session.ts';
import { DAY_MS, localDate } from './local-calendar.ts';
import { DEMO_UNITS } from './seed.ts';

const SOURCE = '演示数据，非街道规定';
const DAYS_AHEAD = 7;

const patrol = {
  days: 'every-day',
  kind: 'patrol',
  covers: 'zone',
  minPersons: null,
  minQualified: null,
  zones: null,
} as const;
const squad = { ...patrol, minPersons: 3, minQualified: 1 } as const;
const PLAN: readonly Shift[] = [
  { ...squad, id: 'early', name: '演示早班', from: '07:00', to: '15:00' },
  { ...squad, id: 'late', name: '演示晚班', from: '15:00', to: '23:00' },
  { ...patrol, id: 'night', name: '演示夜巡', from: '00:00', to: '08:00', minPersons: 3 },
  { ...patrol, id: 'day', name: '演示日巡', from: '08:00', to: '16:00', minPersons: 3 },
  { ...patrol, id: 'evening', name: '演示晚巡', from: '16:00', to: '00:00', minPersons: 3 },
  {
    ...{ id: 'desk', name: '演示派驻值守', from: '08:00', to: '17:00', days: 'working-days', kind: 'desk' },
    ...{ covers: 'organ', minPersons: 2, minQualified: 1, zones: null },
  },
];

/** People on one unit, and how many of them may enforce, by the first part of its id. */
const CREWS: Readonly<Record<string, readonly [persons: number, qualified: number]>> = {
  patrol: [1, 0],
  squad: [4, 2],
  car: [2, 1],
  sweeper: [1, 0],
  enforcement: [3, 2],
};

const DESKS: readonly UnitRegistration[] = [
  { id: 'desk-urban', callSign: '派驻城管', unitClass: 'squad', organ: 'urban-management' },
  { id: 'desk-market', callSign: '派驻市监', unitClass: 'squad', organ: 'market-supervision' },
];

export async function fileDemoShifts(
  admin: AdminSession,
  { town, isOrgan }: ProfileTown,
  nowMs: number,
): Promise<number> {
  const today = localDate(nowMs, town.timeZone);
  const plans = (await admin.get('/api/v1/shift-plan')) as z.infer<typeof shiftPlans>;
  // A profile or an administrator that has a plan keeps it; the rosters below would not fit it.
  if (plans.inForce !== null && plans.inForce.source !== SOURCE) return 0;
  if (plans.inForce === null) await admin.put('/api/v1/shift-plan', { source: SOURCE, validFrom: today, shifts: PLAN });
  const desks = DESKS.filter(({ organ }) => organ && isOrgan(organ));
  if (desks.length > 0) await admin.post('/api/v1/units', desks);
  const days = Array.from({ length: DAYS_AHEAD }, (_, i) => localDate(nowMs + i * DAY_MS, town.timeZone));
  const profile = (await admin.get('/api/v1/profile')) as { workCalendar: WorkCalendarSettings };
  const calendar = chinaCalendar(profile.workCalendar);
  const units = (await admin.get('/api/v1/units')) as { id: string }[];
  // At night, so that it goes out with the joint operations of the day.
  const phones = units.filter(({ id }) => id === DEMO_FIELD_UNIT);
  const rows = days.flatMap(day => [
    ...phones.map(({ id }) => ({ day, shift: 'night', unit: id, persons: 1, qualified: 0 })),
    ...unitRoster(DEMO_UNITS, town.zones).flatMap(unit => rowsOf(unit, day)),
    ...desks.flatMap(({ id }) =>
      calendar.isWorkingDate(day) ? [{ day, shift: 'desk', unit: id, persons: 2, qualified: 1 }] : [],
    ),
  ]);
  const { added, changed } = (await admin.put('/api/v1/roster', rows)) as RosterChanged;
  return added + changed;
}

function rowsOf({ id, post }: PostedUnit, day: string) {
  const [persons, qualified] = CREWS[id.split('-')[0]!] ?? [1, 0];
  const shifts = post.squad
    ? SQUAD_SHIFTS.filter(shift => worksSquadShift(post, shift))
    : SHIFTS.filter(shift => shift !== post.rest);
  return shifts.map(shift => ({ day, shift, unit: id, persons, qualified }));
}
