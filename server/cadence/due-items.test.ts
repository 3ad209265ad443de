import { fromAbsolute, parseDate, toCalendarDate } from '@internationalized/date';
import { expect, test } from 'vitest';
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { OperationId, ZoneId } from '../contract/ids.ts';
import { type DueQuestion, dueItems, type HeldOperation, openQuestions } from './due-items.ts';
import { keptRates } from './kept-rates.ts';
import type { Cadence } from './periods.ts';

const TIME_ZONE = 'Asia/Shanghai';
const ZONES = ['binhai', 'lingzhi'] as ZoneId[];
const [BINHAI, LINGZHI] = ZONES as [ZoneId, ZoneId];
const at = (text: string) => Date.parse(`${text}+08:00`);
const NOW = at('2026-11-23T09:00:00');

const aKind = (id: string, cadence: Partial<Cadence>): OperationKind => ({
  ...{ id, name: id, leaderPost: null, leadOrgan: null, assistingOrgans: [], composition: null, countersigned: false },
  source: 'test',
  cadence: {
    ...{ every: 'month', weekday: null, at: null, anchor: null, per: 'zone', remindDaysBefore: null, source: 'test' },
    ...cadence,
  },
});
const MONTHLY = aKind('monthly', {});
const TUESDAY = aKind('tuesday', { every: 'week', weekday: 2, at: '08:00', per: 'subdistrict' });

let numbers = 0;
const anOperation = (values: Partial<HeldOperation>): HeldOperation => ({
  ...{ id: `XA-LH-${++numbers}` as OperationId, kind: 'monthly', zone: BINHAI, state: 'planned' },
  ...{ cadence: null, period: null, startsAt: at('2026-11-10T09:00:00'), startedAt: null, finishedAt: null },
  ...values,
});
const held = (start: string, values: Partial<HeldOperation> = {}): HeldOperation => {
  const startsAt = at(start);
  return anOperation({ state: 'finished', startsAt, startedAt: startsAt, finishedAt: startsAt + 3_600_000, ...values });
};

function items(operations: HeldOperation[], more: Partial<DueQuestion> = {}) {
  return dueItems({
    ...{ kinds: [MONTHLY], zones: ZONES, timeZone: TIME_ZONE, operations, now: NOW },
    ...{ from: parseDate('2026-11-01'), to: parseDate('2026-11-30'), recordedSince: at('2026-01-01T00:00:00') },
    dayOf: ms => toCalendarDate(fromAbsolute(ms, TIME_ZONE)),
    ...more,
  });
}
const states = (...args: Parameters<typeof items>) => items(...args).map(({ zone, state }) => [zone, state]);

test('[C-6] one a zone, each by itself', () => {
  expect(states([held('2026-11-10T09:00:00')])).toEqual([
    [BINHAI, 'held'],
    [LINGZHI, 'due'],
  ]);
});

test('[C-8] held before under way before planned; cancelled ones are none', () => {
  const planned = anOperation({});
  const underWay = anOperation({ state: 'under-way', startedAt: NOW - 3_600_000 });
  expect(items([planned])[0]).toMatchObject({ state: 'planned', operation: planned.id, operationState: 'planned' });
  expect(items([planned, underWay])[0]).toMatchObject({ state: 'under-way', operation: underWay.id });
  const done = held('2026-11-02T09:00:00');
  expect(items([planned, underWay, done])[0]).toMatchObject({ state: 'held', operation: done.id });
  expect(states([anOperation({ state: 'cancelled' })])[0]).toEqual([BINHAI, 'due']);
});

test('[C-7] the period it is named for counts, whenever it starts; without one the period in which it starts', () => {
  const october = { from: parseDate('2026-10-01'), to: parseDate('2026-10-31') };
  const early = held('2026-10-31T09:00:00', { period: '2026-11', cadence: 'monthly' });
  expect(states([early])[0]).toEqual([BINHAI, 'held']);
  expect(states([early], october)[0]).toEqual([BINHAI, 'missed']);
  const ofAnother = held('2026-11-10T09:00:00', { period: '2026-11', cadence: 'tuesday' });
  expect(states([ofAnother])[0], 'a name of another cadence means nothing here').toEqual([BINHAI, 'held']);
});

test('[C-10] a period that is over without one is missed, also when it was held too late', () => {
  const october = { from: parseDate('2026-10-01'), to: parseDate('2026-10-31') };
  expect(states([], october)[0]).toEqual([BINHAI, 'missed']);
  const late = held('2026-11-01T00:00:00', { period: '2026-10' });
  expect(items([late], october)[0]).toMatchObject({ state: 'missed', operation: null });
  const lastMinute = held('2026-10-31T23:59:00');
  expect(states([lastMinute], october)[0]).toEqual([BINHAI, 'held']);
  expect(states([anOperation({ startsAt: at('2026-10-20T09:00:00') })], october)[0], 'planned, never begun').toEqual([
    BINHAI,
    'missed',
  ]);
});

