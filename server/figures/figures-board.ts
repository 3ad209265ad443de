/**
 * Keeps the figures true: counts again after commits and at midnight, and hands them on when a number changed.
 * In: `touch()` for every commit. Out: `publish(figures)`. The surprise: at most four times a second and never twice at once,
 * however fast facts come; the last count always starts after the last fact, so the board never ends on an old number.
 */
import type { Clock } from '../clock.ts';
import type { Figures } from '../contract/figures.ts';

export interface FiguresBoardParts {
  clock: Clock;
  compute(now: number): Promise<Figures>;
  /** UTC ms of the next midnight in the profile's time zone. */
  nextMidnight(now: number): number;
  publish(figures: Figures): void;
  onError(error: unknown): void;
}

const REST_MS = 250;
/** "Yesterday by now" moves without any fact. */
const COUNT_AGAIN_MS = 60_000;

export class FiguresBoard {
  readonly #parts: FiguresBoardParts;
  #shown = '';
  #state: 'idle' | 'counting' | 'counting-stale' = 'idle';
  readonly #stops: (() => void)[] = [];
  #stopMidnight = () => {};
  #stopped = false;

  constructor(parts: FiguresBoardParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stops.push(this.#parts.clock.every(COUNT_AGAIN_MS, () => this.touch()));
    this.#waitForMidnight();
  }

  /** Something changed: count again soon. */
  touch(): void {
    if (this.#stopped) return;
    if (this.#state === 'idle') void this.#count();
    else this.#state = 'counting-stale';
  }

  stop(): void {
    this.#stopped = true;
    this.#stopMidnight();
    for (const stop of this.#stops) stop();
  }

  async #count(): Promise<void> {
    this.#state = 'counting';
    try {
      this.#show(await this.#parts.compute(this.#parts.clock.now()));
    } catch (error) {
      this.#parts.onError(error);
    }
    this.#parts.clock.after(REST_MS, () => {
      const stale = this.#state === 'counting-stale';
      this.#state = 'idle';
      if (stale) this.touch();
    });
  }

  #show(figures: Figures): void {
    if (this.#stopped) return;
    const { asOf: _, ...numbers } = figures;
    const text = JSON.stringify(numbers);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#parts.publish(figures);
  }

  #waitForMidnight(): void {
    const { clock, nextMidnight } = this.#parts;
    const now = clock.now();
    this.#stopMidnight = clock.after(nextMidnight(now) - now, () => {
      this.touch();
      this.#waitForMidnight();
    });
  }
}
