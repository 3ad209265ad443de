import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncidentLimit, LimitRule } from '../contract/incident-limit.ts';
import { type Anchors, breach, countLimit, dateLimit, end, extend, pause, resume } from './count-limit.ts';
import { aRule } from './limit-rule-builder.ts';
import { chinaCalendar } from './work-calendar.ts';
import { workingTime } from './working-time.ts';

const time = workingTime(
  chinaCalendar({ days: [], knownUntil: null }),
  [{ from: '08:00', to: '17:00' }],
  'Asia/Shanghai',
);
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);
const shown = (ms: number | null) =>
  ms === null ? null : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const MINUTE_MS = 60_000;

const FIRST_REPORT = aRule({
  id: 'sudden-first-report',
  step: 'first-report',
  unit: 'minutes',
  amount: 15,
  anchor: 'happened',
  filingNumber: null,
  source: 'S2-32',
});

function anchors(happened: string, more: Partial<Anchors> = {}): Anchors {
  return { happenedAt: at(happened), reportedAt: at(happened), acceptedAt: null, orderedAt: null, ...more };
}

function running(from: string, rule: Partial<LimitRule> = {}): IncidentLimit {
  const now = at(from);
  return countLimit(aRule(rule), anchors(from, { acceptedAt: now, orderedAt: now }), now, 1, time);
}

describe('[D-5] a clock starts at its anchor', () => {
  test('the 15 minutes started when it happened: already over at intake', () => {
    const limit = countLimit(FIRST_REPORT, anchors('2025-11-18 09:00'), at('2025-11-18 09:40'), 1, time);
    expect(limit).toMatchObject({ id: 'first-report-1', rule: 'sudden-first-report', state: 'running' });
    expect(shown(limit.startedAt)).toBe('2025-11-18 09:00');
    expect(shown(limit.dueAt)).toBe('2025-11-18 09:15');
    expect(shown(limit.breachedAt)).toBe('2025-11-18 09:15');
    expect(limit.filingNumber).toBeNull();
  });

  test('reported after five minutes, ten are left', () => {
    const now = at('2025-11-18 09:05');
    const limit = countLimit(FIRST_REPORT, anchors('2025-11-18 09:00'), now, 1, time);
    expect(limit.dueAt - now).toBe(10 * MINUTE_MS);
    expect(limit.breachedAt).toBeNull();
  });

  test('the labour office steps in the same day, until midnight', () => {
    const rule = aRule({ step: 'intervene', unit: 'same-day', amount: null, anchor: 'reported' });
    const count = (reported: string) => countLimit(rule, anchors(reported), at(reported), 1, time);
    expect(shown(count('2025-11-18 09:00').dueAt)).toBe('2025-11-19 00:00');
    expect(shown(count('2025-11-18 23:59').dueAt)).toBe('2025-11-19 00:00');
    expect(shown(count('2025-11-19 00:00').dueAt)).toBe('2025-11-20 00:00');
    expect(count('2025-11-18 09:00').weekendsOnly).toBe(false);
  });

  test('target and ceiling: 5 working days, 15 at the most (S3-14, S3-15)', () => {
    const limit = running('2025-11-18 10:00', { amount: 15, target: 5 });
    expect(shown(limit.targetAt)).toBe('2025-11-25 17:00');
    expect(shown(limit.dueAt)).toBe('2025-12-09 17:00');
  });

  test('an anchor that has not happened gives way to the order, then to now', () => {
    const now = at('2025-11-18 12:00');
    const ordered = at('2025-11-18 11:00');
    const count = (more: Partial<Anchors>) => countLimit(aRule(), anchors('2025-11-18 09:00', more), now, 1, time);
    expect(count({ orderedAt: ordered }).startedAt).toBe(ordered);
    expect(count({}).startedAt).toBe(now);
  });

  test('the second time has its own id', () => {
    expect(countLimit(aRule(), anchors('2025-11-18 09:00'), at('2025-11-18 09:00'), 2, time).id).toBe('handle-2');
  });

  test('[D-4] what reaches into a year without published holidays says so', () => {
    expect(running('2026-12-21 10:00', { amount: 5 }).weekendsOnly).toBe(false);
    expect(running('2026-12-21 10:00', { amount: 10 }).weekendsOnly).toBe(true);
    expect(running('2026-12-31 23:50', { unit: 'minutes', amount: 15 }).weekendsOnly).toBe(false);
  });

  test('working units without an amount are our mistake', () => {
    expect(() => running('2025-11-18 10:00', { amount: null })).toThrow('working-days without an amount');
  });
});