test('[C-8] the last instant of the period is cut in the time zone of the jurisdiction', () => {
  const end = at('2026-12-01T00:00:00');
  expect(items([])[0]?.endsAt).toBe(end);
  expect(states([], { now: end - 1 })[0]).toEqual([BINHAI, 'due']);
  expect(states([], { now: end })[0]).toEqual([BINHAI, 'missed']);
});

test('[C-11] nothing is said to be missed of a period that began before there were records', () => {
  const october = { from: parseDate('2026-10-01'), to: parseDate('2026-10-31') };
  expect(states([], { ...october, recordedSince: at('2026-10-01T00:00:01') })[0]).toEqual([BINHAI, 'unrecorded']);
  expect(states([], { ...october, recordedSince: at('2026-10-01T00:00:00') })[0]).toEqual([BINHAI, 'missed']);
});

test('[C-6] for whom is open: one item that is never missed, held wherever it was held', () => {
  const kinds = [aKind('monthly', { per: null })];
  const october = { from: parseDate('2026-10-01'), to: parseDate('2026-10-31') };
  expect(states([], { kinds })).toEqual([[null, 'open']]);
  expect(states([], { kinds, ...october })).toEqual([[null, 'open']]);
  expect(states([held('2026-11-10T09:00:00')], { kinds })).toEqual([[null, 'held']]);
  expect(openQuestions(kinds)).toEqual([{ kind: 'monthly', missing: 'per' }]);
});

test('[C-4] without an anchor there is no item, and the question is told', () => {
  const kinds = [aKind('linkage', { every: 'two-weeks', per: 'subdistrict' })];
  expect(items([], { kinds })).toEqual([]);
  expect(openQuestions(kinds)).toEqual([{ kind: 'linkage', missing: 'anchor' }]);
});

test('[C-5] a week with its day: any day of the week holds it, and it is told whether it was the day', () => {
  const week = { kinds: [TUESDAY], from: parseDate('2026-11-23'), to: parseDate('2026-11-29') };
  expect(items([], week)).toMatchObject([{ period: '2026-W48', day: '2026-11-24', at: '08:00', onDay: null }]);
  const now = at('2026-11-27T09:00:00');
  const onTuesday = held('2026-11-24T08:00:00', { kind: 'tuesday', zone: null });
  expect(items([onTuesday], { ...week, now })).toMatchObject([{ state: 'held', onDay: true }]);
  const onWednesday = held('2026-11-25T08:00:00', { kind: 'tuesday', zone: null });
  expect(items([onWednesday], { ...week, now })).toMatchObject([{ state: 'held', onDay: false }]);
});

test('[C-9] the reminder is counted back from the last day, and there is none where none is set', () => {
  expect(items([])[0]?.remindAt).toBeNull();
  const kinds = [aKind('monthly', { remindDaysBefore: 7 })];
  expect(items([], { kinds })[0]?.remindAt).toBe(at('2026-11-23T00:00:00'));
});

test('[C-20] [C-21] [C-22] [C-23] rates are two numbers each; what is not over or not judged is in neither', () => {
  const october = { from: parseDate('2026-10-01'), to: parseDate('2026-11-30') };
  const found = items([held('2026-10-10T09:00:00')], october);
  const line = (met: boolean) => [{ id: 'n', name: 'n', required: 1, present: met ? 1 : 0, met }];
  const one = { kind: 'monthly', zone: BINHAI, startedAt: 1, finishedAt: 2, periodName: '2026-10' };
  const { total, rows } = keptRates('zone', found, [
    { ...one, composition: line(true), organsCalled: 3, organsArrived: 2 },
    { ...one, composition: line(false), organsCalled: 2, organsArrived: 2 },
    { ...one, composition: null, organsCalled: 0, organsArrived: 0 },
  ]);
  expect(total).toEqual({
    key: null,
    kept: { numerator: 1, denominator: 2 },
    ...{ notOver: 2, notJudged: 0 },
    composition: { numerator: 1, denominator: 2 },
    arrived: { numerator: 4, denominator: 5 },
  });
  expect(rows.map(({ key, kept }) => [key, kept.numerator, kept.denominator])).toEqual([
    [BINHAI, 1, 1],
    [LINGZHI, 0, 1],
  ]);
  const sum = (name: 'kept' | 'composition' | 'arrived') => rows.reduce((all, row) => all + row[name].denominator, 0);
  for (const name of ['kept', 'composition', 'arrived'] as const) expect(sum(name)).toBe(total[name].denominator);
});
