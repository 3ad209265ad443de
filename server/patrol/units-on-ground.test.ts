import { expect, test } from 'vitest';
import { standingOf } from './units-on-ground.ts';

const MINUTE_MS = 60_000;

test.each([
  ['a person reports every 30 s', 30, 60_000, 'fresh'],
  ['a person, just over twice that', 30, 60_001, 'ageing'],
  ['a person, five times that', 30, 150_000, 'ageing'],
  ['a person, more', 30, 150_001, 'stale'],
  ['a vehicle reports every 10 s', 10, 50_001, 'stale'],
  ['reports every minute: stale after three all the same', 60, 3 * MINUTE_MS + 1, 'stale'],
  ['ten minutes', 30, 10 * MINUTE_MS, 'stale'],
  ['more than ten minutes', 30, 10 * MINUTE_MS + 1, 'lost'],
  ['days', 30, 90_000_000, 'lost'],
  ['a minute in the future is forgiven', 30, -MINUTE_MS, 'fresh'],
  ['more is a wrong clock', 30, -MINUTE_MS - 1, 'clock-error'],
] as const)('[P-13] %s', (_, reportIntervalS, ageMs, standing) => {
  expect(standingOf(ageMs, reportIntervalS)).toBe(standing);
});
