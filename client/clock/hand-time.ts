/**
 * Time moved by hand, for tests: both clocks, and everything that wants to run every so often.
 * In: `advance(ms)`. Out: due callbacks have run, in order, each seeing its own time.
 */
import type { ClockSources } from './server-clock.ts';

const STEP_MS = 100;

export class HandTime implements ClockSources {
  #elapsedMs = 0;
  readonly #startMs: number;
  readonly #runs = new Set<{ everyMs: number; nextMs: number; run: () => void }>();

  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  monotonicNow = (): number => this.#elapsedMs;
  wallNow = (): number => this.#startMs + this.#elapsedMs;

  every = (everyMs: number, run: () => void): (() => void) => {
    const entry = { everyMs, nextMs: this.#elapsedMs + everyMs, run };
    this.#runs.add(entry);
    return () => this.#runs.delete(entry);
  };

  advance(ms: number): void {
    const endMs = this.#elapsedMs + ms;
    while (this.#elapsedMs < endMs) {
      this.#elapsedMs = Math.min(endMs, this.#elapsedMs + STEP_MS);
      for (const entry of this.#runs) {
        if (entry.nextMs > this.#elapsedMs) continue;
        entry.nextMs = this.#elapsedMs + entry.everyMs;
        entry.run();
      }
    }
  }
}