describe('[D-6] amber when 20 % is left', () => {
  test('minutes: the last three of fifteen', () => {
    const limit = countLimit(FIRST_REPORT, anchors('2025-11-18 09:00'), at('2025-11-18 09:00'), 1, time);
    expect(shown(limit.amberAt)).toBe('2025-11-18 09:12');
  });

  test('working days: in office time', () => {
    // From the opening on Friday to the close on Monday: 18 hours of office, of which 14.4 have passed on Monday at 13:24.
    expect(shown(running('2025-11-21 08:00', { amount: 1 }).amberAt)).toBe('2025-11-24 13:24');
  });

  test('a date somebody named: by the calendar', () => {
    const now = at('2025-11-18 10:00');
    const limit = dateLimit({ step: 'promise', until: at('2025-11-28 10:00'), source: '承诺', n: 1 }, now, time);
    expect(shown(limit.amberAt)).toBe('2025-11-26 10:00');
    expect(limit).toMatchObject({ id: 'promise-1', rule: null, unit: 'date', amount: null, breachedAt: null });
  });

  test('a date that has passed is over at once', () => {
    const now = at('2025-11-18 10:00');
    const limit = dateLimit({ step: 'rectify', until: now - 1, source: '限期整改', n: 1 }, now, time);
    expect(limit.breachedAt).toBe(now - 1);
  });
});

describe('[D-7] late is late', () => {
  const limit = running('2025-11-18 10:00', { unit: 'minutes', amount: 60 });

  test('over when the due time is reached, not before, and once', () => {
    expect(breach(limit, limit.dueAt - 1)).toBe(limit);
    const over = breach(limit, limit.dueAt);
    expect(over.breachedAt).toBe(limit.dueAt);
    expect(breach(over, limit.dueAt + 5)).toBe(over);
  });

  test('noticed late after a downtime, it is late since the due time', () => {
    expect(breach(limit, limit.dueAt + 7 * MINUTE_MS).breachedAt).toBe(limit.dueAt);
  });

  test('done in time it ends unbroken; done late it stays late', () => {
    expect(end(limit, limit.dueAt - 1)).toMatchObject({ state: 'ended', endedAt: limit.dueAt - 1, breachedAt: null });
    expect(end(limit, limit.dueAt + 1)).toMatchObject({ state: 'ended', breachedAt: limit.dueAt });
    expect(end(breach(limit, limit.dueAt), limit.dueAt + 9).breachedAt).toBe(limit.dueAt);
  });

  test('what has ended does not end again, is not late, cannot be paused or put off', () => {
    const done = end(limit, limit.dueAt - 1);
    expect(end(done, limit.dueAt + 1)).toBe(done);
    expect(breach(done, limit.dueAt + 1)).toBe(done);
    expect(pause(done, limit.dueAt + 1)).toBe(done);
    expect(extend(done, limit.dueAt + 1, time)).toBe(done);
    expect(resume(done, limit.startedAt, limit.dueAt + 1, time)).toBe(done);
  });

  test('a later due time makes amber later and keeps the breach', () => {
    const longer = extend(limit, limit.startedAt + 100 * MINUTE_MS, time);
    expect(longer.dueAt).toBe(limit.startedAt + 100 * MINUTE_MS);
    expect(longer.amberAt).toBe(limit.startedAt + 80 * MINUTE_MS);
    const over = extend(breach(limit, limit.dueAt), limit.dueAt + MINUTE_MS, time);
    expect(over.breachedAt).toBe(limit.dueAt);
    expect(extend(limit, limit.dueAt - 1, time)).toBe(limit);
  });

  test('a later due time in an unpublished year says so', () => {
    expect(extend(running('2026-12-21 10:00', { amount: 2 }), at('2027-01-08 17:00'), time).weekendsOnly).toBe(true);
  });
});

