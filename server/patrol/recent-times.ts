/**
 * The fix times of one unit that were taken lately: a device that did not hear our answer sends the same positions again, and
 * they must be stored once (reliability C1). A ring, so that a unit costs the same after a year as after an hour.
 */
/** A phone that was out of coverage for half an hour at one fix in 7 s, sent twice. */
const MOST_TIMES = 256;

export class RecentTimes {
  /** Time of the fix that is shown; null = none is. */
  newestMs: number | null = null;
  #times: Float64Array = new Float64Array(4).fill(Number.NaN);
  #next = 0;

  has(fixTimeMs: number): boolean {
    return this.#times.includes(fixTimeMs);
  }

  add(fixTimeMs: number): void {
    if (this.#next === this.#times.length && this.#next < MOST_TIMES) this.#grow();
    this.#next %= this.#times.length;
    this.#times[this.#next++] = fixTimeMs;
  }

  /** Takes a time back whose position could not be stored, so that the device may send it again. */
  forget(fixTimeMs: number): void {
    const at = this.#times.indexOf(fixTimeMs);
    if (at !== -1) this.#times[at] = Number.NaN;
  }

  #grow(): void {
    const larger = new Float64Array(this.#times.length * 2).fill(Number.NaN);
    larger.set(this.#times);
    this.#times = larger;
  }
}
