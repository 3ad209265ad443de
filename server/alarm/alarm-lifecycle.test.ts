/** The table of alarms, by itself. Ids in brackets are rules of SPEC.md. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlarmRecord } from '../contract/alarm.ts';
import { alarmRecord } from '../contract/alarm.ts';
import type { AlarmId, IncidentId } from '../contract/ids.ts';
import { type AlarmEvent, step } from './alarm-lifecycle.ts';

const START = 1_795_000_000_000;
const anAlarm = (known: Partial<AlarmRecord> = {}): AlarmRecord =>
  Object.freeze({
    ...{ id: 'A20261122-0001' as AlarmId, version: 1, kind: 'help', state: 'raised', priority: 2 },
    ...{
      incident: 'XA20261122-0001' as IncidentId,
      unit: null,
      limit: null,
      operation: null,
      squad: null,
      emergency: null,
      zone: null,
      lon: null,
      lat: null,
    },
    ...{ said: null, raisedAt: START, acknowledgedBy: null, acknowledgedAt: null, shelvedBy: null },
    ...{ shelvedUntil: null, shelveReason: null, escalation: 0, clearedAt: null },
    ...known,
  } as const);

const event: fc.Arbitrary<AlarmEvent> = fc.oneof(
  fc.record({ name: fc.constant('worsen' as const), priority: fc.constantFrom(1 as const, 2 as const, 3 as const) }),
  fc.record({ name: fc.constant('acknowledge' as const), by: fc.constantFrom('甲', '乙') }),
  fc.record({
    ...{ name: fc.constant('shelve' as const), by: fc.constant('甲'), reason: fc.constant('因') },
    minutes: fc.constantFrom(5, 10, 15),
  }),
  fc.record({ name: fc.constantFrom('come-back' as const, 'clear' as const, 'end' as const) }),
  fc.record({ name: fc.constant('escalate' as const), to: fc.constantFrom(1 as const, 2 as const) }),
);

test('any sequence of events leaves a valid record, versions only grow, and nothing follows the end', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), events => {
      let record = anAlarm();
      events.forEach((one, i) => {
        const next = step(record, one, START + i * 60_000);
        if (!next.ok) return;
        expect(record.state, 'what is cleared stays cleared').not.toBe('cleared');
        expect(next.record.version).toBe(record.version + 1);
        expect(next.record.priority).toBeLessThanOrEqual(record.priority);
        alarmRecord.parse(next.record);
        expect(next.record.acknowledgedBy !== null || next.record.state !== 'acknowledged').toBe(true);
        expect(next.record.clearedAt !== null).toBe(next.record.state === 'cleared');
        // Only what nobody has answered, or what is to come back, waits for the clock.
        const waits = next.record.state === 'raised' || next.record.state === 'shelved';
        if (!waits) expect(next.timers).toEqual([]);
        if (next.record.state === 'shelved') expect(next.timers.map(({ name }) => name)).toEqual(['come-back']);
        record = next.record;
      });
    }),
  );
});

test('[A-8] the clocks of priority 1 count from when it became unanswered, also after the first of them', () => {
  const one = anAlarm({ priority: 1, shelvedUntil: START + 1000 });
  const first = step(one, { name: 'escalate', to: 1 }, START + 61_000);
  expect(first).toMatchObject({ ok: true, timers: [{ name: 'call-leader', dueAt: START + 1000 + 180_000 }] });
});

test('[A-8] an escalation that comes late or twice changes nothing', () => {
  expect(step(anAlarm({ escalation: 2 }), { name: 'escalate', to: 1 }, START).ok).toBe(false);
  expect(step(anAlarm({ state: 'acknowledged' }), { name: 'escalate', to: 1 }, START).ok).toBe(false);
});
