import { expect, test } from 'vitest';
import type { UnitId } from '../../server/contract/ids.ts';
import { NOON } from '../store/record-builders.ts';
import { alarmNumber, anAlarm } from './alarm-builder.ts';
import { alarmsOf } from './alarm-slice.ts';
import { helpCalls } from './help-calls.ts';

test('a call for help counts from its first alarm on, answered or not; other alarms of a unit are no call', () => {
  const [mine, other] = ['walker', 'car'] as UnitId[];
  const alarms = alarmsOf([
    anAlarm({ id: alarmNumber(1), kind: 'help', unit: mine!, raisedAt: NOON, state: 'acknowledged' }),
    anAlarm({ id: alarmNumber(2), kind: 'help', unit: mine!, raisedAt: NOON - 60_000 }),
    anAlarm({ id: alarmNumber(3), kind: 'help', unit: mine!, raisedAt: NOON + 60_000, state: 'shelved' }),
    anAlarm({ id: alarmNumber(4), kind: 'silent-unit', unit: other! }),
  ]);
  expect([...helpCalls(alarms)]).toEqual([[mine, NOON - 60_000]]);
});
