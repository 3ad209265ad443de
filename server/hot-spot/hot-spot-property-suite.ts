/** Hot spots against counting one by one, for each database. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import type { HotSpots } from '../contract/hot-spot.ts';
import type { CategoryId, ZoneId } from '../contract/ids.ts';
import type { Case } from '../report/test-cases.ts';
import { DAY_MS } from './compared-periods.ts';
import type { HotSpotQuestion } from './hot-spot-question.ts';
import {
  type Assessment,
  type Deduction,
  GROUPS,
  type HotSpotsUnderTest,
  hotSpotsUnderTest,
  LONG_AGO,
  NOW,
  RADII,
  REPEAT_FACTOR,
  TODAY,
  WINDOW_DAYS,
} from './hot-spots-under-test.ts';
import { rankHotSpots, spotsOf } from './rank-hot-spots.ts';
import { spotEvidence } from './spot-evidence.ts';
import { OUTSIDE } from './spot-ground.ts';

const HOUR_MS = 3_600_000;

export function hotSpotPropertySuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let world: HotSpotsUnderTest;
    beforeAll(async () => {
      place = await open();
      world = await hotSpotsUnderTest(place);
    });
    afterAll(() => place.clear());
    beforeEach(() => world.clear());

    test('[property] the same as counting one by one, whatever is asked, and the evidence adds up', async () => {
      const { zone } = world.inGrid(0);
      const foreign = world.data.grids.features.findIndex(({ properties }) => properties.zone !== zone);
      const grids = [0, 1, foreign].map(world.inGrid);
      const points = [...world.neighbours(zone), ...world.points.slice(0, 2)].map(({ code }) => code);
      const someCase: fc.Arbitrary<Partial<Case>> = fc
        .record({
          where: fc.constantFrom(...grids, { ...grids[0]!, grid: null, community: null, zone: null }),
          x: fc.integer({ min: -60, max: 60 }),
          y: fc.integer({ min: -60, max: 60 }),
          category: fc.constantFrom('dirt', 'dirt', 'noise', 'lost', null),
          state: fc.constantFrom('handling', 'closed', 'merged', 'void', 'rejected'),
          late: fc.boolean(),
          // Few times of day, so that many come at the same instant, before and after the time that it is now.
          receivedAt: fc
            .tuple(fc.integer({ min: 0, max: 75 }), fc.constantFrom(2, 20))
            .map(([day, hours]) => NOW - day * DAY_MS - hours * HOUR_MS),
        })
        .map(({ where, x, y, ...one }) => ({ ...where, ...world.at(x, y), ...one }) as Partial<Case>);
      const someDeduction: fc.Arbitrary<Deduction> = fc.record({
        point: fc.constantFrom(...points, 'XA-9999'),
        at: fc.integer({ min: 0, max: 75 }).map(day => NOW - day * DAY_MS),
        score: fc.integer({ min: 0, max: 8 }).map(halves => halves / 2),
        again: fc.constantFrom(0, 1),
      });
      const someAssessment: fc.Arbitrary<Assessment> = fc.record({
        point: fc.constantFrom(...points),
        round: fc.constantFrom('2026-08', '2026-09', '2026-10', '2026-11'),
      });
      const someQuestion = fc.record({
        measure: fc.constantFrom<HotSpotQuestion['measure'][]>('incidents', 'repeats', 'overdue', 'lost-score'),
        resolution: fc.constantFrom(null, 8, 10),
        // Also the month so far, between which and the month before there is a gap.
        days: fc.oneof(
          fc.constantFrom({ first: TODAY - 19, last: TODAY }, { first: TODAY - 19, last: TODAY - 8 }),
          fc
            .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
            .map(([since, length]) => ({ first: TODAY - since - length, last: TODAY - since })),
        ),
        zone: fc.constantFrom(null, zone as ZoneId),
        categories: fc.constantFrom<CategoryId[]>([], ['dirt' as CategoryId]),
        groups: fc.constantFrom<string[]>([], ['stability']),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(someCase, { maxLength: 80, size: 'max' }),
          fc.array(someDeduction, { maxLength: 15, size: 'max' }),
          fc.array(someAssessment, { maxLength: 8 }),
          someQuestion,
          async (cases, deductions, assessments, { days, resolution, ...chosen }) => {
            await world.clear();
            const stored = await world.store([LONG_AGO, ...cases]);
            await world.deduct(deductions);
            await world.assess(assessments);
            const by = resolution === null ? 'grid' : 'hexagon';
            const ask = world.question({ ...chosen, resolution, by }, days);
            const answer = await rankHotSpots({ ...world.parts, rowsAPage: 3 }, ask, 1000, NOW);
            const naive = countedOneByOne(world, stored, deductions, assessments, ask);
            const shown = ({ counts, before }: HotSpots['total']) => ({ counts, before });
            expect(shown(answer.total)).toEqual(naive.figures.get('total'));
            expect(answer.outside && shown(answer.outside)).toEqual(naive.figures.get(OUTSIDE) ?? null);
            const hot = [...naive.figures].filter(
              ([id, { counts }]) => id !== 'total' && id !== OUTSIDE && numberOf(counts, ask.measure) > 0,
            );
            expect(Object.fromEntries(answer.spots.map(spot => [spot.id, shown(spot)]))).toEqual(
              Object.fromEntries(hot),
            );
            const order = answer.spots.map(({ id, number }) => `${1e6 - number} ${id}`);
            expect(order).toEqual([...order].sort());
            for (const spot of answer.spots.slice(0, 2)) {
              const found = await spotEvidence(world.parts, ask, spot.id, NOW);
              expect(found.spot).toEqual(spot);
              if (ask.measure === 'lost-score')
                expect(found.deductions.reduce((sum, { counted }) => sum + counted, 0)).toBe(spot.number);
              else expect(found.incidents).toHaveLength(spot.number);
              if (ask.zone === null)
                for (const { id, earlier } of found.incidents) expect(earlier).toBe(naive.earlier(id));
            }
          },
        ),
        { numRuns: 40 },
      );
    });
  });
}

/** The rules once more, read from records one at a time. */
function countedOneByOne(
  { plane, parts, ground }: HotSpotsUnderTest,
  cases: readonly Case[],
  deductions: readonly Deduction[],
  assessments: readonly Assessment[],
  ask: HotSpotQuestion,
) {
  const { categories, groups, zone, period, before } = ask;
  const isChosen = ({ category }: Case) =>
    (categories.length === 0 && groups.length === 0) ||
    (category !== null && ((categories as string[]).includes(category) || groups.includes(GROUPS[category] ?? '')));
  const matters = cases.filter(one => !['merged', 'void'].includes(one.state) && isChosen(one));
  const metres = (a: Case, b: Case) => {
    const [[x, y], [x2, y2]] = [plane.toMetres([a.lon, a.lat]), plane.toMetres([b.lon, b.lat])];
    return Math.sqrt((x - x2) ** 2 + (y - y2) ** 2);
  };
  const isBefore = (a: Case, b: Case) => a.receivedAt < b.receivedAt || (a.receivedAt === b.receivedAt && a.id < b.id);
  const earlierOf = (one: Case) =>
    matters
      .filter(
        other =>
          other.category === one.category &&
          isBefore(other, one) &&
          other.receivedAt >= one.receivedAt - WINDOW_DAYS * DAY_MS &&
          metres(one, other) <= (RADII[one.category ?? ''] ?? -1),
      )
      .reduce<Case | null>((newest, other) => (newest && isBefore(other, newest) ? newest : other), null);
  const spots = spotsOf(parts, ask);
  const inside = (at: number, { startsAt, endsAt }: { startsAt: number; endsAt: number }) =>
    at >= startsAt && at < endsAt;
  const seen = matters
    .filter(one => zone === null || one.zone === zone)
    .map(one => ({ ...one, spot: spots.idOf(one), repeat: earlierOf(one) !== null }));
  /** That a point was looked at takes nothing off, on the first day of the round. */
  const scores = [
    ...deductions.map(({ point, at, score, again }) => ({ point, at, off: again ? score * REPEAT_FACTOR : score })),
    ...assessments.map(({ point, round }) => ({ point, at: Date.parse(`${round}-01T00:00:00+08:00`), off: 0 })),
  ];
  const lost = scores.flatMap(({ point: code, at, off }) => {
    const point = ground.points.get(code);
    return point && (zone === null || point.zone === zone) ? [{ at, off, spot: spots.idOf(point) }] : [];
  });
  const counts = (spot: string, when: { startsAt: number; endsAt: number }) => {
    const of = <T extends { spot: string }>(list: T[]) => list.filter(one => spot === 'total' || one.spot === spot);
    const own = of(seen).filter(({ receivedAt }) => inside(receivedAt, when));
    const lostHere = of(lost).filter(({ at }) => inside(at, when));
    return {
      incidents: own.length,
      repeats: own.filter(({ repeat }) => repeat).length,
      overdue: own.filter(({ late }) => late).length,
      lostScore: lostHere.length === 0 ? null : lostHere.reduce((sum, { off }) => sum + off, 0),
    };
  };
  const touched = [
    ...seen.filter(({ receivedAt }) => inside(receivedAt, period) || inside(receivedAt, before)),
    ...lost.filter(({ at }) => inside(at, period) || inside(at, before)),
  ].map(({ spot }) => spot);
  return {
    figures: new Map(
      ['total', ...new Set(touched)].map(spot => [
        spot,
        { counts: counts(spot, period), before: counts(spot, before) },
      ]),
    ),
    earlier: (id: string) => earlierOf(matters.find(one => one.id === id)!)?.id ?? null,
  };
}

function numberOf(counts: HotSpots['total']['counts'], measure: HotSpotQuestion['measure']): number {
  return (measure === 'lost-score' ? counts.lostScore : counts[measure]) ?? 0;
}
