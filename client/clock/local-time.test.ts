import { expect, test } from 'vitest';
import { fromLocalTime, toLocalTime } from './local-time.ts';

const SHENZHEN = 'Asia/Shanghai';

test('a moment reads the same after it was written', () => {
  const at = Date.UTC(2026, 6, 14, 6, 32);
  expect(toLocalTime(at, SHENZHEN)).toBe('2026-07-14T14:32');
  expect(fromLocalTime('2026-07-14T14:32', SHENZHEN)).toBe(at);
  expect(fromLocalTime('2026-07-14T14:32:00', SHENZHEN)).toBe(at);
});

test('midnight belongs to its own day', () => {
  expect(toLocalTime(Date.UTC(2026, 6, 13, 16), SHENZHEN)).toBe('2026-07-14T00:00');
});

test('a zone with summer time is right on both sides of the jump', () => {
  expect(fromLocalTime('2026-03-28T12:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 11));
  expect(fromLocalTime('2026-03-30T12:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 30, 10));
});

test.each(['', '2026-07', '2026-07-14', '14:32', 'tomorrow'])('%j is no moment', text => {
  expect(fromLocalTime(text, SHENZHEN)).toBeNull();
});
