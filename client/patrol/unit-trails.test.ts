import { describe, expect, test } from 'vitest';
import { NOON } from '../store/record-builders.ts';
import { TRAIL_CHOICES, type TrailChoice, trailKeeping, trailLengthMs, WALL_TRAIL } from './trail-length.ts';
import { UnitTrails } from './unit-trails.ts';

const LON = 113.88;
const LAT = 22.56;
/** Degrees of latitude that are so many metres. */
const north = (metres: number) => metres / 111_195;
const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

type Kept = Exclude<TrailChoice, 'off'>;
const LENGTHS = TRAIL_CHOICES.filter((choice): choice is Kept => choice !== 'off');

/** Two units, listened to from noon on; `choice` as a desk says it, absent = a wall. */
function someTrails(choice?: Kept) {
  const trails = new UnitTrails();
  if (choice) trails.keep(trailKeeping(choice));
  trails.reserve(2);
  trails.begin(NOON);
  return trails;
}

/** A fix every `everyMs`, each `stepM` farther north, from `fromMs` to `toMs` after noon. */
function drive(
  trails: UnitTrails,
  of: { slot?: number; everyMs: number; stepM: number; fromMs?: number; toMs: number },
) {
  const { slot = 0, everyMs, stepM, fromMs = 0, toMs } = of;
  for (let ms = fromMs; ms <= toMs; ms += everyMs)
    trails.add(slot, LON, LAT + north((ms / everyMs) * stepM), NOON + ms, false);
}

/** The points since `fromMs` after noon. */
function pointsOf(trails: UnitTrails, slot = 0, fromMs = 0) {
  const points: { ms: number; metres: number; startsLeg: boolean }[] = [];
  const count = trails.visit(slot, NOON + fromMs, (_lon, lat, timeMs, startsLeg) =>
    points.push({ ms: timeMs - NOON, metres: Math.round((lat - LAT) * 111_195), startsLeg }),
  );
  expect(count).toBe(points.length);
  return points;
}

const timesOf = (...of: Parameters<typeof pointsOf>) => pointsOf(...of).map(({ ms }) => ms);

describe('how far back', () => {
  test('[P-112] of a vehicle that reports every ten seconds half an hour is kept, point by point', () => {
    const trails = someTrails('30');
    drive(trails, { everyMs: 10_000, stepM: 100, toMs: 60 * MINUTE });
    expect(timesOf(trails, 0, HALF_HOUR)).toEqual(Array.from({ length: 181 }, (_, i) => HALF_HOUR + i * 10_000));
  });

  test.each(LENGTHS)(
    '[P-112] whoever reports twice a second fills no more than the room of %s minutes, and has all of them',
    choice => {
      const trails = someTrails(choice);
      const toMs = 70 * MINUTE;
      drive(trails, { everyMs: 500, stepM: 8, toMs });
      const { points, gapMs, lengthMs } = trailKeeping(choice);
      const times = timesOf(trails);
      expect(times.length).toBeLessThanOrEqual(points);
      expect(times[0]).toBeLessThanOrEqual(toMs - lengthMs + gapMs);
      expect(times.at(-1)).toBeGreaterThan(toMs - gapMs);
      for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(gapMs);
      expect(trails.sinceMs, 'nothing that belongs to it was dropped').toBeLessThanOrEqual(NOON + toMs - lengthMs);
    },
  );

  test('a parked unit adds nothing', () => {
    const trails = someTrails('30');
    drive(trails, { everyMs: 10_000, stepM: 0.5, toMs: 2 * MINUTE });
    expect(timesOf(trails)).toEqual([0]);
  });

  test('two units have each their own', () => {
    const trails = someTrails('15');
    drive(trails, { everyMs: 10_000, stepM: 50, toMs: 40 * MINUTE });
    drive(trails, { slot: 1, everyMs: 30_000, stepM: 40, toMs: MINUTE });
    expect(timesOf(trails, 1)).toEqual([0, 30_000, 60_000]);
    expect(pointsOf(trails, 0).at(-1)).toEqual({ ms: 40 * MINUTE, metres: 12_000, startsLeg: false });
  });
});

