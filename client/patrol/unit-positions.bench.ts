/**
 * What one frame of 10,000 positions costs the main thread, beside the obvious way: an object per unit in a Map, as a store of
 * records would hold it. Fixed seed, warm-up, mean. Run by `npm run bench`.
 * The baseline runs first, so that it has the decoder to itself: ours is the one that suffers from a shared call site.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Row } from '../../scripts/bench/result.ts';
import { encodePositionFrame, type FramePosition, visitPositionFrame } from '../../server/contract/position-frame.ts';
import { trailKeeping } from './trail-length.ts';
import { UnitPositions } from './unit-positions.ts';

const UNITS = 10_000;
const FRAMES = 60;
const WARM_UP = 20;
const SEED = 20261122;
/** A quarter of the 8 ms that a frame of the whole client may take, and only once a second. */
const GOAL_MS = 2;
const START = 1_795_060_800_000;

export function benchApplyFrames(): { group: string; rows: Row[] } {
  const frames = framesAt1Hz();
  const wall = new UnitPositions();
  const desk = new UnitPositions();
  desk.keepTrails(trailKeeping('30'));
  let objects: ReadonlyMap<number, FramePosition> = new Map();
  const theirs = meanMs(frames, frame => {
    objects = withObjects(objects, frame);
  });
  const ours = (name: string, columns: UnitPositions): Row => {
    const value = meanMs(frames, (frame, second) => columns.applyFrame(frame, second * 1000));
    if (columns.count !== objects.size) throw new Error(`${columns.count} slots, ${objects.size} objects.`);
    return { name, value, unit: 'ms', ratio: theirs / value, goal: `<= ${GOAL_MS} ms`, ok: value <= GOAL_MS };
  };
  return {
    group: 'client: 10,000 positions in one frame',
    rows: [
      { name: 'an object per unit, immutable map', value: theirs, unit: 'ms', ratio: 1 },
      ours('typed arrays with trails of five minutes (wall)', wall),
      ours('typed arrays with trails of half an hour (desk)', desk),
    ],
  };
}

/** The baseline: what an immutable store of position records has to do for the same frame (without trails). */
function withObjects(
  known: ReadonlyMap<number, FramePosition>,
  frame: ArrayBuffer,
): ReadonlyMap<number, FramePosition> {
  const next = new Map(known);
  visitPositionFrame(frame, (unitIndex, lon, lat, fixTimeMs, headingDeg, speedMps, accuracyM) => {
    const before = next.get(unitIndex);
    if (before && before.fixTimeMs >= fixTimeMs) return;
    next.set(unitIndex, { unitIndex, lon, lat, fixTimeMs, headingDeg, speedMps, accuracyM });
  });
  return next;
}

function framesAt1Hz(): ArrayBuffer[] {
  const random = xoroshiro128plus(SEED);
  const unit = () => (random.next() >>> 0) / 2 ** 32;
  const fixes: FramePosition[] = Array.from({ length: UNITS }, (_, unitIndex) => ({
    unitIndex,
    lon: 113.86 + unit() * 0.06,
    lat: 22.53 + unit() * 0.06,
    fixTimeMs: START,
    headingDeg: unit() * 360,
    speedMps: unit() * 12,
    accuracyM: 8,
  }));
  return Array.from({ length: FRAMES + WARM_UP }, (_, second) => {
    for (const fix of fixes) {
      fix.lon += (unit() - 0.5) * 2e-4;
      fix.lat += (unit() - 0.5) * 2e-4;
      fix.fixTimeMs = START + second * 1000;
    }
    return encodePositionFrame(fixes, START + second * 1000 + 40);
  });
}

/** The mean, not the median: the garbage collector is part of the price of objects. */
function meanMs(frames: ArrayBuffer[], run: (frame: ArrayBuffer, second: number) => void): number {
  let startedAt = 0;
  frames.forEach((frame, second) => {
    if (second === WARM_UP) startedAt = performance.now();
    run(frame, second);
  });
  return (performance.now() - startedAt) / FRAMES;
}
