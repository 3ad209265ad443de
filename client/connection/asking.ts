/**
 * When to say hello again. In: what was noticed and when (monotonic ms). Out: "ask now", and "this leads nowhere".
 * A gap is asked about at once; a heartbeat that is ahead gets two seconds, because its facts may be right behind it.
 * Never faster than one hello in two seconds and never while an answer may still come: it can be megabytes on a slow line, and a
 * server that sends something unreadable must not be asked for it in a loop.
 */
import type { MonotonicMs } from '../clock/server-clock.ts';

const BEHIND_MS = 2000;
const BETWEEN_HELLOS_MS = 2000;
const ANSWER_PATIENCE_MS = 10_000;
/** Still incomplete after this long, although the server talks: say so on the screen and start over. */
const STUCK_MS = 15_000;

export class Asking {
  #missingSince: MonotonicMs | null = null;
  #isUrgent = false;
  #lastHelloAt = Number.NEGATIVE_INFINITY;
  #isAnswered = true;

  /** A new socket: nothing was asked on it. */
  reset(): void {
    this.#missingSince = null;
    this.#isUrgent = false;
    this.#lastHelloAt = Number.NEGATIVE_INFINITY;
    this.#isAnswered = true;
  }

  /** `urgent`: facts are surely missing, not only late. */
  noticeMissing(now: MonotonicMs, urgent: boolean): void {
    this.#missingSince ??= now;
    this.#isUrgent ||= urgent;
  }

  /** Something was applied: whatever was asked for has come, or is no longer missing. */
  noticeApplied(): void {
    this.#missingSince = null;
    this.#isUrgent = false;
    this.#isAnswered = true;
  }

  noticeHello(now: MonotonicMs): void {
    this.#lastHelloAt = now;
    this.#isAnswered = false;
  }

  isDue(now: MonotonicMs): boolean {
    if (this.#missingSince === null) return false;
    if (!this.#isUrgent && now - this.#missingSince < BEHIND_MS) return false;
    return now - this.#lastHelloAt >= (this.#isAnswered ? BETWEEN_HELLOS_MS : ANSWER_PATIENCE_MS);
  }

  isStuck(now: MonotonicMs): boolean {
    return this.#missingSince !== null && now - this.#missingSince >= STUCK_MS;
  }
}
