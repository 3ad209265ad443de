/**
 * Positions as so many units bring them at 1 Hz, for measuring how tracks are stored and read.
 * In: units and the number of a flush (200 ms). Out: the positions of a fifth of the units, made anew: who measures storing makes them
 * before the watch starts.
 */
import type { TrackPoint } from '../../server/store/track-block.ts';

const FLUSHES_A_SECOND = 5;
const WEST = 113.86;
const SOUTH = 22.54;
const METRE_DEG = 1e-5;

export const START_MS = Date.UTC(2026, 10, 22, 0, 0, 0);

export function flushOf(units: number, flush: number): TrackPoint[] {
  const second = Math.floor(flush / FLUSHES_A_SECOND);
  const points: TrackPoint[] = [];
  for (let unit = 1 + (flush % FLUSHES_A_SECOND); unit <= units; unit += FLUSHES_A_SECOND)
    points.push({
      unitIndex: unit,
      lon: WEST + ((unit * 7919) % 6000) * METRE_DEG + (second % 600) * METRE_DEG,
      lat: SOUTH + ((unit * 104_729) % 5000) * METRE_DEG,
      fixTimeMs: START_MS + second * 1000 + (unit % 1000),
      accuracyM: 6,
      speedMps: 1.2,
      headingDeg: unit % 360,
      source: 0,
    });
  return points;
}

export function flushesIn(minutes: number): number {
  return minutes * 60 * FLUSHES_A_SECOND;
}
