import { expect, test } from 'vitest';
import { pastMonths, spotDates } from './spot-period.ts';

const zone = 'Asia/Shanghai';
const typed = { from: '2026-02-03', to: '2026-02-05' };
/** In Shanghai it is 1 March already. */
const now = Date.parse('2026-02-28T16:30:00Z');

test.each([
  ['month', { from: '2026-03-01', to: '2026-03-01' }],
  ['2026-02', { from: '2026-02-01', to: '2026-02-28' }],
  ['2024-02', { from: '2024-02-01', to: '2024-02-29' }],
  ['months-3', { from: '2025-12-01', to: '2026-02-28' }],
  ['custom', typed],
  ['2026-13', { from: '2026-03-01', to: '2026-03-01' }],
  ['2027-01', { from: '2026-03-01', to: '2026-03-01' }],
  ['next week', { from: '2026-03-01', to: '2026-03-01' }],
])('%s', (period, dates) => {
  expect(spotDates(period, now, zone, typed)).toEqual(dates);
});

test('past months, over the new year, in the days of the jurisdiction', () => {
  expect(pastMonths(now, zone, 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
