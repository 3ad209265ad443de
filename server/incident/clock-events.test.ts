import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../contract/incident.ts';
import {
  aCommand,
  aContext,
  anIncident,
  aRule,
  DAY,
  type Given,
  HOUR,
  MINUTE,
  mustStep,
  NOW,
  refusalOf,
} from './incident-builders.ts';
import { stepByClock } from './incident-lifecycle.ts';

const LEAD = 'dept:urban-management';
const context = aContext({ limits: [aRule('handle', { amount: 600 })] });
const at = (now: number, more: Given = {}): Given => ({ context, now, ...more });

/** Dispatched now, ten hours to handle it. */
function dispatched(more: Partial<IncidentRecord> = {}): IncidentRecord {
  const record = anIncident({ state: 'at-centre', acceptedAt: NOW, acceptedBy: 'control-centre' as never, ...more });
  return mustStep(record, 'duty', aCommand('dispatch'), at(NOW)).record;
}
const extension = (untilMs: number) => aCommand('request-extension', { until: untilMs });
const hold = (untilMs: number) => aCommand('request-hold', { until: untilMs });
const decide = (more = {}) => aCommand('decide-request', more);
const dueOf = (record: IncidentRecord) => record.limits.map(({ dueAt, state }) => [dueAt - NOW, state]);

describe('[I-52] asking', () => {
  test('is the lead’s, one at a time', () => {
    const asked = mustStep(dispatched(), LEAD, extension(NOW + DAY), at(NOW + 1)).record;
    expect(asked.requests).toEqual([
      {
        ...{ number: 1, kind: 'extension', until: NOW + DAY, reason: '需要材料', askedBy: 'urban-management' },
        ...{ askedAt: NOW + 1, decision: null, decidedBy: null, decidedAt: null },
      },
    ]);
    expect(refusalOf(asked, LEAD, hold(NOW + DAY), at(NOW))).toBe('already-exists');
    expect(refusalOf(dispatched(), 'dept:construction', extension(NOW + DAY), at(NOW))).toBe('not-this-organ');
    expect(refusalOf(dispatched(), 'leader', extension(NOW + DAY), at(NOW))).toBe('not-allowed');
  });

  test('[I-46] for an extension wants a clock, and a date later than it has', () => {
    expect(refusalOf(dispatched(), LEAD, extension(NOW + 10 * HOUR), at(NOW))).toBe('bad-input');
    expect(refusalOf({ ...dispatched(), limits: [] }, LEAD, extension(NOW + DAY), at(NOW))).toBe('illegal-move');
    expect(refusalOf({ ...dispatched(), limits: [] }, LEAD, hold(NOW + DAY), at(NOW))).toBeUndefined();
    expect(refusalOf(dispatched(), LEAD, hold(NOW), at(NOW))).toBe('bad-input');
  });
});

