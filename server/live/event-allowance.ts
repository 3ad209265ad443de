/** How much one socket may say: 20 events a second, 40 at once (reliability E9). In: the time of an event. Out: may it be heard? */
const EVENTS_A_SECOND = 20;
const BURST = 40;

export class EventAllowance {
  #left = BURST;
  #at: number;
  /** Events refused so far without a pause of the sender. */
  refused = 0;

  constructor(nowMs: number) {
    this.#at = nowMs;
  }

  take(nowMs: number): boolean {
    this.#left = Math.min(BURST, this.#left + (Math.max(0, nowMs - this.#at) / 1000) * EVENTS_A_SECOND);
    this.#at = nowMs;
    if (this.#left < 1) {
      this.refused++;
      return false;
    }
    if (this.#left >= BURST - 1) this.refused = 0;
    this.#left--;
    return true;
  }
}
