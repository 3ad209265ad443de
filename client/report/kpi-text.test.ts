import { expect, test } from 'vitest';
import type { KpiRow } from '../../server/contract/kpi.ts';
import { datesOf, isPeriod } from './kpi-period.ts';
import { meanText, rateText, sortedRows } from './kpi-text.ts';

test.each([
  [0, 0, '—'],
  [0, 7, '0%'],
  [7, 7, '100%'],
  [1, 2, '50.0%'],
  [9895, 10_000, '98.9%'],
  [9999, 10_000, '99.9%'],
  [1, 100_000, '0.1%'],
])('[31] %i of %i is %s', (numerator, denominator, text) => {
  expect(rateText({ numerator, denominator })).toBe(text);
});

test.each([
  [400, '0秒'],
  [59_000, '59秒'],
  [42 * 60_000, '42分'],
  [185 * 60_000, '3小时05分'],
  [52 * 3_600_000, '2天4小时'],
])('a mean of %i ms is %s', (ms, text) => {
  expect(meanText(ms)).toBe(text);
});

const ratio = (numerator: number, denominator: number) => ({ numerator, denominator });

function aRow(key: string, known: Partial<KpiRow>): KpiRow {
  const none = ratio(0, 0);
  return {
    ...{ key, received: 0, open: 0, overdue: 0, stages: [] },
    ...{ closed: none, onTime: none, rework: none, discovery: none, acceptOnTime: none, revisitPass: none },
    ...known,
  };
}

test('rows with nothing to judge stand last, whichever way the column is sorted', () => {
  const rows = [aRow('a', {}), aRow('b', { onTime: ratio(1, 2) }), aRow('c', { onTime: ratio(9, 10) })];
  const keys = (ascending: boolean) => sortedRows(rows, 'onTime', ascending).map(row => row.key);
  expect(keys(true)).toEqual(['b', 'c', 'a']);
  expect(keys(false)).toEqual(['c', 'b', 'a']);
});

const CUSTOM = { from: '2026-10-01', to: '2026-10-31' };

test('[B9] days, weeks and months are those of the profile`s zone; a week begins on Monday', () => {
  const mondayNight = Date.UTC(2026, 10, 22, 16, 30); // Monday 00:30 in Shenzhen, Sunday in London
  expect(datesOf('today', mondayNight, 'Asia/Shanghai', CUSTOM)).toEqual({ from: '2026-11-23', to: '2026-11-23' });
  expect(datesOf('week', mondayNight, 'Asia/Shanghai', CUSTOM).from).toBe('2026-11-23');
  expect(datesOf('week', mondayNight, 'UTC', CUSTOM).from).toBe('2026-11-16');
  expect(datesOf('month', mondayNight, 'Asia/Shanghai', CUSTOM).from).toBe('2026-11-01');
  expect(datesOf('custom', mondayNight, 'Asia/Shanghai', CUSTOM)).toBe(CUSTOM);
});

test('a period that is not one is not asked for', () => {
  expect(isPeriod(CUSTOM)).toBe(true);
  expect(isPeriod({ from: '2026-11-02', to: '2026-11-01' })).toBe(false);
  expect(isPeriod({ from: '', to: '2026-11-01' })).toBe(false);
});
