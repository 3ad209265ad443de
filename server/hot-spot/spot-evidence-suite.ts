/** The evidence of a spot, and what a zone chief gets of it, for each database. Ids in brackets: SPEC.md. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { HotSpotQuestion } from './hot-spot-question.ts';
import { ago, type HotSpotsUnderTest, hotSpotsUnderTest, NOW, numbers } from './hot-spots-under-test.ts';
import { OUTSIDE } from './spot-ground.ts';

export function spotEvidenceSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let world: HotSpotsUnderTest;
    beforeAll(async () => {
      place = await open();
      world = await hotSpotsUnderTest(place);
    });
    afterAll(() => place.clear());
    beforeEach(() => world.clear());

    test('[HS-11] what lies in no grid has a bucket of its own, and its evidence', async () => {
      await world.store([
        { ...world.inGrid(0), receivedAt: ago(3) },
        { ...world.inGrid(0), grid: null, receivedAt: ago(3) },
        { ...world.inGrid(0), grid: '999999999999999', receivedAt: ago(2) }, // of other boundaries
      ]);
      const answer = await world.rank();
      expect(numbers(answer)).toEqual([[world.inGrid(0).grid, 1]]);
      expect(answer).toMatchObject({ spotsFound: 1, outside: { number: 2, share: 2 / 3 }, total: { number: 3 } });
      const found = await world.evidence(OUTSIDE);
      expect(found).toMatchObject({ spot: null, figures: { number: 2 } });
      expect(found.incidents.map(({ id }) => id)).toEqual(['i0002', 'i0001']);
      expect((await world.rank({ by: 'hexagon', resolution: 9 })).outside).toBeNull();
    });

    test('[HS-13] one zone only; a repeat of something in another zone is one, and that is not named', async () => {
      const here = world.inGrid(0);
      const there = world.data.grids.features.map((_, i) => world.inGrid(i)).find(({ zone }) => zone !== here.zone)!;
      await world.store([
        { ...there, ...world.at(0, 0), receivedAt: ago(5) },
        { ...here, ...world.at(5, 0), receivedAt: ago(3) },
        { ...here, ...world.at(5, 0), receivedAt: ago(2) },
      ]);
      const zone = here.zone as ZoneId;
      expect(numbers(await world.rank({ zone, measure: 'repeats' }))).toEqual([[here.grid, 2]]);
      const repeats = async (ask: Partial<HotSpotQuestion>) =>
        (await world.evidence(here.grid, { ...ask, measure: 'repeats' })).incidents.map(({ id, earlier }) => [
          id,
          earlier,
        ]);
      expect(await repeats({ zone })).toEqual([
        ['i0002', 'i0001'],
        ['i0001', null],
      ]);
      expect(await repeats({})).toEqual([
        ['i0002', 'i0001'],
        ['i0001', 'i0000'],
      ]);
      expect((await world.rank({ zone })).total.number).toBe(2);
    });

    test('[HS-14] [HS-15] evidence names a thousand and a plan keeps two hundred, the newest, and says how many there are', async () => {
      await world.store(Array.from({ length: 1001 }, (_, i) => ({ ...world.inGrid(0), receivedAt: ago(5) + i })));
      const found = await world.evidence(world.inGrid(0).grid);
      expect(found).toMatchObject({ incidentsFound: 1001, figures: { number: 1001 } });
      expect(found.incidents).toHaveLength(1000);
      expect(found.incidents[0]!.id).toBe('i1000');
      expect(found.evidence.incidents).toHaveLength(200);
      expect(found.evidence).toMatchObject({
        ...{ from: '2026-11-14', to: '2026-11-19', measure: 'incidents', countedAt: NOW },
        counts: { incidents: 1001, incidentsBefore: null },
      });
    });

    test('[HS-18] several spots at once have the evidence that each has alone, in the order asked for', async () => {
      const { code, grid } = world.points[0]!;
      const other = world.inGrid(3).grid === grid ? world.inGrid(4) : world.inGrid(3);
      await world.deduct([{ point: code, at: ago(3), score: 2 }]);
      await world.store([{ grid, receivedAt: ago(3) }, ...[1, 2, 3].map(day => ({ ...other, receivedAt: ago(day) }))]);
      const { targets } = await world.targets([other.grid, 'no-such-grid', grid, other.grid]);
      expect(targets.map(({ spot }) => spot.id)).toEqual([other.grid, grid]);
      for (const { spot, evidence } of targets) {
        const alone = await world.evidence(spot.id);
        expect(evidence).toEqual(alone.evidence);
        expect(spot).toEqual(alone.spot);
      }
    });

    test('[HS-14] a spot where nothing lies is nothing, not a mistake', async () => {
      expect(await world.evidence(world.inGrid(7).grid)).toMatchObject({
        ...{ incidents: [], incidentsFound: 0, deductions: [] },
        figures: { number: 0, share: null },
        spot: { id: world.inGrid(7).grid, name: world.data.grids.features[7]!.properties.name },
      });
    });

    test('[HS-14] points taken off stand behind the lost score, the newest first, and no incident does', async () => {
      const { code, grid } = world.points[0]!;
      const other = world.points.find(point => point.grid !== grid)!;
      const at = world.question().period.startsAt;
      await world.deduct([
        { point: code, at, score: 0.1 },
        { point: code, at: at + 1, score: 0.2 },
        { point: other.code, at, score: 5 },
        { point: code, at: at - 1, score: 3 },
        { point: code, at: world.question().period.endsAt, score: 4 },
      ]);
      await world.store([{ grid, receivedAt: ago(3) }]);
      const found = await world.evidence(grid, { measure: 'lost-score' });
      expect(found.deductions.map(({ number }) => number)).toEqual(['D1', 'D0']);
      expect(found).toMatchObject({ deductionsFound: 2, incidents: [], incidentsFound: 0, figures: { number: 0.3 } });
      expect(found.evidence).toMatchObject({ deductions: ['D1', 'D0'], incidents: [], counts: { incidents: 1 } });
    });

    test('[HS-13] in a hexagon across the border only the points of the own zone are named', async () => {
      const [own, foreign] = world.neighbours(world.inGrid(0).zone);
      const at = ago(3);
      await world.deduct([own, foreign].map(({ code: point }) => ({ point, at, score: 2 })));
      const id = world.ground.byHexagon(8).idOf(own);
      const lost = { by: 'hexagon', resolution: 8, measure: 'lost-score' } as const;
      const found = await world.evidence(id, { ...lost, zone: own.zone });
      expect(found).toMatchObject({ figures: { number: 2 }, deductions: [{ point: own.code }], deductionsFound: 1 });
      expect(await world.evidence(id, lost)).toMatchObject({ figures: { number: 4 }, deductionsFound: 2 });
    });
  });
}
