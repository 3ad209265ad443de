import { expect, test } from 'vitest';
import { isLasting, refusedDelayMs, retryDelayMs } from './retry-delay.ts';

test('[A5] the first waits are short, later ones up to ten seconds, for any number of tries', () => {
  expect([0, 1, 2, 3, 4, 1e9].map(attempt => retryDelayMs(attempt, 1))).toEqual([
    2000, 3000, 4500, 6750, 10_000, 10_000,
  ]);
  expect(retryDelayMs(1e9, 0)).toBe(500);
});

test('after a lasting refusal it waits half a minute to a minute', () => {
  expect([refusedDelayMs(0, 0), refusedDelayMs(99, 1)]).toEqual([30_000, 60_000]);
  expect((['session-ended', 'storage-unavailable'] as const).map(isLasting)).toEqual([true, false]);
});