describe('[I-53] deciding', () => {
  const asked = () => mustStep(dispatched(), LEAD, extension(NOW + DAY), at(NOW)).record;

  test('is a leader’s or the chief’s of that zone, never an organ’s or the desk’s', () => {
    expect(refusalOf(asked(), 'leader', decide(), at(NOW))).toBeUndefined();
    expect(refusalOf(asked(), 'chief@binhai', decide(), at(NOW))).toBeUndefined();
    expect(refusalOf(asked(), 'chief@other', decide(), at(NOW))).toBe('not-this-organ');
    for (const who of [LEAD, 'duty', 'admin', 'integration'])
      expect(refusalOf(asked(), who, decide(), at(NOW)), who).toBe('not-allowed');
  });

  test('happens once, of a request that is there and can still be granted', () => {
    const { record } = mustStep(asked(), 'leader', decide({ grant: false }), at(NOW + 1));
    expect(record.requests).toMatchObject([{ decision: 'refused', decidedBy: 'leader', decidedAt: NOW + 1 }]);
    expect(dueOf(record)).toEqual([[10 * HOUR, 'running']]);
    expect(refusalOf(record, 'leader', decide(), at(NOW))).toBe('illegal-move');
    const second = mustStep(record, LEAD, extension(NOW + 2 * DAY), at(NOW)).record;
    expect(refusalOf(second, 'leader', decide(), at(NOW))).toBe('already-decided');
    expect(refusalOf(second, 'leader', decide({ request: 3 }), at(NOW))).toBe('not-found');
    expect(refusalOf(second, 'leader', decide({ request: 2 }), at(NOW + 2 * DAY))).toBe('limit-over');
  });

  test('[I-55] granted, the due time moves; what was over stays over', () => {
    expect(dueOf(mustStep(asked(), 'leader', decide(), at(NOW)).record)).toEqual([[DAY, 'running']]);
    const late = mustStep(asked(), 'leader', decide(), at(NOW + 11 * HOUR));
    expect(late.record.limits).toMatchObject([{ dueAt: NOW + DAY, breachedAt: NOW + 10 * HOUR }]);
    const onTime = mustStep(asked(), 'leader', decide(), at(NOW));
    expect(onTime.effects).toEqual([{ effect: 'set-deadline', name: 'due:handle-1', dueAt: NOW + DAY }]);
  });
});

describe('[I-54] a hold', () => {
  /** Asked and granted an hour after the dispatch, for a day. */
  const held = () => {
    const asked = mustStep(dispatched(), LEAD, hold(NOW + DAY), at(NOW + HOUR)).record;
    return mustStep(asked, 'leader', decide(), at(NOW + HOUR));
  };

  test('lets the clocks stand still and comes back by itself with as much left as there was', () => {
    const { record, effects } = held();
    expect(record).toMatchObject({ heldUntil: NOW + DAY, limits: [{ state: 'paused' }] });
    expect(effects).toEqual([
      { effect: 'clear-deadline', name: 'due:handle-1' },
      { effect: 'set-deadline', name: 'hold', dueAt: NOW + DAY },
    ]);
    expect(stepByClock(record, 'hold', context, NOW + DAY - 1)).toBeNull();
    const ended = stepByClock(record, 'hold', context, NOW + DAY + 500);
    expect(ended).toMatchObject({ event: 'hold-ended', record: { heldUntil: null, version: record.version + 1 } });
    // The ticker's half second is nobody's loss: the hold ended when its date came.
    expect(dueOf(ended!.record)).toEqual([[DAY + 9 * HOUR, 'running']]);
    expect(ended?.effects).toEqual([
      { effect: 'clear-deadline', name: 'hold' },
      { effect: 'set-deadline', name: 'due:handle-1', dueAt: NOW + DAY + 9 * HOUR },
    ]);
  });

  test('is ended by decision', () => {
    const { record } = mustStep(held().record, 'duty', aCommand('end-hold'), at(NOW + 3 * HOUR));
    expect(record.heldUntil).toBeNull();
    expect(dueOf(record)).toEqual([[12 * HOUR, 'running']]);
    expect(refusalOf(record, 'duty', aCommand('end-hold'), at(NOW))).toBe('illegal-move');
    expect(refusalOf(held().record, LEAD, extension(NOW + 2 * DAY), at(NOW))).toBe('already-exists');
  });

  test('ends when the matter moves on', () => {
    const { record } = mustStep(held().record, LEAD, aCommand('report-done'), at(NOW + 3 * HOUR));
    expect(record).toMatchObject({
      heldUntil: null,
      limits: [{ state: 'ended', breachedAt: null, dueAt: NOW + 12 * HOUR }],
    });
  });

  test('does not stop dates told to people and clocks that count from when it happened', () => {
    const sudden = aContext({ limits: [aRule('handle'), aRule('phone-report', { anchor: 'happened', amount: 600 })] });
    const record = anIncident({ state: 'at-centre', acceptedAt: NOW, grade: 'sudden' });
    const out = mustStep(record, 'duty', aCommand('dispatch'), { context: sudden }).record;
    const watched = mustStep(out, 'leader', aCommand('supervise'), { context: sudden }).record;
    const asked = mustStep(watched, LEAD, hold(NOW + DAY), { context: sudden }).record;
    const { limits } = mustStep(asked, 'leader', decide(), { context: sudden }).record;
    expect(limits.map(({ step, state }) => [step, state])).toEqual([
      ['handle', 'paused'],
      ['phone-report', 'running'],
      ['supervise', 'running'],
    ]);
  });
});

