/** Times one piece of work, several times over. In: the work, how often. Out: the round least disturbed by whatever else the machine does. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface TimedRound {
  tookMs: number;
  /** Longest time that the event loop did not turn. */
  turnMs: number;
}

/** Of several rounds the first warms up and does not count. */
export async function bestRound(work: () => Promise<unknown>, rounds: number): Promise<TimedRound> {
  const timed: TimedRound[] = [];
  for (let round = 0; round < rounds; round++) {
    const turns = monitorEventLoopDelay({ resolution: 1 });
    turns.enable();
    const began = performance.now();
    await work();
    const tookMs = performance.now() - began;
    turns.disable();
    if (round > 0 || rounds === 1) timed.push({ tookMs, turnMs: turns.max / 1e6 });
  }
  return timed.sort((a, b) => a.tookMs - b.tookMs)[0]!;
}
