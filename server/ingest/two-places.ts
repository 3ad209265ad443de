/**
 * Tells a device that jumps from one that is two ([P-29], reliability C11): two phones with one id go to and fro between two far places.
 * In: every fix that was held as a jump, and the place that was left when one was confirmed. Out: the flag it deserves.
 * A patrol that is driven away and back has done it once or twice; three times within ten minutes is no patrol.
 */
import type { DeviceFlag } from '../contract/device.ts';
import { metresBetween, type Spot } from './jump-watch.ts';

/** Both go on walking in between. */
const SAME_PLACE_M = 500;
const WITHIN_MS = 10 * 60_000;
const TIMES = 3;

interface Elsewhere {
  place: Spot;
  /** When the last jump was seen, and how many of them came back to the same place or did not. */
  atMs: number;
  back: number;
  away: number;
}

export class TwoPlaces {
  readonly #elsewhere: (Elsewhere | undefined)[] = [];

  /** A fix was held at `other`, where the unit is not shown. Out: null = not yet odd. */
  jumped(unitIndex: number, other: Spot, nowMs: number): DeviceFlag | null {
    const before = this.#elsewhere[unitIndex];
    const isLate = before === undefined || nowMs - before.atMs > WITHIN_MS;
    const isBack = !isLate && metresBetween(before.place, other) <= SAME_PLACE_M;
    const now = {
      ...{ place: other, atMs: nowMs },
      back: isLate ? 1 : before.back + (isBack ? 1 : 0),
      away: isLate ? 1 : before.away + (isBack ? 0 : 1),
    };
    this.#elsewhere[unitIndex] = now;
    if (now.back >= TIMES) return 'two-places';
    return now.away >= TIMES ? 'jumps' : null;
  }

  /** The jump was true: from now on the place that was left is the other one. */
  moved(unitIndex: number, left: Spot): void {
    const before = this.#elsewhere[unitIndex];
    if (before) before.place = left;
  }
}