describe('where nobody knows the way', () => {
  test('[P-112] on a desk what was before stays, and the next point starts a leg', () => {
    const trails = someTrails('30');
    drive(trails, { everyMs: 10_000, stepM: 50, toMs: 20_000 });
    trails.add(0, LON, LAT + north(900), NOON + 30_000, true);
    trails.add(0, LON, LAT + north(950), NOON + 40_000, false);
    expect(pointsOf(trails).map(({ ms, startsLeg }) => [ms, startsLeg])).toEqual([
      [0, true],
      [10_000, false],
      [20_000, false],
      [30_000, true],
      [40_000, false],
    ]);
  });

  test('a wall forgets what was before', () => {
    const trails = someTrails();
    drive(trails, { everyMs: 10_000, stepM: 50, toMs: 20_000 });
    trails.add(0, LON, LAT + north(900), NOON + 30_000, true);
    expect(timesOf(trails)).toEqual([30_000]);
  });

  test('silent for a while and still in the same place is no break', () => {
    const trails = someTrails('30');
    drive(trails, { everyMs: 10_000, stepM: 50, toMs: 10_000 });
    trails.add(0, LON, LAT + north(53), NOON + 200_000, true);
    trails.add(0, LON, LAT + north(100), NOON + 210_000, false);
    expect(pointsOf(trails).map(({ ms, startsLeg }) => [ms, startsLeg])).toEqual([
      [0, true],
      [10_000, false],
      [210_000, false],
    ]);
  });

  test('[P-112] who jumps to and fro every second fills no more room than anybody', () => {
    const trails = someTrails('30');
    const toMs = 40 * MINUTE;
    for (let ms = 0; ms <= toMs; ms += 1000)
      trails.add(0, LON, LAT + north(ms % 2000 === 0 ? 0 : 500), NOON + ms, true);
    const points = pointsOf(trails);
    expect(points.length).toBeLessThanOrEqual(trailKeeping('30').points);
    expect(points.every(({ startsLeg }) => startsLeg)).toBe(true);
    expect(points.at(-1)!.ms).toBe(toMs);
    expect(trails.sinceMs).toBeLessThanOrEqual(NOON + toMs - HALF_HOUR);
  });
});

describe('[P-110] since when', () => {
  test('what was kept for a shorter one is there for a longer one, and it says from where on', () => {
    const trails = someTrails();
    const chosenMs = 20 * MINUTE;
    drive(trails, { everyMs: 5000, stepM: 40, toMs: chosenMs });
    drive(trails, { slot: 1, everyMs: 30_000, stepM: 40, toMs: chosenMs });
    const before = [pointsOf(trails, 0), pointsOf(trails, 1)];
    expect(before[0]).toHaveLength(WALL_TRAIL.points);
    trails.keep(trailKeeping('30'));
    expect([pointsOf(trails, 0), pointsOf(trails, 1)]).toEqual(before);
    // 60 points, one every five seconds; the one before them is gone.
    expect(trails.sinceMs).toBe(NOON + chosenMs - 60 * 5000);
    drive(trails, { everyMs: 10_000, stepM: 80, fromMs: chosenMs + 10_000, toMs: chosenMs + MINUTE });
    expect(pointsOf(trails, 0)).toHaveLength(WALL_TRAIL.points + 6);
  });

  test('a shorter one after a longer one drops nothing', () => {
    const trails = someTrails('30');
    drive(trails, { everyMs: 10_000, stepM: 50, toMs: HALF_HOUR });
    const before = pointsOf(trails);
    trails.keep(trailKeeping('5'));
    drive(trails, { everyMs: 10_000, stepM: 50, fromMs: HALF_HOUR, toMs: HALF_HOUR });
    trails.keep(trailKeeping('30'));
    expect(pointsOf(trails)).toEqual(before);
    expect(trails.sinceMs).toBe(NOON);
  });

  test('less room than before drops the oldest, and says so', () => {
    const trails = someTrails();
    drive(trails, { everyMs: 8000, stepM: 40, toMs: 59 * 8000 });
    trails.keep(trailKeeping('5'));
    const kept = trailKeeping('5').points;
    expect(timesOf(trails)).toEqual(Array.from({ length: kept }, (_, i) => (60 - kept + i) * 8000));
    expect(trails.sinceMs).toBe(NOON + (59 - kept) * 8000);
  });

  test('room for more units changes nothing, a clear forgets everything', () => {
    const trails = someTrails('30');
    drive(trails, { slot: 1, everyMs: 10_000, stepM: 50, toMs: MINUTE });
    const before = pointsOf(trails, 1);
    trails.reserve(3000);
    expect(pointsOf(trails, 1)).toEqual(before);
    trails.clear();
    expect([pointsOf(trails, 1), trails.sinceMs]).toEqual([[], null]);
  });
});

test('off is no length', () => {
  expect(TRAIL_CHOICES.map(trailLengthMs)).toEqual([0, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE]);
});