describe('a promise', () => {
  const promised = () => mustStep(dispatched(), LEAD, aCommand('promise'), at(NOW + HOUR));

  test('[I-56] [I-81] [I-91] is a clock of its own and stops no other', () => {
    const { record, note } = promised();
    expect(record).toMatchObject({ state: 'promised', promise: { until: NOW + 10 * DAY, text: '月底前解决' } });
    expect(note).toBe('月底前解决');
    expect(record.limits.map(({ id, state }) => [id, state])).toEqual([
      ['handle-1', 'running'],
      ['promise-1', 'running'],
    ]);
    expect(refusalOf(dispatched(), LEAD, aCommand('promise', { until: NOW }), at(NOW))).toBe('bad-input');
  });

  test('[I-81] resuming leads back to the state before and ends it', () => {
    const back = mustStep(
      promised().record,
      LEAD,
      aCommand('resume'),
      at(NOW + 2 * HOUR, { fetched: { past: ['merged', 'promised', 'handling'] } }),
    );
    expect(back.record).toMatchObject({ state: 'handling', promise: null });
    expect(back.record.limits.map(({ id, state }) => [id, state])).toEqual([
      ['handle-1', 'running'],
      ['promise-1', 'ended'],
    ]);
  });
});

describe('[I-74] the ticker', () => {
  test('marks a clock that is over, once', () => {
    const record = dispatched();
    expect(stepByClock(record, 'due:handle-1', context, NOW + 10 * HOUR - 1)).toBeNull();
    const marked = stepByClock(record, 'due:handle-1', context, NOW + 10 * HOUR + 300);
    expect(marked).toMatchObject({
      event: 'limit-breached',
      record: {
        version: record.version + 1,
        state: 'handling',
        limits: [{ breachedAt: NOW + 10 * HOUR, state: 'running' }],
      },
    });
    expect(marked?.effects).toEqual([
      { effect: 'clear-deadline', name: 'due:handle-1' },
      { effect: 'raise-alarm', kind: 'limit-breached', priority: 3, limit: 'handle-1' },
    ]);
    expect(stepByClock(marked!.record, 'due:handle-1', context, NOW + 11 * HOUR)).toBeNull();
  });

  test('comes too late when a command was first', () => {
    const { record, effects } = mustStep(dispatched(), LEAD, aCommand('arrive'), at(NOW + 10 * HOUR));
    expect(record.limits).toMatchObject([{ breachedAt: NOW + 10 * HOUR }]);
    expect(effects.map(({ effect }) => effect)).toEqual(['clear-deadline', 'raise-alarm']);
    expect(stepByClock(record, 'due:handle-1', context, NOW + 10 * HOUR)).toBeNull();
  });

  test('[I-39] tells when the way back closes while it waits for the revisit', () => {
    const { record, effects } = mustStep(dispatched(), LEAD, aCommand('report-done'), at(NOW + MINUTE));
    expect(effects).toContainEqual({ effect: 'set-deadline', name: 'work-time-over', dueAt: NOW + 10 * HOUR });
    const told = stepByClock(record, 'work-time-over', context, NOW + 10 * HOUR);
    expect(told).toMatchObject({
      event: 'work-time-over',
      record: { state: 'revisit-due', limits: [{ breachedAt: null }] },
    });
    expect(told?.effects).toEqual([]);
  });
});
