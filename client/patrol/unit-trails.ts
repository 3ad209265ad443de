/**
 * Where each unit has lately been: the short fading trail behind it. Hot path: every accepted fix of every unit comes by here.
 * In: fixes by slot (see unit-positions.ts), and how much to keep (trail-length.ts). Out: points at least 15 m apart, oldest first.
 * No line is ever drawn over a jump or a silence (`startsLeg`): it would be a road that nobody drove.
 * One buffer for all units, a ring of three int32 a point: lon, lat in 1e-7 degrees, and tenths of a second with a bit for `startsLeg`.
 */
import { metresBetween } from '../../geodata/metres-between.ts';
import { grownTo } from './grown-to.ts';
import { type TrailKeeping, WALL_TRAIL } from './trail-length.ts';

/** Below that a parked phone draws a ball of wool. */
const TRAIL_STEP_M = 15;
/** Lon, lat, time. */
const WORDS = 3;
const STEPS_A_DEGREE = 1e7;
const TENTH_MS = 100;

/** `startsLeg`: no line leads here from the point before. */
export type TrailVisitor = (lon: number, lat: number, fixTimeMs: number, startsLeg: boolean) => void;

export class UnitTrails {
  #keeping: TrailKeeping = WALL_TRAIL;
  #slots = 0;
  #words = new Int32Array(0);
  /** Place of the oldest point in the slot's ring, and how many there are. */
  #first = new Uint16Array(0);
  #length = new Uint16Array(0);
  /** The newest point again, side by side for all slots: most fixes end at this comparison, and the rings are megabytes apart. */
  #lastLon = new Float64Array(0);
  #lastLat = new Float64Array(0);
  #lastTenths = new Int32Array(0);
  /** Zero of the tenths: with one bit for the leg they reach 3.4 years. NaN = no point yet. */
  #originMs = Number.NaN;
  #sinceMs: number | null = null;

  /** UTC ms from which on every trail is whole; null = nothing was heard yet. */
  get sinceMs(): number | null {
    return this.#sinceMs;
  }

  /** Points are thinned, so the newest one may lie behind the newest fix. */
  get isThinned(): boolean {
    return this.#keeping.gapMs > 0;
  }

  /** Somebody listens from now on: nothing earlier can be in a trail. */
  begin(serverTimeMs: number): void {
    this.#sinceMs ??= serverTimeMs;
  }

  /**
   * Keeps so much from now on, what there is stays. A shorter trail than before changes nothing: whoever hides half an hour to see the
   * ground, and shows it again, would wait half an hour for it.
   */
  keep(keeping: TrailKeeping): void {
    if (keeping.lengthMs < this.#keeping.lengthMs) return;
    if (keeping.points !== this.#keeping.points) this.#rebuild(keeping);
    this.#keeping = keeping;
  }

  /** Makes room for so many slots; what is there stays. */
  reserve(slots: number): void {
    if (slots <= this.#slots) return;
    this.#slots = slots;
    this.#words = grownTo(new Int32Array(slots * this.#keeping.points * WORDS), this.#words);
    this.#lastLon = grownTo(new Float64Array(slots), this.#lastLon);
    this.#lastLat = grownTo(new Float64Array(slots), this.#lastLat);
    this.#lastTenths = grownTo(new Int32Array(slots), this.#lastTenths);
    this.#first = grownTo(new Uint16Array(slots), this.#first);
    this.#length = grownTo(new Uint16Array(slots), this.#length);
  }

  /** Forgets every way, and that it was ever heard of. */
  clear(): void {
    this.#words = new Int32Array(this.#words.length);
    this.#length.fill(0);
    this.#originMs = Number.NaN;
    this.#sinceMs = null;
  }

  /** `cut`: nobody knows how the unit came here from its last fix. */
  add(slot: number, lon: number, lat: number, timeMs: number, cut: boolean): void {
    const { points, gapMs, keepsLegs } = this.#keeping;
    let length = cut && !keepsLegs ? 0 : this.#length[slot]!;
    if (Number.isNaN(this.#originMs)) this.#originMs = timeMs;
    const tenths = Math.round((timeMs - this.#originMs) / TENTH_MS);
    const isDense = length > 0 && (tenths - this.#lastTenths[slot]!) * TENTH_MS < gapMs;
    if (isDense && !cut) return;
    if (length > 0 && metresBetween(this.#lastLon[slot]!, this.#lastLat[slot]!, lon, lat) < TRAIL_STEP_M) return;
    // The end of a leg gives way to the beginning of the next, or who jumps to and fro would fill the ring.
    if (isDense) length--;
    if (length === points) {
      this.#lose(this.#wordOf(slot, 0));
      this.#first[slot] = (this.#first[slot]! + 1) % points;
      length--;
    }
    const word = this.#wordOf(slot, length);
    this.#words[word] = Math.round(lon * STEPS_A_DEGREE);
    this.#words[word + 1] = Math.round(lat * STEPS_A_DEGREE);
    this.#words[word + 2] = (tenths << 1) | (cut || length === 0 ? 1 : 0);
    this.#length[slot] = length + 1;
    this.#lastLon[slot] = lon;
    this.#lastLat[slot] = lat;
    this.#lastTenths[slot] = tenths;
  }

  /** Points that are not older than `fromMs`, oldest first. Returns how many. */
  visit(slot: number, fromMs: number, visit: TrailVisitor): number {
    const length = this.#length[slot] ?? 0;
    let visited = 0;
    for (let i = 0; i < length; i++) {
      const word = this.#wordOf(slot, i);
      const timeMs = this.#timeAt(word);
      if (timeMs < fromMs) continue;
      const lon = this.#words[word]! / STEPS_A_DEGREE;
      visit(lon, this.#words[word + 1]! / STEPS_A_DEGREE, timeMs, (this.#words[word + 2]! & 1) === 1);
      visited++;
    }
    return visited;
  }

  /** Where the `i`-th oldest point of a slot lies. */
  #wordOf(slot: number, i: number): number {
    const { points } = this.#keeping;
    return (slot * points + ((this.#first[slot]! + i) % points)) * WORDS;
  }

  #timeAt(word: number): number {
    return this.#originMs + (this.#words[word + 2]! >> 1) * TENTH_MS;
  }

  /** From now on a trail begins after this point, which is dropped. */
  #lose(word: number): void {
    const lostMs = this.#timeAt(word);
    if (this.#sinceMs !== null && lostMs > this.#sinceMs) this.#sinceMs = lostMs;
  }

  /** Puts every ring into one of another size, oldest first: some 40 ms for 10,000 units, once for a longer choice. */
  #rebuild(keeping: TrailKeeping): void {
    const before = this.#keeping.points;
    const { points } = keeping;
    const words = new Int32Array(this.#slots * points * WORDS);
    for (let slot = 0; slot < this.#slots; slot++) {
      const length = this.#length[slot]!;
      const kept = Math.min(length, points);
      if (kept < length) this.#lose(this.#wordOf(slot, length - kept - 1));
      const start = (this.#first[slot]! + length - kept) % before;
      const untilEnd = Math.min(kept, before - start);
      const ring = this.#words.subarray(slot * before * WORDS, (slot + 1) * before * WORDS);
      const to = slot * points * WORDS;
      words.set(ring.subarray(start * WORDS, (start + untilEnd) * WORDS), to);
      words.set(ring.subarray(0, (kept - untilEnd) * WORDS), to + untilEnd * WORDS);
      this.#first[slot] = 0;
      this.#length[slot] = kept;
    }
    this.#words = words;
  }
}
