/**
 * How much one sender may say: `aSecond` in the long run, `burst` at once. In: the time of each try. Out: may it be heard?
 * A full allowance refuses nobody who keeps to the rate, however unevenly.
 */
export interface AllowanceSize {
  aSecond: number;
  burst: number;
}

export class Allowance {
  readonly #size: AllowanceSize;
  #left: number;
  #at: number;
  /** Tries refused so far without a pause of the sender. */
  refused = 0;

  constructor(size: AllowanceSize, nowMs: number) {
    this.#size = size;
    this.#left = size.burst;
    this.#at = nowMs;
  }

  /** How long until it may be heard again; 0 = now. */
  waitMs(nowMs: number): number {
    this.#refill(nowMs);
    return this.#left >= 1 ? 0 : ((1 - this.#left) / this.#size.aSecond) * 1000;
  }

  /** As if it had never said anything. */
  isFull(nowMs: number): boolean {
    this.#refill(nowMs);
    return this.#left >= this.#size.burst;
  }

  take(nowMs: number): boolean {
    const { burst } = this.#size;
    this.#refill(nowMs);
    if (this.#left < 1) {
      this.refused++;
      return false;
    }
    if (this.#left >= burst - 1) this.refused = 0;
    this.#left--;
    return true;
  }

  #refill(nowMs: number): void {
    const { aSecond, burst } = this.#size;
    this.#left = Math.min(burst, this.#left + (Math.max(0, nowMs - this.#at) / 1000) * aSecond);
    this.#at = nowMs;
  }
}
