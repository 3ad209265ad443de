/** Which days are compared with which. Ids in brackets are rules of SPEC.md. */
import { expect, test } from 'vitest';
import { localDays } from '../profile/local-day.ts';
import { comparedPeriods, DAY_MS } from './compared-periods.ts';

const NOW = Date.parse('2026-11-22T14:30:00+08:00');
const dayOf = (date: string) => Date.parse(date) / DAY_MS;

function compared(from: string, to: string, { now = NOW, zone = 'Asia/Shanghai' } = {}) {
  return comparedPeriods(localDays(zone), { first: dayOf(from), last: dayOf(to) }, now);
}

test.each([
  ['a whole month', '2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30'],
  ['a short month and its end', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31'],
  ['the month so far', '2026-11-01', '2026-11-22', '2026-10-01', '2026-10-22'],
  ['a day that the month before has not', '2026-03-01', '2026-03-30', '2026-02-01', '2026-02-28'],
  ['a quarter', '2026-07-01', '2026-09-30', '2026-04-01', '2026-06-30'],
  ['across a new year', '2025-12-01', '2026-01-31', '2025-10-01', '2025-11-30'],
  ['February of a leap year', '2024-03-01', '2024-03-31', '2024-02-01', '2024-02-29'],
])('[HS-3] months with months: %s', (_, from, to, beforeFrom, beforeTo) => {
  expect(compared(from, to)).toMatchObject({ period: { from, to }, before: { from: beforeFrom, to: beforeTo } });
});

test.each([
  ['a week', '2026-11-09', '2026-11-15', '2026-11-02', '2026-11-08'],
  ['one day', '2026-11-02', '2026-11-02', '2026-11-01', '2026-11-01'],
  ['30 days across months', '2026-10-24', '2026-11-22', '2026-09-24', '2026-10-23'],
])('[HS-3] else as many days right before: %s', (_, from, to, beforeFrom, beforeTo) => {
  expect(compared(from, to)).toMatchObject({ period: { from, to }, before: { from: beforeFrom, to: beforeTo } });
});

test('[HS-2] days begin and end at midnight of the zone, whatever its clocks do', () => {
  const { period } = compared('2026-10-25', '2026-11-01', { zone: 'America/New_York', now: NOW });
  expect(new Date(period.startsAt).toISOString()).toBe('2026-10-25T04:00:00.000Z');
  expect(new Date(period.endsAt).toISOString()).toBe('2026-11-02T05:00:00.000Z');
});

test('[HS-4] today is compared up to the same time of day, a day that is over as a whole', () => {
  const endOf = (to: string) => new Date(compared('2026-11-01', to).before.endsAt).toISOString();
  expect(endOf('2026-11-22')).toBe('2026-10-22T06:30:00.000Z');
  expect(endOf('2026-11-21')).toBe('2026-10-21T16:00:00.000Z');
});
