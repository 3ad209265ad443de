/** What tracks must do on every database: run by tracks.sqlite.test.ts and tracks.pg.test.ts. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { type HandClock, handClock } from '../clock.ts';
import type { Database } from './database.ts';
import { forgetTracks, runRetention } from './forget-tracks.ts';
import { newestBlock, saveLastPlaces, visitLastPlaces } from './last-places.ts';
import { LONGEST_WAIT_MS, sealTracks } from './seal-tracks.ts';
import { packTrackBlock, TrackBlockReader, type TrackPoint, unpackTrackBlock } from './track-block.ts';
import { HOUR_MS, readTracks, readTracksByUnit, TooManyPositions } from './track-reader.ts';
import { TrackWriter } from './track-writer.ts';

const NOW = 1_795_000_000_000;
let place: TestDatabase;
let database: Database;
let clock: HandClock;
let writer: TrackWriter;

export function tracksSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(`tracks on ${name}`, () => {
    beforeEach(async () => {
      place = await newDatabase();
      database = place.database;
      clock = handClock(NOW);
      writer = new TrackWriter(database, clock);
    });
    afterEach(async () => {
      await writer.close();
      await place.clear();
    });
    tests();
  });
}

function aPoint(unitIndex: number, fixTimeMs: number, more: Partial<TrackPoint> = {}): TrackPoint {
  return {
    unitIndex,
    fixTimeMs,
    lon: 113.8912345,
    lat: 22.5612345,
    accuracyM: 5,
    speedMps: 1.5,
    headingDeg: null,
    source: 0,
    ...more,
  };
}

async function store(...points: TrackPoint[]): Promise<void> {
  const done = Promise.all(points.map(p => writer.append(p, null)));
  clock.advance(200);
  await done;
}

/** An hour passes, and everything that came in is sealed. */
async function seal(): Promise<number> {
  const newest = await newestBlock(database);
  clock.advance(LONGEST_WAIT_MS);
  return sealTracks(database, newest, clock.now);
}

