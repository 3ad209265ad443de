/**
 * The periods of a cadence: which days belong together when something is due every week, every two weeks or every month (SPEC.md C-1 to
 * C-4). In: the cadence of a kind, days of the calendar. Out: periods with their names. Days here are days of a calendar, not instants:
 * no time zone, so no host changes them. Every two weeks without an anchor has no periods: which fortnight is meant nobody has said.
 */
import { CalendarDate, endOfMonth, parseDate, startOfMonth, startOfWeek } from '@internationalized/date';
import type { OperationKind } from '../../geodata/operation-kinds.ts';

export type Cadence = NonNullable<OperationKind['cadence']>;

export interface Period {
  /** `2026-11`, `2026-W48`, `2026-11-09/P14D`. */
  name: string;
  /** First and last day, both of it. */
  from: CalendarDate;
  to: CalendarDate;
}

type Rhythm = Pick<Cadence, 'every' | 'anchor'>;

const FORTNIGHT_DAYS = 14;

/** The one that the day belongs to; null = it cannot be named. */
export function periodOf({ every, anchor }: Rhythm, day: CalendarDate): Period | null {
  switch (every) {
    case 'month':
      return { name: day.toString().slice(0, 7), from: startOfMonth(day), to: endOfMonth(day) };
    case 'week': {
      const from = mondayOf(day);
      return { name: weekName(from), from, to: from.add({ days: 6 }) };
    }
    case 'two-weeks': {
      if (anchor === null) return null;
      const first = parseDate(anchor);
      const nth = Math.floor(day.compare(first) / FORTNIGHT_DAYS);
      const from = first.add({ days: nth * FORTNIGHT_DAYS });
      return { name: `${from}/P${FORTNIGHT_DAYS}D`, from, to: from.add({ days: FORTNIGHT_DAYS - 1 }) };
    }
  }
}

/** Those that touch the days, in order. */
export function periodsBetween(rhythm: Rhythm, from: CalendarDate, to: CalendarDate): Period[] {
  const periods: Period[] = [];
  let period = periodOf(rhythm, from);
  while (period !== null && period.from.compare(to) <= 0) {
    periods.push(period);
    period = periodOf(rhythm, period.to.add({ days: 1 }));
  }
  return periods;
}

/** The day of the period on which the cadence wants it; null = any day of it. Of two weeks the first such day. */
export function namedDay({ weekday }: Pick<Cadence, 'weekday'>, { from }: Period): CalendarDate | null {
  if (weekday === null) return null;
  const first = mondayOf(from).add({ days: weekday - 1 });
  return first.compare(from) < 0 ? first.add({ days: 7 }) : first;
}

/** Weeks begin on Monday (ISO 8601), whatever the language of a page thinks. */
function mondayOf(day: CalendarDate): CalendarDate {
  return startOfWeek(day, 'zh-CN', 'mon');
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function weekName(monday: CalendarDate): string {
  const thursday = monday.add({ days: 3 });
  const nth = Math.floor(thursday.compare(new CalendarDate(thursday.year, 1, 1)) / 7) + 1;
  return `${thursday.year}-W${String(nth).padStart(2, '0')}`;
}
