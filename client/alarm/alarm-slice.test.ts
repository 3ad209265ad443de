import { expect, test } from 'vitest';
import { NOON } from '../store/record-builders.ts';
import { alarmNumber, anAlarm } from './alarm-builder.ts';
import { alarmsOf, noAlarms, withAlarms } from './alarm-slice.ts';

const numbers = (alarms: readonly { id: string }[]) => alarms.map(({ id }) => Number(id.slice(-1)));

test('unanswered: the most urgent first, then the longest wait; answered: acknowledged before shelved', () => {
  const slice = alarmsOf([
    anAlarm({ id: alarmNumber(4), priority: 3, raisedAt: NOON - 9000 }),
    anAlarm({ id: alarmNumber(2), raisedAt: NOON }),
    anAlarm({ id: alarmNumber(1), raisedAt: NOON - 1 }),
    anAlarm({ id: alarmNumber(3), priority: 2 }),
    anAlarm({ id: alarmNumber(6), state: 'shelved' }),
    anAlarm({ id: alarmNumber(5), state: 'acknowledged', priority: 3 }),
  ]);
  expect(numbers(slice.unanswered)).toEqual([1, 2, 3, 4]);
  expect(numbers(slice.answered)).toEqual([5, 6]);
});

test('[A6] an older version never replaces a newer one, the same twice is the same object', () => {
  const slice = alarmsOf([anAlarm({ version: 2, state: 'acknowledged' })]);
  expect(withAlarms(slice, [anAlarm()])).toBe(slice);
  expect(withAlarms(slice, [anAlarm({ version: 2 })])).toBe(slice);
  expect(withAlarms(slice, [])).toBe(slice);
});

test('a cleared alarm is gone; clearing one that was never seen changes nothing', () => {
  const slice = alarmsOf([anAlarm()]);
  expect(withAlarms(slice, [anAlarm({ version: 3, state: 'cleared' })])).toEqual(noAlarms);
  expect(withAlarms(noAlarms, [anAlarm({ version: 3, state: 'cleared' })])).toBe(noAlarms);
});
