import { CalendarDate, parseDate } from '@internationalized/date';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namedDay, type Period, periodOf, periodsBetween } from './periods.ts';

const DAY_MS = 86_400_000;
const EVERY = ['week', 'two-weeks', 'month'] as const;

/** Days counted by hand, without the library that is tested. */
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const weekdayOf = (day: number) => ((day + 3) % 7) + 1; // 1 January 1970 was a Thursday

/** Which days belong together, decided one day at a time. */
function sameByHand(every: (typeof EVERY)[number], anchor: number, a: number, b: number): boolean {
  switch (every) {
    case 'month':
      return dateOf(a).slice(0, 7) === dateOf(b).slice(0, 7);
    case 'week':
      return a - weekdayOf(a) === b - weekdayOf(b);
    case 'two-weeks':
      return Math.floor((a - anchor) / 14) === Math.floor((b - anchor) / 14);
  }
}

const days = fc.integer({ min: 10_957, max: 25_000 }); // 2000 to 2038

test('[C-1] [C-2] [C-3] every day is in exactly one period, and periods are what counting day by day says', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...EVERY),
      days,
      days,
      fc.integer({ min: 1, max: 70 }),
      (every, anchor, from, length) => {
        const rhythm = { every, anchor: dateOf(anchor) };
        const last = from + length;
        const periods = periodsBetween(rhythm, parseDate(dateOf(from)), parseDate(dateOf(last)));
        for (let day = from; day <= last; day++) {
          const on = parseDate(dateOf(day));
          const around = periods.filter(p => p.from.compare(on) <= 0 && p.to.compare(on) >= 0);
          expect(around.map(({ name }) => name)).toEqual([periodOf(rhythm, on)?.name]);
          if (day === from) continue;
          const before = periodOf(rhythm, parseDate(dateOf(day - 1)));
          expect(before?.name === around[0]?.name, dateOf(day)).toBe(sameByHand(every, anchor, day - 1, day));
        }
        expect(new Set(periods.map(({ name }) => name)).size).toBe(periods.length);
      },
    ),
  );
});

test.each([
  // ISO 8601 weeks across years: of the Thursday.
  ['week', null, '2026-01-01', '2026-W01', '2025-12-29', '2026-01-04'],
  ['week', null, '2027-01-01', '2026-W53', '2026-12-28', '2027-01-03'],
  ['week', null, '2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
  ['month', null, '2028-02-29', '2028-02', '2028-02-01', '2028-02-29'],
  ['two-weeks', '2026-11-09', '2026-11-22', '2026-11-09/P14D', '2026-11-09', '2026-11-22'],
  ['two-weeks', '2026-11-09', '2026-11-23', '2026-11-23/P14D', '2026-11-23', '2026-12-06'],
  // The anchor is a day of the rhythm, not its beginning: before it the rhythm is the same.
  ['two-weeks', '2026-11-09', '2026-11-08', '2026-10-26/P14D', '2026-10-26', '2026-11-08'],
] as const)('[C-1] [C-2] [C-3] %s from %s: %s is in %s', (every, anchor, day, name, from, to) => {
  const period = periodOf({ every, anchor }, parseDate(day))!;
  expect([period.name, period.from.toString(), period.to.toString()]).toEqual([name, from, to]);
  expect(name.length, 'as long as a plan takes').toBeLessThanOrEqual(20);
});

test('[C-4] two weeks without an anchor have no period, and none is made up', () => {
  const rhythm = { every: 'two-weeks', anchor: null } as const;
  expect(periodOf(rhythm, parseDate('2026-11-09'))).toBeNull();
  expect(periodsBetween(rhythm, parseDate('2026-11-01'), parseDate('2026-11-30'))).toEqual([]);
});

test('[C-5] the named weekday is the first of the period', () => {
  const of = (every: (typeof EVERY)[number], day: string, anchor: string | null = null) =>
    periodOf({ every, anchor }, parseDate(day)) as Period;
  expect(namedDay({ weekday: 2 }, of('week', '2026-11-28'))?.toString()).toBe('2026-11-24');
  expect(namedDay({ weekday: 7 }, of('week', '2026-11-28'))?.toString()).toBe('2026-11-29');
  expect(namedDay({ weekday: 2 }, of('month', '2026-11-28'))?.toString()).toBe('2026-11-03');
  expect(namedDay({ weekday: 1 }, of('two-weeks', '2026-11-12', '2026-11-11'))?.toString()).toBe('2026-11-16');
  expect(namedDay({ weekday: null }, of('week', '2026-11-28'))).toBeNull();
});

test('[C-1] no span is too short: a day has its period', () => {
  const day = new CalendarDate(2026, 11, 30);
  expect(periodsBetween({ every: 'month', anchor: null }, day, day)).toHaveLength(1);
});
