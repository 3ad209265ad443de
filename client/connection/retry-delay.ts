/**
 * How long to wait before the next try. In: number of tries since the last success, a random number 0..1. Out: ms.
 * Full jitter between half a second and a limit that grows by half up to ten seconds, for ever: 200 walls that lose the same server
 * must not come back in the same instant (A5), and a wall nobody can reach must never stop trying (CloudTAK#1205).
 */
import type { RefusalCode } from '../../server/contract/refusal.ts';

const SHORTEST_MS = 500;
const FIRST_LIMIT_MS = 2000;
const LONGEST_MS = 10_000;

/** The server answered "no": asking every few seconds would change nothing, but a renewed session must be noticed. */
const REFUSED_SHORTEST_MS = 30_000;
const REFUSED_LONGEST_MS = 60_000;

/** `attempt` may be any number. */
export function retryDelayMs(attempt: number, random: number): number {
  const limitMs = Math.min(LONGEST_MS, FIRST_LIMIT_MS * 1.5 ** Math.min(attempt, 10));
  return SHORTEST_MS + random * (limitMs - SHORTEST_MS);
}

/** After a lasting refusal, whatever the number of tries. */
export function refusedDelayMs(_attempt: number, random: number): number {
  return REFUSED_SHORTEST_MS + random * (REFUSED_LONGEST_MS - REFUSED_SHORTEST_MS);
}

/** Somebody has to do something before the answer can change. All others pass by themselves, a starting server in seconds. */
export function isLasting(code: RefusalCode): boolean {
  return LASTING.has(code);
}

const LASTING: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'not-signed-in',
  'session-ended',
  'not-allowed',
  'foreign-origin',
  'protocol-mismatch',
]);
