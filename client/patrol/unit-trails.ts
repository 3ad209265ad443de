/**
 * Where each unit has been in the last five minutes: the short fading trail behind it.
 * In: every accepted fix, by slot (see unit-positions.ts). Out: at most 60 points a unit, at least 15 m apart, oldest first.
 * A trail is cut where the unit jumped or was silent: a straight line there would be a road that nobody drove.
 */
import { metresBetween } from '../../geodata/metres-between.ts';

export const TRAIL_MS = 5 * 60_000;
const TRAIL_POINTS = 60;
/** Below that a parked phone draws a ball of wool. */
const TRAIL_STEP_M = 15;

export class UnitTrails {
  #lon = new Float64Array(0);
  #lat = new Float64Array(0);
  #timeMs = new Float64Array(0);
  /** Place of the oldest point in the slot's ring, and how many there are. */
  #first = new Uint8Array(0);
  #length = new Uint8Array(0);
  /** The newest point again, side by side for all slots: most fixes end at this comparison, and the rings are 14 MB apart. */
  #lastLon = new Float64Array(0);
  #lastLat = new Float64Array(0);

  /** Makes room for so many slots; what is there stays. */
  reserve(slots: number): void {
    if (slots <= this.#length.length) return;
    this.#lon = grownFloats(this.#lon, slots * TRAIL_POINTS);
    this.#lat = grownFloats(this.#lat, slots * TRAIL_POINTS);
    this.#timeMs = grownFloats(this.#timeMs, slots * TRAIL_POINTS);
    this.#lastLon = grownFloats(this.#lastLon, slots);
    this.#lastLat = grownFloats(this.#lastLat, slots);
    this.#first = grownBytes(this.#first, slots);
    this.#length = grownBytes(this.#length, slots);
  }

  /** `cut` forgets the way so far; the first fix of a slot always cuts, so a reused slot inherits nothing. */
  add(slot: number, lon: number, lat: number, timeMs: number, cut: boolean): void {
    if (cut) this.#length[slot] = 0;
    let length = this.#length[slot]!;
    if (length > 0 && metresBetween(this.#lastLon[slot]!, this.#lastLat[slot]!, lon, lat) < TRAIL_STEP_M) return;
    this.#lastLon[slot] = lon;
    this.#lastLat[slot] = lat;
    const base = slot * TRAIL_POINTS;
    if (length === TRAIL_POINTS) {
      this.#first[slot] = (this.#first[slot]! + 1) % TRAIL_POINTS;
      length--;
    }
    const at = base + ((this.#first[slot]! + length) % TRAIL_POINTS);
    this.#lon[at] = lon;
    this.#lat[at] = lat;
    this.#timeMs[at] = timeMs;
    this.#length[slot] = length + 1;
  }

  /** Points that are at most five minutes old at `serverNow`, oldest first. Returns how many. */
  visit(slot: number, serverNow: number, visit: (lon: number, lat: number, fixTimeMs: number) => void): number {
    const base = slot * TRAIL_POINTS;
    const length = this.#length[slot] ?? 0;
    let visited = 0;
    for (let i = 0; i < length; i++) {
      const at = base + ((this.#first[slot]! + i) % TRAIL_POINTS);
      if (serverNow - this.#timeMs[at]! > TRAIL_MS) continue;
      visit(this.#lon[at]!, this.#lat[at]!, this.#timeMs[at]!);
      visited++;
    }
    return visited;
  }
}

function grownFloats(old: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length);
  grown.set(old);
  return grown;
}

function grownBytes(old: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(length);
  grown.set(old);
  return grown;
}
