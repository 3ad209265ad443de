import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TrackPoint } from '../store/track-block.ts';
import { cutIntoLegs, LONGEST_GAP_MS } from './track-legs.ts';
import { findStops, metresTravelled, SHORTEST_STOP_MS } from './track-stops.ts';

const LON = 113.89;
const LAT = 22.56;
/** Degrees of latitude. */
const METRE = 1 / 111_195;

function at(fixTimeMs: number, northM = 0): TrackPoint {
  return {
    ...{ unitIndex: 1, fixTimeMs, lon: LON, lat: LAT + northM * METRE },
    ...{ accuracyM: 5, speedMps: null, headingDeg: null, source: 0 },
  };
}

/** Positions with any gaps and any jumps, oldest first. */
const anyTrack = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 2 * LONGEST_GAP_MS }), fc.integer({ min: -2000, max: 2000 })), {
    maxLength: 60,
  })
  .map(steps => {
    let time = 0;
    return steps.map(([later, northM]) => {
      time += later;
      return at(time, northM);
    });
  });

test('[P-74] cut into legs, every position is there once and in order, whatever the track', () => {
  fc.assert(
    fc.property(anyTrack, points => {
      const legs = cutIntoLegs(points);
      expect(legs.flatMap(leg => leg.points)).toEqual(points);
      expect(legs.every(leg => leg.points.length > 0)).toBe(true);
      expect(legs.map(({ cut }) => cut === null)).toEqual(legs.map((_, i) => i === 0));
    }),
    { seed: 20261128 },
  );
});

test('[P-74] five minutes without a word end a leg, one millisecond less does not', () => {
  expect(cutIntoLegs([at(0), at(LONGEST_GAP_MS)]).length).toBe(1);
  expect(cutIntoLegs([at(0), at(LONGEST_GAP_MS + 1)]).map(({ cut }) => cut)).toEqual([null, 'gap']);
});

test('[P-74] more than 300 m faster than 150 km/h end a leg; far and slow, or near and fast, do not', () => {
  expect(cutIntoLegs([at(0), at(2000, 5000)]).map(({ cut }) => cut)).toEqual([null, 'jump']);
  expect(cutIntoLegs([at(0), at(8000, 310)]).length).toBe(1);
  expect(cutIntoLegs([at(0), at(1000, 290)]).length).toBe(1);
});

const MINUTE = 60_000;
/** Walks 60 m a minute, stays where it is for so many minutes (wandering 8 m), walks on. */
function walkAndStay(minutes: number): TrackPoint[] {
  const points: TrackPoint[] = [];
  for (let s = 0; s <= 600; s += 15) points.push(at(s * 1000, s));
  for (let s = 15; s <= minutes * 60; s += 15) points.push(at((600 + s) * 1000, 600 + (s % 30 === 0 ? 0 : 8)));
  const start = 600 + minutes * 60;
  for (let s = 15; s <= 600; s += 15) points.push(at((start + s) * 1000, 600 + s));
  return points;
}

test('[P-75] ten minutes in one place are a stop, with its time and middle; four are none', () => {
  const [stop, ...more] = findStops(walkAndStay(10));
  expect(more).toEqual([]);
  expect(stop!.fromMs).toBeLessThanOrEqual(10 * MINUTE);
  expect(stop!.toMs).toBeGreaterThanOrEqual(20 * MINUTE);
  expect(stop!.toMs - stop!.fromMs).toBeLessThan(12 * MINUTE);
  expect(Math.abs(stop!.lat - (LAT + 604 * METRE))).toBeLessThan(15 * METRE);
  expect(findStops(walkAndStay(4))).toEqual([]);
});

test('[P-75] a parked phone that wanders adds nothing to the way', () => {
  const points = walkAndStay(60);
  const metres = metresTravelled(points, findStops(points));
  expect(metres).toBeGreaterThan(1100);
  expect(metres).toBeLessThan(1215);
});

test('[P-75] stops lie in order, apart from each other, and none is shorter than five minutes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1000, max: 120_000 }), fc.integer({ min: -40, max: 40 })), { maxLength: 80 }),
      steps => {
        let time = 0;
        let northM = 0;
        const points = steps.map(([later, move]) => {
          time += later;
          northM += move;
          return at(time, northM);
        });
        const stops = findStops(points);
        for (const [i, stop] of stops.entries()) {
          expect(stop.toMs - stop.fromMs).toBeGreaterThanOrEqual(SHORTEST_STOP_MS);
          if (i > 0) expect(stop.first).toBeGreaterThan(stops[i - 1]!.last);
        }
      },
    ),
    { seed: 20261128 },
  );
});
