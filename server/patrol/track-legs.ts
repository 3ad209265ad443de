/**
 * [P-74] Cuts a unit's positions into legs: a line is drawn only where somebody went.
 * In: positions of one unit, oldest first. Out: legs in order; every position is in exactly one.
 */
import { metresBetween } from '../../geodata/metres-between.ts';
import type { TrackPoint } from '../store/track-block.ts';

export interface Leg {
  /** Why it does not go on from the one before; null for the first. */
  cut: 'gap' | 'jump' | null;
  points: TrackPoint[];
}

export const LONGEST_GAP_MS = 5 * 60_000;
/** A step this short is drawn whatever its speed: two fixes of the same second lie a street apart between tall houses. */
const JUMP_M = 300;
/** 150 km/h: faster is a bad fix, not a fast unit (demand 22). */
const FASTEST_MPS = 150 / 3.6;

export function cutIntoLegs(points: readonly TrackPoint[]): Leg[] {
  const legs: Leg[] = [];
  let leg: Leg | null = null;
  let before: TrackPoint | null = null;
  for (const point of points) {
    const cut = before && cutBetween(before, point);
    if (leg && !cut) leg.points.push(point);
    else {
      leg = { cut, points: [point] };
      legs.push(leg);
    }
    before = point;
  }
  return legs;
}

function cutBetween(a: TrackPoint, b: TrackPoint): Leg['cut'] {
  const tookMs = b.fixTimeMs - a.fixTimeMs;
  if (tookMs > LONGEST_GAP_MS) return 'gap';
  const metres = metresBetween(a.lon, a.lat, b.lon, b.lat);
  return metres > JUMP_M && metres * 1000 > FASTEST_MPS * tookMs ? 'jump' : null;
}
