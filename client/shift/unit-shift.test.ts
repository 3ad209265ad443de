import { expect, test } from 'vitest';
import type { DutyStanding, ShiftStanding } from '../../server/contract/duty-standing.ts';
import type { UnitId } from '../../server/contract/ids.ts';
import { unitShifts, unitShiftText } from './unit-shift.ts';

const ids = (...names: string[]) => names as UnitId[];
const shift = (name: string, rostered: string[], absent: string[] = []) =>
  ({ name, rostered: ids(...rostered), absent: ids(...absent) }) as ShiftStanding;
const standing = (known: Partial<DutyStanding>) =>
  ({ plan: { version: 1, source: '' }, shifts: [], unrostered: null, ...known }) as DutyStanding;

/** What the column says of a unit that is on duty, or not. */
function says(told: DutyStanding | null, id: string, onDuty = true) {
  const shifts = unitShifts(told);
  return unitShiftText(shifts.of({ id: id as UnitId, onDuty }));
}

test('the shift a unit is on, two of them too; signed on without a roster is 计划外', () => {
  const told = standing({
    shifts: [shift('早班', ['a', 'b'], ['b']), shift('值守', ['a'])],
    unrostered: ids('c'),
  });
  expect(says(told, 'a')).toBe('早班、值守');
  expect(says(told, 'b', false)).toBe('早班');
  expect(says(told, 'c')).toBe('计划外');
  expect(says(told, 'c', false)).toBe('—');
  expect(says(told, 'd')).toBe('—');
});

test('[P-43] no plan is 未设定, no roster is 未排班; between shifts, and before the first answer, nothing is said', () => {
  expect(says(standing({ plan: null }), 'a')).toBe('未设定');
  expect(says(standing({ shifts: [shift('早班', [])] }), 'a')).toBe('未排班');
  expect(says(standing({}), 'a')).toBe('—');
  expect(says(null, 'a')).toBe('—');
});

test('who has just signed on is missed no more, before the server is asked again', () => {
  const { of, absent } = unitShifts(standing({ shifts: [shift('早班', ['a'], ['a'])], unrostered: [] }));
  const isAbsent = (onDuty: boolean) => {
    const now = of({ id: 'a' as UnitId, onDuty });
    return now.name === 'on' && now.isAbsent;
  };
  expect([isAbsent(false), isAbsent(true), absent.has('a' as UnitId)]).toEqual([true, false, true]);
});
