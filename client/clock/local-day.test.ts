import { expect, test } from 'vitest';
import { dayAfter, isDay } from './local-day.ts';

test('days are counted over months, years and leap days', () => {
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
  expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
});

test('what is no day is none', () => {
  expect(['2026-11-28', '2026-13-01', '2026-1-1', '', '今天'].map(isDay)).toEqual([true, false, false, false, false]);
});
