import { expect, test } from 'vitest';
import { type RosterRow, rosterRow } from '../../server/contract/shift.ts';
import { weekOf, weekRows } from './roster-week.ts';

const row = (day: string, shift: string, unit: string, persons = 2): RosterRow =>
  rosterRow.parse({ day, shift, unit, persons, qualified: 1 });

test('a week begins on Monday, also for a Sunday and across a year', () => {
  expect(weekOf('2026-11-29')).toEqual([
    ...['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'],
  ]);
  expect(weekOf('2026-11-23')[0]).toBe('2026-11-23');
  expect(weekOf('2027-01-01')).toContain('2026-12-31');
});

test('a unit on a shift is one line with its days, in the order of the plan, then by call sign', () => {
  const week = weekOf('2026-11-28');
  const callSigns: Record<string, string> = { a: '巡02', b: '巡01' };
  const lines = weekRows(
    [row('2026-11-24', 'late', 'a'), row('2026-11-23', 'early', 'a'), row('2026-11-23', 'early', 'b', 3)].concat(
      row('2026-11-25', 'early', 'a', 1),
      row('2026-11-25', 'gone', 'a'),
      row('2026-12-25', 'early', 'a'),
    ),
    week,
    [{ id: 'early' }, { id: 'late' }],
    unit => callSigns[unit]!,
  );
  expect(lines.map(({ shift, unit }) => [shift, unit])).toEqual([
    ['early', 'b'],
    ['early', 'a'],
    ['late', 'a'],
    ['gone', 'a'],
  ]);
  expect(lines[1]!.days.map(day => day?.persons ?? null)).toEqual([2, null, 1, null, null, null, null]);
});
