import { expect, test } from 'vitest';
import { localDays } from '../profile/local-day.ts';
import { roundCalendar } from './round-calendar.ts';

const days = localDays('Asia/Shanghai');
const at = (iso: string) => Date.parse(`${iso}+08:00`);
const refusal = (length: 'month' | 'quarter' | null, round: string) => {
  try {
    roundCalendar(length, days).refuseOdd('round', round, at('2026-11-28T12:00:00'));
    return null;
  } catch (error) {
    return (error as { sentence: { zh: string } }).sentence.zh;
  }
};

test('[SP-10] months and quarters of the profile, cut by its clock', () => {
  const months = roundCalendar('month', days);
  expect([months.at(at('2026-11-30T23:59:59')), months.at(at('2026-12-01T00:00:00'))]).toEqual(['2026-11', '2026-12']);
  const quarters = roundCalendar('quarter', days);
  expect([quarters.at(at('2026-09-30T23:59:59')), quarters.at(at('2026-10-01T00:00:00'))]).toEqual([
    '2026-Q3',
    '2026-Q4',
  ]);
  expect([quarters.startOf('2026-Q4'), quarters.endOf('2026-Q4')]).toEqual([
    at('2026-10-01T00:00:00'),
    at('2027-01-01T00:00:00'),
  ]);
  expect(months.endOf('2026-12')).toBe(at('2027-01-01T00:00:00'));
});

test('rounds are counted over the turn of a year', () => {
  const months = roundCalendar('month', days);
  expect([months.shifted('2026-01', -1), months.shifted('2026-11', 2)]).toEqual(['2025-12', '2027-01']);
  expect([months.shifted('2026-Q1', -1), months.count('2026-11', '2027-02')]).toEqual(['2025-Q4', 4]);
});

test('the same time one round earlier', () => {
  expect(roundCalendar('month', days).roundBefore(at('2026-03-31T09:00:00'))).toBe(at('2026-02-28T09:00:00'));
  expect(roundCalendar('quarter', days).roundBefore(at('2026-11-28T09:00:00'))).toBe(at('2026-08-28T09:00:00'));
});

test('[SP-10] a round of another kind, one that has not begun, and any where no length is set are refused', () => {
  expect(refusal('month', '2026-11')).toBeNull();
  expect(refusal('month', '2026-Q4')).toBe('round：轮次应写作 2026-11，收到 2026-Q4');
  expect(refusal('quarter', '2026-11')).toBe('round：轮次应写作 2026-Q4，收到 2026-11');
  expect(refusal('month', '2026-12')).toBe('round：轮次 2026-12 尚未开始');
  expect(refusal(null, '2026-11')).toBe('round：辖区未设定测评周期，收到 2026-11');
  expect(roundCalendar(null, days).at(at('2026-11-28T12:00:00'))).toBeNull();
});
