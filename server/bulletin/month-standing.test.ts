import { expect, test } from 'vitest';
import { localDays } from '../profile/local-day.ts';
import { dueAt, keptOf, monthAfter, standingOf } from './month-standing.ts';

const days = localDays('Asia/Shanghai');
const at = (text: string) => Date.parse(`${text}+08:00`);
const OPEN = { days, dueDayOfMonth: null };
const standing = (
  month: string,
  now: string,
  signed: string | null = null,
  clock = OPEN as typeof OPEN | { days: typeof days; dueDayOfMonth: number },
) => standingOf({ month, signedAt: signed === null ? null : at(signed) }, '2026-10', clock, at(now));

test('[BU-10] without a day it is overdue only when the following month is over; with one, after that day', () => {
  expect(standing('2026-11', '2026-11-30T23:59:59')).toBe('running');
  expect(standing('2026-11', '2026-12-01T00:00:00')).toBe('due');
  expect(standing('2026-11', '2026-12-31T23:59:59')).toBe('due');
  expect(standing('2026-11', '2027-01-01T00:00:00')).toBe('overdue');
  const by5 = { days, dueDayOfMonth: 5 };
  expect(dueAt('2026-11', by5)).toBe(at('2026-12-06T00:00:00'));
  expect(standing('2026-11', '2026-12-05T23:59:59', null, by5)).toBe('due');
  expect(standing('2026-11', '2026-12-06T00:00:00', null, by5)).toBe('overdue');
});

test('[BU-11] months before the first bulletin are nobody`s omission, except the one that can still be kept', () => {
  expect(standing('2026-09', '2026-11-15T00:00:00')).toBe('before');
  expect(standingOf({ month: '2026-10', signedAt: null }, null, OPEN, at('2026-11-15T00:00:00'))).toBe('due');
  expect(standingOf({ month: '2026-09', signedAt: null }, null, OPEN, at('2026-11-15T00:00:00'))).toBe('before');
});

test('[BU-12] signed in time / due by now', () => {
  expect(standing('2026-10', '2027-02-01T00:00:00', '2026-11-30T23:59:59')).toBe('done');
  expect(standing('2026-10', '2027-02-01T00:00:00', '2026-12-01T00:00:00')).toBe('late');
  expect(keptOf(['running', 'due', 'done', 'late', 'overdue', 'done', 'before'])).toEqual({
    numerator: 2,
    denominator: 4,
  });
  expect(keptOf([])).toEqual({ numerator: 0, denominator: 0 });
});

test('months go on over the year', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
  expect(monthAfter('2027-01', -2)).toBe('2026-11');
});
