/**
 * The period of a question and the one it is compared with ([HS-2] to [HS-4]). In: the first and the last day, now. Out: both, as days
 * and as the instants they are cut at.
 * The surprise: months are compared with months. 1 to 22 November is compared with 1 to 22 October, not with the 22 days before it:
 * a month has its own rhythm, and "this month so far" is what people look at.
 */
import type { HotSpotPeriod } from '../contract/hot-spot.ts';
import type { LocalDays } from '../profile/local-day.ts';

export const DAY_MS = 86_400_000;

/** Days are counted from 1 January 1970 by the local calendar; `last` included and not later than today. */
export function comparedPeriods(
  days: LocalDays,
  { first, last }: { first: number; last: number },
  now: number,
): { period: HotSpotPeriod; before: HotSpotPeriod } {
  const earlier = daysBefore(first, last);
  const period = periodOf(days, first, last);
  const before = periodOf(days, earlier.first, earlier.last);
  // [HS-4] Today is not over: the last day before is counted up to the same time of day.
  if (last === days.dayNumber(now))
    before.endsAt = Math.min(before.endsAt, days.instantOn(earlier.last, now - days.startOfDay(now)));
  return { period, before };
}

function periodOf(days: LocalDays, first: number, last: number): HotSpotPeriod {
  return {
    from: dateOf(first),
    to: dateOf(last),
    startsAt: days.instantOn(first, 0),
    endsAt: days.instantOn(last + 1, 0),
  };
}

function daysBefore(first: number, last: number): { first: number; last: number } {
  const from = calendarOf(first);
  const to = calendarOf(last);
  if (from.day !== 1) return { first: first - (last - first + 1), last: first - 1 };
  const months = to.month - from.month + 1;
  const lastMonth = to.month - months;
  const day = to.day === lengthOf(to.month) ? lengthOf(lastMonth) : Math.min(to.day, lengthOf(lastMonth));
  return { first: dayNumber(from.month - months, 1), last: dayNumber(lastMonth, day) };
}

/** Months are counted from January of year 0. */
function calendarOf(day: number): { month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), day: date.getUTCDate() };
}

function dayNumber(month: number, day: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, day) / DAY_MS;
}

const lengthOf = (month: number) => dayNumber(month + 1, 1) - dayNumber(month, 1);

const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
