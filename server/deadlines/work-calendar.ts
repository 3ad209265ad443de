/**
 * Which days are worked in China: weekends, statutory holidays and make-up days (调休), from the library chinese-days, plus what
 * the profile adds by hand because the State Council's notice is newer than the library.
 * In: the profile's own days. Out: a question per date. For a year nobody knows yet only weekends are free, and `knownUntil` says so.
 * The surprise: of the library its table is read, not its functions. Those go through the host's time zone: on a host west of
 * Greenwich they take 27 September 2025 for the make-up day that is the 28th.
 */
import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { WorkCalendarSettings } from '../../geodata/work-calendar.ts';

export interface WorkCalendar {
  /** `date`: `2026-10-01`. */
  isWorkingDate(date: string): boolean;
  /** Last date whose holidays are known: `2026-12-31`. */
  knownUntil: string;
}

/** By date: `National Day,国庆节,3`. */
const holidays: Readonly<Record<string, string>> = table.holidays;
const makeUpDays: Readonly<Record<string, string>> = table.workdays;

export function chinaCalendar({ days, knownUntil }: Pick<WorkCalendarSettings, 'days' | 'knownUntil'>): WorkCalendar {
  const own = new Map(days.map(({ date, works }) => [date, works]));
  const library = `${lastKnownYear()}-12-31`;
  return {
    isWorkingDate: date => own.get(date) ?? (date in makeUpDays || !(date in holidays || isWeekend(date))),
    knownUntil: knownUntil !== null && knownUntil > library ? knownUntil : library,
  };
}

/** A year is known when its National Day is: the notice for a year names all its holidays, that of the year before its first days. */
function lastKnownYear(): number {
  const years = Object.keys(holidays).flatMap(date => (date.endsWith('-10-01') ? [Number(date.slice(0, 4))] : []));
  return Math.max(...years);
}

function isWeekend(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