describe('[D-8] while it is paused nothing passes', () => {
  test('minutes: as many left as before', () => {
    const limit = running('2025-11-18 10:00', { unit: 'minutes', amount: 60 });
    const pausedAt = at('2025-11-18 10:20');
    const paused = pause(limit, pausedAt);
    expect(paused.state).toBe('paused');
    expect(breach(paused, limit.dueAt + 1)).toBe(paused);
    const resumed = resume(paused, pausedAt, at('2025-11-19 10:00'), time);
    expect(shown(resumed.dueAt)).toBe('2025-11-19 10:40');
    expect(shown(resumed.amberAt)).toBe('2025-11-19 10:28');
    expect(resumed).toMatchObject({ state: 'running', breachedAt: null });
  });

  test('working days: office time is kept, until the close of the day on which it runs out', () => {
    const limit = running('2025-11-18 10:00', { amount: 3, target: 1 }); // Tuesday to Friday 17:00
    const pausedAt = at('2025-11-19 10:00'); // 7 + 9 + 9 hours left
    const paused = pause(limit, pausedAt);
    expect(shown(resume(paused, pausedAt, at('2025-11-24 10:00'), time).dueAt)).toBe('2025-11-26 17:00');
    const afternoon = resume(paused, pausedAt, at('2025-11-24 14:00'), time);
    expect(shown(afternoon.dueAt)).toBe('2025-11-27 17:00');
    expect(shown(afternoon.targetAt)).toBe('2025-11-25 17:00');
    expect(afternoon.amberAt).toBeLessThan(afternoon.dueAt);
  });

  test('working hours: to the minute', () => {
    const limit = running('2025-11-18 10:00', { unit: 'working-hours', amount: 8 }); // until Wednesday 09:00
    const pausedAt = at('2025-11-18 16:00');
    const resumed = resume(pause(limit, pausedAt), pausedAt, at('2025-11-20 16:30'), time);
    expect(shown(resumed.dueAt)).toBe('2025-11-21 09:30');
  });

  test('paused after it was over, it is over still and no later due time is given', () => {
    const limit = running('2025-11-18 10:00', { unit: 'minutes', amount: 60 });
    const pausedAt = at('2025-11-18 12:00');
    const resumed = resume(pause(limit, pausedAt), pausedAt, at('2025-11-19 12:00'), time);
    expect(resumed).toMatchObject({ dueAt: limit.dueAt, amberAt: limit.amberAt, breachedAt: limit.dueAt });
  });

  test('a running clock is not resumed', () => {
    const limit = running('2025-11-18 10:00');
    expect(resume(limit, limit.startedAt, limit.dueAt, time)).toBe(limit);
  });
});

describe('what always holds', () => {
  const instant = fc.integer({ min: at('2024-01-01 00:00'), max: at('2026-06-01 00:00') });
  const spell = fc.integer({ min: 0, max: 40 * 86_400_000 });
  const rule = fc
    .record({
      unit: fc.constantFrom('minutes', 'working-hours', 'working-days'),
      amount: fc.integer({ min: 1, max: 60 }),
    })
    .map(more => aRule({ ...more, anchor: 'reported' } as Partial<LimitRule>));

  test('started <= amber <= due, before and after any pause', () => {
    fc.assert(
      fc.property(rule, instant, spell, spell, (aRule, start, before, held) => {
        const limit = countLimit(aRule, { ...anchors('2025-11-18 10:00'), reportedAt: start }, start, 1, time);
        expect(limit.startedAt).toBeLessThanOrEqual(limit.amberAt);
        expect(limit.amberAt).toBeLessThanOrEqual(limit.dueAt);
        const pausedAt = start + before;
        const resumed = resume(pause(limit, pausedAt), pausedAt, pausedAt + held, time);
        expect(resumed.amberAt).toBeLessThanOrEqual(resumed.dueAt);
        expect(resumed.dueAt).toBeGreaterThanOrEqual(limit.dueAt);
        expect(resumed.breachedAt === null).toBe(pausedAt < limit.dueAt);
      }),
    );
  });

  test('a pause of no length changes nothing, also where hours do not divide evenly', () => {
    const start = 1_707_806_950_690;
    const limit = countLimit(aRule({ amount: 36 }), anchors('2024-02-13 10:00', { acceptedAt: start }), start, 1, time);
    const pausedAt = start + 1_277_903_469; // seed -1477631174: a rounding error moved the due time by a day
    expect(resume(pause(limit, pausedAt), pausedAt, pausedAt, time)).toEqual(limit);
  });

  test('a pause of no length changes nothing', () => {
    fc.assert(
      fc.property(rule, instant, spell, (aRule, start, before) => {
        const limit = countLimit(aRule, { ...anchors('2025-11-18 10:00'), reportedAt: start }, start, 1, time);
        const pausedAt = start + before;
        expect(resume(pause(limit, pausedAt), pausedAt, pausedAt, time)).toEqual(breach(limit, pausedAt));
      }),
    );
  });
});
