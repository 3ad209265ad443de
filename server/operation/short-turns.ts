/**
 * Lets the event loop turn while something long is reckoned, so that positions and screens do not wait for it.
 * `const rest = shortTurns(); for (…) { …; await rest(); }`: whoever has held the loop for 10 ms lets the others in.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

const TURN_MS = 10;

export function shortTurns(): () => Promise<void> {
  let endsAt = performance.now() + TURN_MS;
  return async () => {
    if (performance.now() < endsAt) return;
    await nextTurn();
    endsAt = performance.now() + TURN_MS;
  };
}
