/** How much one link of a terminal may say, by kind. What happens to who is over it is terminal-link.ts's business ([IN-33]). */
import { Allowance } from '../../allowance.ts';

/** Registering and signing on: a terminal does each once. */
const SIGN_ONS = { aSecond: 0.1, burst: 6 };
/** Frames that are none, and messages before signing on. A bad line damages a few; who goes on is no terminal. */
const OUT_OF_ORDER = { aSecond: 1, burst: 50 };
/**
 * Whoever says more is read more slowly, and nothing is lost. Measured: one link with 25,000 reports a second made everybody else wait for
 * a second. A terminal that empties its memory after an outage sends a few dozen batches.
 */
const FRAMES = { aSecond: 100, burst: 1000 };
/** Lines in the log. Counts are kept of all. */
const LOG_LINES = { aSecond: 0.2, burst: 10 };

export interface LinkAllowances {
  signOn: Allowance;
  outOfOrder: Allowance;
  frame: Allowance;
  logLine: Allowance;
}

export function linkAllowances(now: number): LinkAllowances {
  return {
    signOn: new Allowance(SIGN_ONS, now),
    outOfOrder: new Allowance(OUT_OF_ORDER, now),
    frame: new Allowance(FRAMES, now),
    logLine: new Allowance(LOG_LINES, now),
  };
}
