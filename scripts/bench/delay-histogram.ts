/**
 * Millions of delays without keeping one of them: whoever gathers and sorts them all stands still for seconds just when it should be
 * listening, and then measures that. In: milliseconds. Out: percentiles, exact to one.
 */
const LONGEST_MS = 60_000;

export class DelayHistogram {
  readonly #counts = new Uint32Array(LONGEST_MS + 1);
  #count = 0;

  /** Negative = two clocks differ; longer than a minute counts as a minute. */
  add(ms: number): void {
    this.#counts[Math.max(0, Math.min(LONGEST_MS, Math.round(ms)))]!++;
    this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  /** The delay that this share (0..1) does not exceed; NaN when there is none. */
  percentile(share: number): number {
    if (this.#count === 0) return Number.NaN;
    const wanted = Math.min(this.#count, Math.floor(share * this.#count) + 1);
    let seen = 0;
    return this.#counts.findIndex(count => {
      seen += count;
      return seen >= wanted;
    });
  }
}
