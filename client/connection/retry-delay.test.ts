import { expect, test } from 'vitest';
import { refusedDelayMs, retryDelayMs } from './retry-delay.ts';

test('[A5] the first waits are short, later ones up to ten seconds, for any number of tries', () => {
  expect([0, 1, 2, 3, 4, 1e9].map(attempt => retryDelayMs(attempt, 1))).toEqual([
    2000, 3000, 4500, 6750, 10_000, 10_000,
  ]);
  expect(retryDelayMs(1e9, 0)).toBe(500);
});

test('after a refusal it waits half a minute to a minute, or as long as the server wants', () => {
  expect([refusedDelayMs(undefined, 0), refusedDelayMs(undefined, 1)]).toEqual([30_000, 60_000]);
  expect(refusedDelayMs(900, 0)).toBe(900_000);
});
