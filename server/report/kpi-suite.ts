/** Indicators, for each database: examples of the rules, and a property against counting one by one. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { ENDED_STATES, type IncidentState } from '../contract/incident.ts';
import type { KpiRow } from '../contract/kpi.ts';
import { type CountedKpi, countKpi, type KpiQuestion } from './count-kpi.ts';
import { type Case, type Stage, storeCases } from './test-cases.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const FROM = 90 * DAY;
const TO = 101 * DAY;

export function kpiSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place.clear());
    beforeEach(async () => {
      await place.database.db.deleteFrom('incident').execute();
      await place.database.db.deleteFrom('incident_stage').execute();
    });

    const store = (cases: Partial<Case>[]) => storeCases(place.database.db, cases);
    const ask = (question: Partial<KpiQuestion> = {}, rowsASlice = 2000) =>
      countKpi(
        { db: place.database.db, ownPatrolChannels: ['patrol'], rowsASlice },
        { from: FROM, to: TO, by: 'all', ...question },
        NOW,
      );
    const day = (n: number) => FROM + n * DAY;

    test('nothing at all: every denominator is 0, nothing is divided', async () => {
      const { total, rows, unfiledLimits } = await ask({ by: 'organ' });
      const none = { numerator: 0, denominator: 0 };
      expect(total).toEqual({
        ...{ key: null, received: 0, open: 0, overdue: 0, closed: none, onTime: none, rework: none },
        ...{ discovery: none, acceptOnTime: none, revisitPass: none, stages: [] },
      });
      expect(rows).toEqual([]);
      expect(unfiledLimits).toEqual(none);
    });

    test('[K-3] merged, void, rejected and forwarded are neither closed nor taken', async () => {
      const states: IncidentState[] = ['closed', 'handling', 'merged', 'void', 'rejected', 'forwarded', 'received'];
      await store(states.map(state => ({ state, receivedAt: day(1), closedAt: state === 'closed' ? day(2) : null })));
      const { total } = await ask();
      expect(total.received).toBe(7);
      expect(total.closed).toEqual({ numerator: 1, denominator: 3 });
    });

    test('[K-4] open late matters of before the period count against it, those received after it do not', async () => {
      await store([
        { state: 'closed', receivedAt: day(-3), closedAt: day(1) },
        { state: 'closed', receivedAt: day(1), closedAt: day(2), late: true },
        { state: 'closed', receivedAt: day(-5), closedAt: day(-1) },
        { state: 'handling', receivedAt: day(-30), dueAt: NOW - 1, late: true },
        { state: 'handling', receivedAt: day(2), dueAt: NOW + 1 },
        { state: 'handling', receivedAt: day(10), dueAt: day(10) },
      ]);
      expect((await ask({ to: day(9) })).total.onTime).toEqual({ numerator: 1, denominator: 3 });
      expect((await ask()).total.onTime).toEqual({ numerator: 1, denominator: 4 });
    });

    test('[K-5] at the due time itself it is over; without a running limit it is not', async () => {
      const due = [NOW, NOW + 1, null];
      await store(due.map(dueAt => ({ state: 'handling', receivedAt: day(1), dueAt, late: true })));
      expect((await ask()).total).toMatchObject({ open: 3, overdue: 1 });
    });

    const life = (...states: IncidentState[]): Stage[] =>
      states.map((state, i) => ({
        ...{ state, organ: 'a', enteredAt: day(1) + i * 1000 },
        leftAt: i + 1 < states.length ? day(1) + (i + 1) * 1000 : null,
      }));

    test('[K-6] [K-7] sent back twice is one incident; a later good revisit is not the first', async () => {
      await store([
        { stages: life('handling', 'revisit-due', 'handling', 'revisit-due', 'handling', 'revisit-due', 'closed') },
        { stages: life('revisit-due', 'handling', 'revisit-due', 'pending-evaluation') },
        { stages: life('revisit-due', 'pending-evaluation', 'closed') },
        { stages: life('revisit-due', 'transferred') },
        { stages: life('revisit-due', 'promised', 'revisit-due') },
      ]);
      const { total } = await ask();
      expect(total.rework).toEqual({ numerator: 2, denominator: 4 });
      expect(total.revisitPass).toEqual({ numerator: 1, denominator: 4 });
    });

    test('[K-8] found by the own patrol, out of what was confirmed', async () => {
      await store([
        { channel: 'patrol', state: 'handling', receivedAt: day(1) },
        { channel: 'hotline', state: 'closed', receivedAt: day(1), closedAt: day(2) },
        { channel: 'patrol', state: 'received', receivedAt: day(1) },
        { channel: 'patrol', state: 'merged', receivedAt: day(1) },
      ]);
      expect((await ask()).total.discovery).toEqual({ numerator: 1, denominator: 2 });
    });

    test('[K-9] answered inside the limit, out of those that were answered or are late', async () => {
      await store([
        { receivedAt: day(1), acceptDueAt: day(2), acceptDoneAt: day(2) },
        { receivedAt: day(1), acceptDueAt: day(2), acceptDoneAt: day(2) + 1 },
        { receivedAt: day(1), state: 'received', acceptDueAt: NOW, acceptDoneAt: null },
        { receivedAt: day(1), state: 'received', acceptDueAt: NOW + 1, acceptDoneAt: null },
        { receivedAt: day(1), acceptDueAt: null, acceptDoneAt: null },
        { receivedAt: day(1), state: 'void', acceptDueAt: day(2), acceptDoneAt: day(1) },
      ]);
      expect((await ask()).total.acceptOnTime).toEqual({ numerator: 1, denominator: 3 });
    });

    test('[K-10] stages are counted when they were left, and belong to the organ of the stage', async () => {
      await store([
        {
          leadOrgan: 'a',
          stages: [
            { state: 'handling', organ: 'a', enteredAt: day(1), leftAt: day(2) },
            { state: 'handling', organ: 'b', enteredAt: day(2), leftAt: day(5) },
            { state: 'handling', organ: 'a', enteredAt: day(5), leftAt: null },
            { state: 'handling', organ: 'a', enteredAt: day(-9), leftAt: FROM - 1 },
          ],
        },
      ]);
      const { total, rows } = await ask({ by: 'organ' });
      expect(total.stages).toEqual([{ state: 'handling', meanMs: 2 * DAY, count: 2 }]);
      expect(rows.map(({ key, stages }) => [key, stages[0]?.meanMs])).toEqual([
        ['a', DAY],
        ['b', 3 * DAY],
      ]);
    });

    test('[K-11] only open incidents count, however many limits each has', async () => {
      await store([
        { state: 'handling', receivedAt: day(1), runningLimits: 3, unfiledLimits: 2 },
        { state: 'closed', receivedAt: day(1), closedAt: day(2), runningLimits: 0, unfiledLimits: 0 },
      ]);
      expect((await ask()).unfiledLimits).toEqual({ numerator: 2, denominator: 3 });
    });

    test('[K-13] [K-1] one zone only; what has no organ is in the total and in no row', async () => {
      await store([
        { receivedAt: day(1), state: 'received', zone: 'z1', leadOrgan: null, acceptedBy: null },
        { receivedAt: day(1), zone: 'z1', leadOrgan: null, acceptedBy: 'b' },
        { receivedAt: day(1), zone: 'z2', leadOrgan: 'a', acceptedBy: 'b' },
      ]);
      const { total, rows } = await ask({ by: 'organ', zone: 'z1' });
      expect(total.received).toBe(2);
      expect(rows.map(({ key, received }) => [key, received])).toEqual([['b', 1]]);
    });

    test('[property] the same as counting one by one, also over several slices', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(someCase, { maxLength: 60 }), someQuestion, async (cases, question) => {
          await place.database.db.deleteFrom('incident').execute();
          await place.database.db.deleteFrom('incident_stage').execute();
          const stored = await store(cases);
          expect(await ask(question, 5)).toEqual(countedOneByOne(stored, { from: FROM, to: TO, ...question }));
        }),
        { numRuns: 60 },
      );
    });
  });
}

const time = fc.integer({ min: 80, max: 103 }).map(n => n * DAY);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const STATES: IncidentState[] = [
  ...(['received', 'accepted', 'handling', 'revisit-due', 'pending-evaluation', 'transferred'] as const),
  ...ENDED_STATES,
];
const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const someStages = fc
  .array(fc.record({ state: pick(...STATES), organ: orNull(pick('a', 'b')), hours: fc.integer({ min: 1, max: 90 }) }))
  .chain(steps =>
    time.map(start => {
      let at = start;
      return steps.map(({ state, organ, hours }, i): Stage => {
        const enteredAt = at;
        at += hours * 3_600_000;
        return { state, organ, enteredAt, leftAt: i + 1 < steps.length ? at : null };
      });
    }),
  );
const someCase: fc.Arbitrary<Partial<Case>> = fc.record({
  state: pick(...STATES),
  channel: pick('patrol', 'hotline'),
  ...{ grid: orNull(pick('g1', 'g2')), community: orNull(pick('c1', 'c2')), zone: orNull(pick('z1', 'z2')) },
  ...{ receivedAt: time, closedAt: orNull(time), dueAt: orNull(time), late: fc.boolean() },
  ...{ leadOrgan: orNull(pick('a', 'b')), acceptedBy: orNull(pick('b', 'c')) },
  ...{ acceptDueAt: orNull(time), acceptDoneAt: orNull(time) },
  ...{ runningLimits: fc.integer({ min: 2, max: 4 }), unfiledLimits: fc.integer({ min: 0, max: 2 }) },
  stages: someStages,
});
const someQuestion: fc.Arbitrary<Pick<KpiQuestion, 'by' | 'zone'>> = fc.record({
  by: pick('all', 'organ', 'grid', 'community', 'zone'),
  zone: pick(undefined, 'z1'),
});

/** The rules once more, read from records one at a time. */
function countedOneByOne(cases: readonly Case[], { from, to, by, zone }: KpiQuestion): CountedKpi {
  const within = (at: number | null) => at !== null && at >= from && at < to;
  const seen = cases.filter(one => zone === undefined || one.zone === zone);
  const isOpen = ({ state }: Case) => !(ENDED_STATES as readonly string[]).includes(state);
  const isTaken = ({ state }: Case) => !['rejected', 'forwarded', 'merged', 'void'].includes(state);
  const keyOf = (one: Case): string | null =>
    by === 'all' ? null : by === 'organ' ? (one.leadOrgan ?? one.acceptedBy) : one[by];

  const RESULTS = ['pending-evaluation', 'handling', 'rectifying', 'transferred'];
  const revisits = ({ stages }: Case) =>
    stages.flatMap(({ state, leftAt }, i) => {
      const result = stages[i + 1]?.state;
      return state === 'revisit-due' && leftAt !== null && result && RESULTS.includes(result)
        ? [{ leftAt, result }]
        : [];
    });

  function row(
    key: string | null,
    mine: (one: Case) => boolean,
    stageIsMine: (one: Case, stage: Stage) => boolean,
  ): KpiRow {
    const own = seen.filter(mine);
    const received = own.filter(one => within(one.receivedAt));
    const open = own.filter(one => isOpen(one) && one.receivedAt < to);
    const overdue = open.filter(({ dueAt }) => dueAt !== null && dueAt <= NOW);
    const closed = own.filter(one => one.state === 'closed' && within(one.closedAt));
    const confirmed = received.filter(one => isTaken(one) && one.state !== 'received');
    const asked = received.filter(
      ({ state, acceptDueAt, acceptDoneAt }) =>
        state !== 'merged' && state !== 'void' && acceptDueAt !== null && (acceptDoneAt !== null || acceptDueAt <= NOW),
    );
    const revisited = own.filter(one => revisits(one).some(({ leftAt }) => within(leftAt)));
    const firsts = own.flatMap(one => revisits(one).slice(0, 1)).filter(({ leftAt }) => within(leftAt));
    const stages = new Map<string, number[]>();
    for (const one of seen)
      for (const stage of one.stages)
        if (stage.leftAt !== null && within(stage.leftAt) && stageIsMine(one, stage))
          stages.set(stage.state, [...(stages.get(stage.state) ?? []), stage.leftAt - stage.enteredAt]);
    const ratio = (numerator: readonly unknown[], denominator: number) => ({
      numerator: numerator.length,
      denominator,
    });
    return {
      ...{ key, received: received.length, open: open.length, overdue: overdue.length },
      closed: ratio(
        received.filter(({ state }) => state === 'closed'),
        received.filter(isTaken).length,
      ),
      onTime: ratio(
        closed.filter(({ late }) => !late),
        closed.length + overdue.length,
      ),
      rework: ratio(
        revisited.filter(one => revisits(one).some(({ leftAt, result }) => within(leftAt) && result === 'handling')),
        revisited.length,
      ),
      discovery: ratio(
        confirmed.filter(({ channel }) => channel === 'patrol'),
        confirmed.length,
      ),
      acceptOnTime: ratio(
        asked.filter(one => one.acceptDoneAt !== null && one.acceptDoneAt <= one.acceptDueAt!),
        asked.length,
      ),
      revisitPass: ratio(
        firsts.filter(({ result }) => result === 'pending-evaluation'),
        firsts.length,
      ),
      stages: [...stages]
        .map(([state, times]) => ({
          state,
          meanMs: Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length),
          count: times.length,
        }))
        .sort((a, b) => (a.state < b.state ? -1 : 1)),
    };
  }

  const total = row(
    null,
    () => true,
    () => true,
  );
  const stageKey = (one: Case, stage: Stage) => (by === 'organ' ? stage.organ : keyOf(one));
  const used = new Set<string>();
  for (const one of seen) {
    const { receivedAt, state, closedAt } = one;
    const matters =
      within(receivedAt) ||
      (state === 'closed' && within(closedAt)) ||
      (isOpen(one) && receivedAt < to) ||
      revisits(one).some(({ leftAt }) => within(leftAt));
    if (matters) used.add(keyOf(one) ?? '');
    for (const stage of one.stages) if (within(stage.leftAt)) used.add(stageKey(one, stage) ?? '');
  }
  used.delete('');
  const open = seen.filter(one => isOpen(one) && one.receivedAt < to);
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    ...{ from, to, by, asOf: NOW, total },
    rows: [...used].sort().map(key =>
      row(
        key,
        one => keyOf(one) === key,
        (one, stage) => stageKey(one, stage) === key,
      ),
    ),
    unfiledLimits: {
      numerator: sum(open.map(({ unfiledLimits }) => unfiledLimits)),
      denominator: sum(open.map(({ runningLimits }) => runningLimits)),
    },
  };
}
