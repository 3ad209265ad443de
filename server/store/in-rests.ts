/**
 * For long jobs beside live traffic: rest four times as long as was worked. In: call once at the beginning of a job. Out: a function to
 * await between two pieces of a few ms. Letting the loop turn is not enough: a position needs several turns, and each would wait for
 * another piece and its flush to the disk.
 */
import { setTimeout as rest } from 'node:timers/promises';

const RESTS_A_WORK = 4;

export function inRests(): () => Promise<void> {
  let resumedAt = performance.now();
  return async () => {
    await rest(RESTS_A_WORK * (performance.now() - resumedAt));
    resumedAt = performance.now();
  };
}