function tests(): void {
  test('what goes into a block comes out, to a centimetre', () => {
    const maybe = fc.option(fc.integer({ min: 0, max: 359 }));
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            unitIndex: fc.integer({ min: 0, max: 4_294_967_295 }),
            fixTimeMs: fc.integer({ min: 0, max: NOW }),
            lon: fc.double({ min: -180, max: 180, noNaN: true }),
            lat: fc.double({ min: -90, max: 90, noNaN: true }),
            accuracyM: maybe,
            speedMps: maybe,
            headingDeg: maybe,
            source: fc.integer({ min: 0, max: 255 }),
          }),
          { maxLength: 50 },
        ),
        points => {
          const back = unpackTrackBlock(packTrackBlock(points), points.length);
          expect(back.map(p => ({ ...p, lon: 0, lat: 0 }))).toEqual(points.map(p => ({ ...p, lon: 0, lat: 0 })));
          points.forEach((p, i) => {
            expect(Math.abs(back[i]!.lon - p.lon)).toBeLessThan(1e-7);
            expect(Math.abs(back[i]!.lat - p.lat)).toBeLessThan(1e-7);
          });
        },
      ),
      { seed: 20261122 },
    );
    expect(() => unpackTrackBlock(new Uint8Array(34), 1)).toThrow(/33 expected/);
  });

  test('positions of one moment become one block, and are answered only when it is on disk', async () => {
    let answered = 0;
    const done = Promise.all(
      [aPoint(1, NOW), aPoint(2, NOW - 5), aPoint(1, NOW + 1)].map(p => writer.append(p, null).then(() => answered++)),
    );
    clock.advance(199);
    await Promise.resolve();
    expect(answered).toBe(0);
    expect(await newestBlock(database)).toBe(0);
    clock.advance(1);
    await done;
    expect(await newestBlock(database)).toBe(1);
    expect((await readTracks(database, { fromMs: 0, toMs: NOW + 10 })).map(p => [p.unitIndex, p.fixTimeMs])).toEqual([
      [2, NOW - 5],
      [1, NOW],
      [1, NOW + 1],
    ]);
  });

  test('a flush that fails rejects everyone in it, and the next one works', async () => {
    const broken = new TrackWriter({ ...database, db: database.db.withSchema('nowhere') }, clock);
    const failing = broken.append(aPoint(1, NOW), null);
    clock.advance(200);
    await expect(failing).rejects.toMatchObject({ name: 'StorageUnavailable' });
    await expect(broken.settled()).resolves.toBeUndefined(); // an old failure is nobody else's
  });

  test('the raw pair is kept beside the block for other systems only', async () => {
    void writer.append(aPoint(1, NOW), null);
    void writer.append(aPoint(2, NOW), { lon: 113.9, lat: 22.6, crs: 'GCJ02' });
    await writer.close();
    const { raw } = await database.db.selectFrom('track_block').select('raw').executeTakeFirstOrThrow();
    expect(JSON.parse(raw ?? '')).toEqual([[1, { lon: 113.9, lat: 22.6, crs: 'GCJ02' }]]);
  });

  test('tracks are read by time and unit, each position once, borders included', async () => {
    await store(aPoint(1, 100), aPoint(2, 150), aPoint(1, 300));
    await store(aPoint(1, 100), aPoint(1, 200));
    const times = async (fromMs: number, toMs: number, ...units: number[]) =>
      (await readTracks(database, { fromMs, toMs, ...(units.length > 0 && { units }) })).map(p => p.fixTimeMs);
    expect(await times(0, 1000)).toEqual([100, 150, 200, 300]);
    expect(await times(100, 200, 1)).toEqual([100, 200]);
    expect(await times(0, 1000, 1, 2)).toEqual([100, 150, 200, 300]);
    expect(await times(301, 1000)).toEqual([]);
    expect(await times(0, 1000, 9)).toEqual([]);
  });

  test('old tracks are forgotten, a block that still holds something younger stays', async () => {
    await store(aPoint(1, 100), aPoint(1, 199));
    await store(aPoint(1, 150), aPoint(1, 200));
    expect(await forgetTracks(database, 200)).toEqual({ blocks: 1, positions: 2 });
    expect((await readTracks(database, { fromMs: 0, toMs: 1000 })).map(p => p.fixTimeMs)).toEqual([150, 200]);
  });

  test('last places come from the saved row and the blocks after it', async () => {
    const visited = async () => {
      const times: number[] = [];
      await visitLastPlaces(database, p => times.push(p.fixTimeMs));
      return times;
    };
    expect(await visited()).toEqual([]);
    await store(aPoint(1, 100));
    expect(await visited()).toEqual([100]);
    await saveLastPlaces(database, [aPoint(1, 100), aPoint(5, 50)], await newestBlock(database));
    await store(aPoint(1, 200));
    expect(await visited()).toEqual([100, 50, 200]);
    await saveLastPlaces(database, [aPoint(1, 200)], await newestBlock(database));
    expect(await visited()).toEqual([200]);
  });

  test('[P-70] sealed tracks read the same: each position once, in order, wherever its hour lies', async () => {
    const unit = fc.integer({ min: 1, max: 4 });
    const time = fc.integer({ min: NOW - 3 * HOUR_MS, max: NOW });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.tuple(unit, time), { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 5 }),
        async flushes => {
          await database.db.deleteFrom('track_strand').execute();
          for (const flush of flushes) await store(...flush.map(([u, t]) => aPoint(u, t)));
          const whole = { fromMs: NOW - 4 * HOUR_MS, toMs: NOW };
          const part = { fromMs: NOW - 2 * HOUR_MS, toMs: NOW - HOUR_MS / 2, units: [2, 3] };
          const before = [await readTracks(database, whole), await readTracks(database, part)];
          expect(await seal()).toBe(flushes.flat().length);
          expect(await newestBlock(database)).toBe(0);
          expect([await readTracks(database, whole), await readTracks(database, part)]).toEqual(before);
        },
      ),
      { seed: 20261128, numRuns: 12 },
    );
  });

  test('[P-70] blocks wait until there are enough or the oldest is an hour old; those a start still needs stay', async () => {
    await store(aPoint(1, NOW));
    const first = await newestBlock(database);
    await store(aPoint(1, NOW + 1));
    expect(await sealTracks(database, first, clock.now)).toBe(0);
    clock.advance(LONGEST_WAIT_MS);
    expect(await sealTracks(database, first, clock.now)).toBe(1);
    expect(await database.db.selectFrom('track_block').select('count').execute()).toEqual([{ count: 1 }]);
    expect((await readTracks(database, { fromMs: 0, toMs: NOW + 10 })).length).toBe(2);
  });

  test('[P-70] a seal that broke off is begun again, and nothing is there twice', async () => {
    await store(aPoint(1, NOW), aPoint(2, NOW));
    // Written by a seal that died before its mark.
    const fixes = Buffer.from(packTrackBlock([aPoint(1, NOW)]).buffer);
    await database.db
      .insertInto('track_strand')
      .values({ unit_index: 1, hour: Math.floor(NOW / HOUR_MS), count: 1, fixes, raw: null })
      .execute();
    expect((await readTracks(database, { fromMs: 0, toMs: NOW })).length).toBe(2);
    await seal();
    expect((await database.db.selectFrom('track_strand').select('unit_index').orderBy('id').execute()).length).toBe(2);
    expect((await readTracks(database, { fromMs: 0, toMs: NOW })).length).toBe(2);
  });

  test('[P-70] while one server seals, another does not', async () => {
    await store(aPoint(1, NOW));
    clock.advance(LONGEST_WAIT_MS);
    await database.db
      .updateTable('track_seal')
      .set({ claimed_by: 'another', claimed_until: clock.now() + 1 })
      .execute();
    expect(await sealTracks(database, await newestBlock(database), clock.now)).toBe(0);
    clock.advance(1);
    expect(await sealTracks(database, await newestBlock(database), clock.now)).toBe(1);
  });

  test('[P-70] the pair as it was sent goes with its position', async () => {
    void writer.append(aPoint(1, NOW + 5), { lon: 113.9, lat: 22.6, crs: 'GCJ02' });
    void writer.append(aPoint(1, NOW), null);
    await writer.close();
    await seal();
    const { raw, fixes } = await database.db
      .selectFrom('track_strand')
      .select(['raw', 'fixes'])
      .executeTakeFirstOrThrow();
    expect(JSON.parse(raw ?? '')).toEqual([[1, { lon: 113.9, lat: 22.6, crs: 'GCJ02' }]]);
    expect(new TrackBlockReader(fixes, 2).fixTimeMs(1)).toBe(NOW + 5);
  });

  test('[P-72] a look-up stops at its limit, blocks and strands together', async () => {
    await store(aPoint(1, NOW), aPoint(1, NOW + 1));
    await seal();
    await store(aPoint(1, NOW + 2));
    const question = { fromMs: 0, toMs: NOW + 10, units: [1] };
    expect((await readTracksByUnit(database, { ...question, most: 3 })).get(1)?.length).toBe(3);
    await expect(readTracksByUnit(database, { ...question, most: 2 })).rejects.toThrow(TooManyPositions);
  });

  test('[P-78] the retention job removes strands by whole hours and keeps a row with its counts', async () => {
    const DAY_MS = 24 * HOUR_MS;
    const old = Math.floor((NOW - 2 * DAY_MS) / HOUR_MS) * HOUR_MS;
    await store(aPoint(1, old - 1), aPoint(1, old), aPoint(2, NOW));
    await seal();
    clock.advance(old + 2 * DAY_MS - clock.now() + DAY_MS); // `old` is exactly three days ago
    expect(await runRetention(database, 3, clock.now)).toEqual({ blocks: 1, positions: 1, tookMs: 0 });
    expect((await readTracks(database, { fromMs: 0, toMs: NOW })).map(p => p.fixTimeMs)).toEqual([old, NOW]);
    clock.advance(HOUR_MS);
    await runRetention(database, 3, clock.now);
    const runs = await database.db.selectFrom('track_forget_run').selectAll().orderBy('id').execute();
    expect(runs.map(({ id: _, ...run }) => run)).toEqual([
      { at: clock.now() - HOUR_MS, days: 3, before: old, blocks: 1, positions: 1, took_ms: 0 },
      { at: clock.now(), days: 3, before: old + HOUR_MS, blocks: 1, positions: 1, took_ms: 0 },
    ]);
  });
}
