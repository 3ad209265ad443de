/** The shifts of one unit: rule P-90. Friday, 27 November 2026, Shanghai. */
import { expect, test } from 'vitest';
import type { UnitId } from '../../contract/ids.ts';
import type { RosterRow, ShiftPlan } from '../../contract/shift.ts';
import { aCalendar, aPlan, aRow, aShift, at } from './shift-builders.ts';
import { unitShifts } from './unit-shifts.ts';

const OWN = 'own' as UnitId;
const PLAN = aPlan([
  aShift('day', '08:00', '16:00'),
  aShift('night', '22:00', '06:00'),
  aShift('office', '09:00', '17:00', { days: 'working-days', kind: 'desk' }),
]);
const shifts = (now: string, rows: RosterRow[], plan: ShiftPlan | null = PLAN) =>
  unitShifts(OWN, at(now), { calendar: aCalendar(plan), rowsOn: day => rows.filter(row => row.day === day) });
const shift = (id: string, from: string, to: string) => ({ name: `班-${id}`, from: at(from), to: at(to) });

test('[P-90] the shift that runs, to its end and not beyond, and the next one', () => {
  const rows = [aRow('own', 'day'), aRow('own', 'day', { day: '2026-11-28' }), aRow('other', 'night')];
  const today = shift('day', '2026-11-27T08:00', '2026-11-27T16:00');
  const tomorrow = shift('day', '2026-11-28T08:00', '2026-11-28T16:00');
  expect(shifts('2026-11-27T07:59', rows)).toMatchObject({ now: [], next: today });
  expect(shifts('2026-11-27T08:00', rows)).toMatchObject({ now: [today], next: tomorrow });
  expect(shifts('2026-11-27T15:59', rows)).toMatchObject({ now: [today], next: tomorrow });
  expect(shifts('2026-11-27T16:00', rows)).toMatchObject({ now: [], next: tomorrow });
  expect(shifts('2026-11-28T08:00', rows)).toMatchObject({ now: [tomorrow], next: null });
});

test('[P-90] after midnight the shift of yesterday still runs', () => {
  const night = shift('night', '2026-11-27T22:00', '2026-11-28T06:00');
  expect(shifts('2026-11-28T02:00', [aRow('own', 'night')])).toMatchObject({ now: [night], next: null });
});

test('[P-90] on two at once both are told, in order, a desk as a desk', () => {
  const rows = [aRow('own', 'office'), aRow('own', 'day')];
  expect(shifts('2026-11-27T10:00', rows)?.now.map(({ name, kind }) => [name, kind])).toEqual([
    ['班-day', 'patrol'],
    ['班-office', 'desk'],
  ]);
});

test('[P-90] a row of a shift that does not run that day, or that the plan does not have any more, is none', () => {
  const rows = [aRow('own', 'office', { day: '2026-11-28' }), aRow('own', 'gone')];
  expect(shifts('2026-11-27T10:00', rows)).toEqual({ now: [], next: null });
});

test('[P-90] without a plan nothing is said, with one that has no row for it it is not rostered', () => {
  expect(shifts('2026-11-27T10:00', [aRow('own', 'day')], null)).toBeNull();
  expect(shifts('2026-11-27T10:00', [aRow('other', 'day')])).toEqual({ now: [], next: null });
});
