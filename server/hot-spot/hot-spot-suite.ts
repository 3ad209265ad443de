/** The ranking of hot spots, for each database: examples of the rules. Ids in brackets: SPEC.md. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { metresBetween } from '../../geodata/local-plane.ts';
import type { TestDatabase } from '../access/test-databases.ts';
import type { CategoryId } from '../contract/ids.ts';
import { ENDED_STATES } from '../contract/incident.ts';
import type { Case } from '../report/test-cases.ts';
import { DAY_MS } from './compared-periods.ts';
import type { HotSpotQuestion } from './hot-spot-question.ts';
import {
  ago,
  type HotSpotsUnderTest,
  hotSpotsUnderTest,
  LONG_AGO,
  NOW,
  numbers,
  TODAY,
  WINDOW_DAYS,
} from './hot-spots-under-test.ts';
import { rankHotSpots } from './rank-hot-spots.ts';

export function hotSpotSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let world: HotSpotsUnderTest;
    beforeAll(async () => {
      place = await open();
      world = await hotSpotsUnderTest(place);
    });
    afterAll(() => place.clear());
    beforeEach(() => world.clear());

    test('nothing at all: no spot, nothing divided, and nothing to compare with', async () => {
      const answer = await world.rank();
      expect(answer).toMatchObject({ spots: [], spotsFound: 0, outside: null, recordedSince: null });
      expect(answer.total).toEqual({
        counts: { incidents: 0, repeats: 0, overdue: 0, lostScore: null },
        before: { incidents: null, repeats: null, overdue: null, lostScore: null },
        ...{ number: 0, change: null, share: null },
      });
    });

    test('[HS-7] received in the period whatever became of it, but not merged or voided', async () => {
      const states = ['received', 'handling', ...ENDED_STATES] as const;
      await world.store(states.map(state => ({ state, ...world.inGrid(0), receivedAt: ago(3) })));
      expect((await world.rank()).total.counts.incidents).toBe(states.length - 2);
    });

    test('[HS-2] the period begins and ends at midnight of the profile', async () => {
      const { period } = world.question();
      const times = [period.startsAt - 1, period.startsAt, period.endsAt - 1, period.endsAt];
      await world.store(times.map(receivedAt => ({ ...world.inGrid(0), receivedAt })));
      const { total } = await world.rank();
      expect(total.counts.incidents).toBe(2);
      expect(new Date(period.startsAt).toISOString()).toBe('2026-11-13T16:00:00.000Z');
    });

    test('[HS-8] again at the same place within 30 days: counted from the second one on', async () => {
      const base = { ...world.inGrid(0) };
      await world.store([
        { ...base, ...world.at(0, 0), receivedAt: ago(5) },
        { ...base, ...world.at(30, 40), receivedAt: ago(4) }, // 50 m from the first
        { ...base, ...world.at(101, 40), receivedAt: ago(3) }, // 71 m from the nearest
        { ...base, ...world.at(0, 0), receivedAt: ago(2), category: 'noise' },
        { ...base, ...world.at(0, 25), receivedAt: ago(2), category: 'noise' }, // its place is 20 m wide
        { ...base, ...world.at(0, 0), receivedAt: ago(2), category: null },
        { ...base, ...world.at(0, 0), receivedAt: ago(1), category: null },
        { ...base, ...world.at(0, 0), receivedAt: ago(2), category: 'lost' },
        { ...base, ...world.at(0, 0), receivedAt: ago(1), category: 'lost' },
      ]);
      expect((await world.rank({ measure: 'repeats' })).total).toMatchObject({ number: 1, counts: { incidents: 9 } });
    });

    test('[HS-8] the earlier one may lie before the period and in another spot; on the 31st day it is forgotten', async () => {
      const [a, b] = [world.at(0, 0), world.at(10, 0)];
      await world.store([
        { ...world.inGrid(0), ...a, receivedAt: ago(3) - WINDOW_DAYS * DAY_MS },
        { ...world.inGrid(1), ...b, receivedAt: ago(3) },
      ]);
      expect(numbers(await world.rank({ measure: 'repeats' }))).toEqual([[world.inGrid(1).grid, 1]]);
      await world.clear();
      await world.store([
        { ...world.inGrid(0), ...a, receivedAt: ago(3) - WINDOW_DAYS * DAY_MS - 1 },
        { ...world.inGrid(1), ...b, receivedAt: ago(3) },
      ]);
      expect(numbers(await world.rank({ measure: 'repeats' }))).toEqual([]);
    });

    test('[HS-8] what was merged or voided repeats nothing and is not repeated', async () => {
      const states = ['merged', 'closed', 'void', 'closed'] as const;
      await world.store(
        states.map((state, i) => ({ ...world.inGrid(0), ...world.at(0, 0), state, receivedAt: ago(5 - i) })),
      );
      const found = await world.evidence(world.inGrid(0).grid, { measure: 'repeats' });
      expect(found.incidents.map(({ id, earlier }) => [id, earlier])).toEqual([['i0003', 'i0001']]);
    });

    test('[HS-8] without a rule of the profile nothing is a repeat and nothing is zero', async () => {
      await world.store([
        { ...world.inGrid(0), receivedAt: ago(3) },
        { ...world.inGrid(0), receivedAt: ago(2) },
      ]);
      const answer = await rankHotSpots(
        { ...world.parts, repeatRule: null },
        world.question({ measure: 'repeats' }),
        9,
        NOW,
      );
      expect(answer).toMatchObject({ spots: [], total: { number: null, counts: { incidents: 2, repeats: null } } });
    });

    test('[HS-9] late is late, open or closed', async () => {
      const some: Partial<Case>[] = [{ late: true, state: 'closed' }, { late: true }, { late: false }];
      await world.store(some.map(one => ({ ...world.inGrid(0), ...one, receivedAt: ago(3) })));
      expect(numbers(await world.rank({ measure: 'overdue' }))).toEqual([[world.inGrid(0).grid, 2]]);
    });

    test('[HS-10] points taken off by their time, in the grid of the list; nothing taken off is null', async () => {
      const { code, grid } = world.points[0]!;
      const elsewhere = world.data.grids.features.findIndex(({ properties }) => properties.code !== grid);
      await world.store([LONG_AGO, { ...world.inGrid(elsewhere), receivedAt: ago(3) }]);
      const { period, before } = world.question();
      await world.deduct([
        { point: code, at: period.startsAt, score: 0.1 },
        { point: code, at: period.endsAt - 1, score: 0.2 },
        { point: code, at: period.endsAt, score: 9 },
        { point: code, at: before.startsAt, score: 0.1 },
        { point: 'XA-9999', at: period.startsAt, score: 7 },
      ]);
      const answer = await world.rank({ measure: 'lost-score' });
      const figures = { number: 0.3, change: 0.2, share: 1, counts: { lostScore: 0.3 }, before: { lostScore: 0.1 } };
      expect(answer).toMatchObject({ spots: [{ id: grid, ...figures }], total: figures });
      expect((await world.rank()).spots).toMatchObject([
        { id: world.inGrid(elsewhere).grid, counts: { lostScore: null }, before: { lostScore: null } },
      ]);
    });

    test('[HS-10] assessed in a round that begins in the period and clean is 0, and can be compared with', async () => {
      const [one, other] = world.points as [(typeof world.points)[number], (typeof world.points)[number]];
      const november = { first: TODAY - 19, last: TODAY - 1 };
      const lost = async () => {
        const ask = world.question({ measure: 'lost-score' }, november);
        const { spots, total } = await rankHotSpots(world.parts, ask, 9, NOW);
        return { spots, total };
      };
      await world.assess([
        { point: one.code, round: '2026-09' },
        { point: other.code, round: '2026-11' },
      ]);
      expect(await lost()).toMatchObject({
        spots: [],
        total: { number: 0, before: { lostScore: null }, change: null },
      });
      await world.deduct([{ point: one.code, at: ago(3), score: 2 }]);
      expect(await lost()).toMatchObject({ spots: [{ id: one.grid, number: 2, change: null }] });
      await world.assess([{ point: one.code, round: '2026-10' }]);
      expect(await lost()).toMatchObject({ spots: [{ number: 2, change: 2, before: { lostScore: 0 } }] });
    });

    test('[HS-10] a repeated deduction counts times the factor, in the number and in the evidence', async () => {
      const { code, grid } = world.points[0]!;
      await world.deduct([
        { point: code, at: ago(2), score: 2, again: 1 },
        { point: code, at: ago(3), score: 1, at_known: 0 },
      ]);
      const found = await world.evidence(grid, { measure: 'lost-score' });
      expect(found.figures.number).toBe(4);
      expect(found.deductions).toMatchObject([
        { number: 'D0', score: 2, counted: 3, repeat: true, at: ago(2) },
        { number: 'D1', score: 1, counted: 1, repeat: false, at: null },
      ]);
    });

    test('[HS-5] a period before that the record does not cover is null; from its first day on it is a number', async () => {
      const { before } = world.question();
      await world.store([
        { ...world.inGrid(0), receivedAt: before.startsAt + DAY_MS },
        { ...world.inGrid(0), receivedAt: ago(3) },
      ]);
      expect((await world.rank()).spots[0]).toMatchObject({ number: 1, change: null, before: { incidents: null } });
      await world.store([{ ...world.inGrid(0), id: 'first', receivedAt: before.startsAt + DAY_MS - 1 }]);
      expect((await world.rank()).spots[0]).toMatchObject({ number: 1, change: -1, before: { incidents: 2 } });
    });

    test('[HS-6] categories and groups are added; without a category it is counted when nothing is chosen', async () => {
      const categories = ['dirt', 'dirt', 'noise', 'lost', null];
      await world.store(categories.map(category => ({ ...world.inGrid(0), category, receivedAt: ago(3) })));
      const counted = async (ask: Partial<HotSpotQuestion>) => (await world.rank(ask)).total.number;
      expect(await counted({})).toBe(5);
      expect(await counted({ categories: ['noise' as CategoryId] })).toBe(1);
      expect(await counted({ groups: ['city-appearance'] })).toBe(2);
      expect(await counted({ groups: ['city-appearance'], categories: ['lost' as CategoryId] })).toBe(3);
    });

    test('[HS-12] hottest first, equals by id, no spot for nothing; what is cut off is said', async () => {
      const places = [0, 2, 2, 1, 1].map(world.inGrid);
      await world.store([
        ...places.map(where => ({ ...where, receivedAt: ago(3) })),
        { ...world.inGrid(3), receivedAt: ago(400) },
      ]);
      const [least, a, b] = [0, 1, 2].map(i => world.inGrid(i).grid);
      expect([least, a, b].sort()).toEqual([least, a, b]);
      expect(numbers(await world.rank())).toEqual([
        [a, 2],
        [b, 2],
        [least, 1],
      ]);
      const cut = await world.rank({}, 1);
      expect(cut).toMatchObject({ spotsFound: 3, spots: [{ id: a, share: 0.4 }] });
      expect(cut.spots).toHaveLength(1);
    });

    test('[HS-1] a hexagon has a middle, a name, and the community most of it lies in', async () => {
      const where = world.at(0, 0);
      await world.store([
        { ...where, receivedAt: ago(3), community: '440306017001', zone: 'z1' },
        { ...where, receivedAt: ago(3), community: '440306017002', zone: 'z2' },
        { ...where, receivedAt: ago(3), community: '440306017002', zone: 'z2' },
      ]);
      const { spots } = await world.rank({ by: 'hexagon', resolution: 9 });
      expect(spots).toMatchObject([
        { kind: 'hexagon', name: '大洋路口', number: 3, community: '440306017002', zone: 'z2' },
      ]);
      const [{ id, lon, lat }] = spots as [(typeof spots)[number]];
      expect(metresBetween(world.plane.toMetres([lon, lat]), [0, 0])).toBeLessThan(220);
      expect((await world.evidence(id, { by: 'hexagon', resolution: 9 })).incidentsFound).toBe(3);
    });
  });
}
