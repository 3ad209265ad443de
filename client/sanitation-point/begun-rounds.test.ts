import { expect, test } from 'vitest';
import { begunRounds } from './begun-rounds.ts';

/** In Shanghai it is 1 January already. */
const now = Date.parse('2025-12-31T16:30:00Z');

test('months and quarters over the new year, by the days of the jurisdiction', () => {
  expect(begunRounds(now, 'Asia/Shanghai', 'month', 3)).toEqual(['2026-01', '2025-12', '2025-11']);
  expect(begunRounds(now, 'Asia/Shanghai', 'quarter', 3)).toEqual(['2026-Q1', '2025-Q4', '2025-Q3']);
});
