/** Patrol coverage, from fixes to counted days, for each database. Ids in brackets are rules of SPEC.md and rows of reliability.md. */
import { resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { type HandClock, handClock } from '../clock.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { UnitId, UnitIndex, ZoneId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { openProfile, type Profile } from '../profile/load.ts';
import { CoverageBook } from './coverage-book.ts';
import { countCoverage, readCells } from './coverage-count.ts';
import { type CoverageRaster, coverageRaster } from './coverage-raster.ts';
import { forgetVisits } from './coverage-store.ts';
import { DutySpells } from './duty-spells.ts';
import { type GroundMap, groundMap } from './ground-map.ts';

/** 10:00 in Shanghai. */
const START = Date.UTC(2026, 10, 28, 2);
const TODAY = '2026-11-28';
const MIDNIGHT = Date.UTC(2026, 10, 28, 16);
const GRID = 7;

export function coverageSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let profile: Profile;
    let map: GroundMap;
    let raster: CoverageRaster;
    let code: GroundMap['grids'][number]['code'];
    beforeAll(async () => {
      profile = await openProfile(resolve('geodata/profiles/xinan'));
      map = groundMap(profile.data, profile.grids);
      raster = coverageRaster(profile.data, map, 'test');
      code = map.grids[GRID]!.code;
    });

    let place: TestDatabase;
    let clock: HandClock;
    let book: CoverageBook;
    let units: UnitRecord[];
    let errors: unknown[];
    beforeEach(async () => {
      place = await open();
      clock = handClock(START);
      units = [aUnit(1), aUnit(2)];
      begin();
    });
    afterEach(async () => {
      await book.stop();
      await place.clear();
    });

    function begin(cells = raster): void {
      errors = [];
      const spells = new DutySpells(units);
      book = new CoverageBook({
        ...{ clock, database: place.database, days: profile.days, map, raster: cells, patrols: profile.unitPatrols },
        gridOf: unit => map.gridAt(...lastAt.get(unit)!),
        wasOnDuty: (unit, atMs) => spells.wasOnDuty(unit, atMs),
        onError: error => errors.push(error),
      });
    }

    const lastAt = new Map<UnitIndex, LonLat>();
    function fix(unit: UnitRecord, [lon, lat]: LonLat, fixTimeMs = clock.now(), { late = false, accuracyM = 5 } = {}) {
      if (!late) lastAt.set(unit.index, [lon, lat]);
      book.taken(unit, { lon, lat, fixTimeMs, accuracyM }, !late);
    }

    /** Middle of a cell of the grid under test. */
    function cell(n: number): LonLat {
      const at = raster.cellsOf[GRID]![n]!;
      const { west, south, width, height, columns } = raster;
      return [west + ((at % columns) + 0.5) * width, south + (Math.floor(at / columns) + 0.5) * height];
    }

    async function counted(day = TODAY, fullShare: number | null = null, zone?: ZoneId) {
      await book.write();
      return countCoverage({ db: place.database.db, map, raster, fullShare }, { day, zone }, clock.now());
    }
    const ofGrid = async (day = TODAY, fullShare: number | null = null) =>
      (await counted(day, fullShare)).grids.find(({ grid }) => grid === code)!;

    test('[P-60] a cell counts once, for units on duty whose class patrols, with fixes exact to 100 m', async () => {
      fix(units[0]!, cell(0));
      fix(units[0]!, cell(0), START + 1000);
      fix(units[1]!, cell(1), START + 2000, { accuracyM: 101 });
      fix({ ...units[1]!, unitClass: 'sanitation-vehicle' }, cell(2), START + 2000);
      fix({ ...units[1]!, id: 'off' as UnitId }, cell(3), START + 2000); // nothing is known of its duty
      expect(await ofGrid()).toMatchObject({ visited: 1, units: 1, lastVisitAt: START + 1000, full: null });
    });

    test('[P-61] the straight way between two fixes counts, up to a minute and 150 m', async () => {
      const [first, last] = rowOf(raster, GRID);
      const n = (at: number) => raster.cellsOf[GRID]!.indexOf(at);
      fix(units[0]!, cell(n(first)));
      fix(units[0]!, cell(n(first + 4)), START + 60_000);
      expect(await ofGrid()).toMatchObject({ visited: 5 });
      fix(units[1]!, cell(n(first)));
      fix(units[1]!, cell(n(last)), START + 60_001);
      expect(await ofGrid()).toMatchObject({ visited: last > first + 4 ? 6 : 5 });
    });

    test('[P-61] far apart, nobody knows the way', async () => {
      const top = raster.cellsOf[GRID]!.length - 1;
      const metres = (cell(top)[1] - cell(0)[1]) * 111_320;
      expect(metres).toBeGreaterThan(150);
      fix(units[0]!, cell(0));
      fix(units[0]!, cell(top), START + 10_000);
      expect(await ofGrid()).toMatchObject({ visited: 2 });
    });

    test('[P-62] [B9] a fix counts for the day of its own time, cut at midnight in Shanghai, also when it comes late', async () => {
      fix(units[0]!, cell(0), MIDNIGHT - 1);
      fix(units[0]!, cell(0), MIDNIGHT);
      clock.advance(20 * 3_600_000);
      await book.write(); // the day before is forgotten
      fix(units[1]!, cell(5), MIDNIGHT - 3_600_000, { late: true });
      expect(await ofGrid()).toMatchObject({ visited: 2, units: 2, lastVisitAt: MIDNIGHT - 1 });
      expect(await ofGrid('2026-11-29')).toMatchObject({ visited: 1, units: 1, lastVisitAt: MIDNIGHT });
      expect(await ofGrid('2026-11-27')).toMatchObject({ visited: 0, units: 0, lastVisitAt: null });
    });

    test('[P-62] [C1] [C2] a batch counts the same in order, reversed, shuffled and twice', async () => {
      const batch = Array.from({ length: 20 }, (_, i) => ({ at: cell(i), ms: START - 600_000 + i * 10_000 }));
      for (const { at, ms } of batch) fix(units[0]!, at, ms, { late: true });
      const once = await ofGrid();
      for (const { at, ms } of batch.toReversed()) fix(units[0]!, at, ms, { late: true });
      for (const { at, ms } of batch) fix(units[0]!, at, ms, { late: true });
      expect(await ofGrid()).toEqual(once);
      expect(once).toMatchObject({ units: 1, lastVisitAt: START - 410_000 });
      const { visits } = await readCells({ db: place.database.db, map, raster, fullShare: null }, code, TODAY);
      expect(visits).toEqual([{ unit: 'u1', firstAt: START - 600_000, lastAt: START - 410_000 }]);
    });

    test('a restart goes on: what was marked stays, what comes is added; replaying marks nothing twice', async () => {
      fix(units[0]!, cell(0));
      fix(units[0]!, cell(1), START + 5000);
      await book.stop();
      const before = await ofGrid();
      begin();
      const again = { lon: cell(1)[0], lat: cell(1)[1], fixTimeMs: START + 5000, accuracyM: 5 };
      book.replay(units[0]!, again, true);
      expect(await ofGrid()).toEqual(before);
      fix(units[0]!, cell(9), START + 500_000);
      expect(await ofGrid()).toMatchObject({ visited: before.visited + 1, units: 1, lastVisitAt: START + 500_000 });
    });

    test('two servers mark one grid together', async () => {
      const other = book;
      fix(units[0]!, cell(0));
      begin();
      fix(units[1]!, cell(9));
      await Promise.all([other.write(), book.write()]);
      await other.stop();
      expect(await ofGrid()).toMatchObject({ visited: 2, units: 2 });
    });

    test('what could not be written is written later', async () => {
      const { database } = place;
      fix(units[0]!, cell(0));
      await database.db.schema.alterTable('grid_visit').renameTo('gone').execute();
      await book.write();
      expect(errors).toHaveLength(1);
      await database.db.schema.alterTable('gone').renameTo('grid_visit').execute();
      expect(await ofGrid()).toMatchObject({ visited: 1, units: 1 });
    });

    test('[P-63] full is what the profile says, and nothing where it says nothing', async () => {
      const cells = raster.cellsOf[GRID]!.length;
      for (let n = 0; n < cells; n += 2) fix(units[0]!, cell(n), START + n * 100_000);
      const half = await ofGrid();
      expect(half).toMatchObject({ cells, visited: Math.ceil(cells / 2), full: null });
      expect(await ofGrid(TODAY, half.share!)).toMatchObject({ full: true });
      expect(await ofGrid(TODAY, half.share! + 0.001)).toMatchObject({ full: false });
    });

    test('[P-64] K15: sums by community, zone and all, and a zone alone', async () => {
      fix(units[0]!, cell(0));
      const { all, zones, communities } = await counted(TODAY, 0.5);
      expect(all).toEqual({ grids: map.grids.length, visitedGrids: 1, fullGrids: 0 });
      const { community, zone } = map.grids[GRID]!;
      expect(communities.find(one => one.community === community)).toMatchObject({ zone, visitedGrids: 1 });
      expect(communities.reduce((sum, { grids }) => sum + grids, 0)).toBe(map.grids.length);
      expect(zones.map(({ visitedGrids }) => visitedGrids).toSorted()).toEqual([0, 0, 0, 1].slice(-zones.length));
      const own = await counted(TODAY, null, zone!);
      expect(own.zones).toEqual([{ zone, grids: own.grids.length, visitedGrids: 1, fullGrids: null }]);
    });

    test('cells of older boundaries keep the share they had', async () => {
      fix(units[0]!, cell(0));
      await book.write();
      const before = await ofGrid();
      await book.stop();
      begin({ ...raster, name: 'other boundaries' });
      const db = place.database.db;
      const parts = { db, map, raster: { ...raster, name: 'other boundaries' }, fullShare: null };
      const counted = await countCoverage(parts, { day: TODAY, zone: undefined }, clock.now());
      expect(counted.grids.find(({ grid }) => grid === code)).toEqual(before);
    });

    test('[P-65] who was where is forgotten, that the grid was patrolled is not', async () => {
      fix(units[0]!, cell(0));
      await book.write();
      await forgetVisits(place.database.db, '2026-11-29');
      expect(await ofGrid()).toMatchObject({ visited: 1, units: 0, lastVisitAt: null });
    });
  });
}

/** First and last cell of the longest run in one row of the grid. */
function rowOf({ cellsOf }: CoverageRaster, grid: number): [number, number] {
  let best: [number, number] = [0, 0];
  let first = -1;
  let last = -2;
  for (const cell of cellsOf[grid]!) {
    if (cell !== last + 1) first = cell;
    last = cell;
    if (last - first > best[1] - best[0]) best = [first, last];
  }
  return best;
}

function aUnit(n: number): UnitRecord {
  return {
    ...{ id: `u${n}` as UnitId, index: n as UnitIndex, version: 1, callSign: `巡0${n}`, unitClass: 'patrol-person' },
    ...{
      homeZone: null,
      community: null,
      organ: null,
      onDuty: true,
      dutyChangedAt: START - 86_400_000,
      ground: null,
      reportIntervalS: null,
    },
  };
}
