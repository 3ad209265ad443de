import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HandClock, handClock } from '../clock.ts';
import { type Database, openDatabase } from './database.ts';
import { newestBlock, saveLastPlaces, visitLastPlaces } from './last-places.ts';
import { packTrackBlock, type TrackPoint, unpackTrackBlock } from './track-block.ts';
import { forgetTracks, readTracks } from './track-reader.ts';
import { TrackWriter } from './track-writer.ts';

const NOW = 1_795_000_000_000;
let dataDir: string;
let database: Database;
let clock: HandClock;
let writer: TrackWriter;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gridwall-tracks-'));
  database = await openDatabase({ dataDir });
  clock = handClock(NOW);
  writer = new TrackWriter(database, clock);
});
afterEach(async () => {
  await writer.close();
  await database.close();
  rmSync(dataDir, { recursive: true });
});

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
  expect((await readTracks(database, 0, NOW + 10)).map(p => [p.unitIndex, p.fixTimeMs])).toEqual([
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

async function store(...points: TrackPoint[]): Promise<void> {
  const done = Promise.all(points.map(p => writer.append(p, null)));
  clock.advance(200);
  await done;
}

test('tracks are read by time and unit, each position once, borders included', async () => {
  await store(aPoint(1, 100), aPoint(2, 150), aPoint(1, 300));
  await store(aPoint(1, 100), aPoint(1, 200));
  const times = async (from: number, to: number, unit?: number) =>
    (await readTracks(database, from, to, unit)).map(p => p.fixTimeMs);
  expect(await times(0, 1000)).toEqual([100, 150, 200, 300]);
  expect(await times(100, 200, 1)).toEqual([100, 200]);
  expect(await times(301, 1000)).toEqual([]);
  expect(await times(0, 1000, 9)).toEqual([]);
});

test('old tracks are forgotten, a block that still holds something younger stays', async () => {
  await store(aPoint(1, 100), aPoint(1, 199));
  await store(aPoint(1, 150), aPoint(1, 200));
  await forgetTracks(database, 200);
  expect((await readTracks(database, 0, 1000)).map(p => p.fixTimeMs)).toEqual([150, 200]);
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
