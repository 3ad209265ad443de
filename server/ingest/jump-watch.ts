/**
 * The jump rule ([P-26], reliability C7): a fix too far from the newest one for the time between them is held until a second fix says
 * the same. In: the newest fix that moved the unit, a newer one, how fast the unit can be. Out: plausible, held, or the held fix that
 * this one confirms: then both are true.
 * The surprise: nothing is judged by the unit's own word of its speed, and nothing is held for ever: a second fix that agrees with the
 * old place forgets the held one, a long silence makes any distance plausible. One place a unit is held, so memory is bounded.
 */

/** Demand 22: nothing that patrols moves faster than 150 km/h. */
export const FASTEST_MPS = 150 / 3.6;
/** Who patrols on foot is sometimes driven. */
const DRIVEN_MPS = 20;
/** A class's top speed is what it should not exceed, not what it cannot. */
const MARGIN = 1.5;
/** Fixes near high houses lie a few hundred metres off; the map draws nothing through more than this either (wall-ux §6). */
export const JUMP_M = 300;
const METRES_A_DEGREE = 111_320;

export interface Spot {
  /** WGS-84 degrees. */
  lon: number;
  lat: number;
  /** UTC ms. */
  fixTimeMs: number;
  accuracyM: number | null;
}

export type JumpVerdict<Fix> = 'plausible' | 'held' | { confirms: Fix };

export class JumpWatch<Fix extends Spot> {
  readonly #held: (Fix | undefined)[] = [];

  /** `fix` is newer than `newest`. `limitMps`: see `speedLimitOf`. */
  judge(unitIndex: number, newest: Spot, fix: Fix, limitMps: number): JumpVerdict<Fix> {
    const held = this.#held[unitIndex];
    const likeOld = isPlausible(newest, fix, limitMps);
    const likeHeld = held !== undefined && held.fixTimeMs !== fix.fixTimeMs && agree(held, fix, likeOld);
    if (held !== undefined && likeHeld && held.fixTimeMs > newest.fixTimeMs) {
      this.#held[unitIndex] = undefined;
      return { confirms: held };
    }
    this.#held[unitIndex] = likeOld ? undefined : fix;
    return likeOld ? 'plausible' : 'held';
  }
}

export function speedLimitOf(maxSpeedMps: number): number {
  return Math.min(FASTEST_MPS, Math.max(MARGIN * maxSpeedMps, DRIVEN_MPS));
}

export function metresBetween(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const cos = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot((a.lon - b.lon) * cos, a.lat - b.lat) * METRES_A_DEGREE;
}

/** Where two fixes may be by their own accuracy is no jump. */
function isPlausible(a: Spot, b: Spot, limitMps: number): boolean {
  const awayM = metresBetween(a, b) - (a.accuracyM ?? 0) - (b.accuracyM ?? 0);
  return awayM <= JUMP_M || awayM <= (limitMps * Math.abs(b.fixTimeMs - a.fixTimeMs)) / 1000;
}

/** When the old place would do as well, only a fix beside the held one speaks for it. */
function agree(held: Spot, fix: Spot, likeOld: boolean): boolean {
  return likeOld ? metresBetween(held, fix) <= JUMP_M : isPlausible(held, fix, FASTEST_MPS);
}
