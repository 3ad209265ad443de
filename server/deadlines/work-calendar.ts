/**
 * Which days are worked in China: weekends, statutory holidays and make-up days (调休), from the library chinese-days, plus what
 * the profile adds by hand because the State Council's notice is newer than the library.
 * In: the profile's own days. Out: a question per date. For a year nobody knows yet only weekends are free, and `knownUntil` says so.
 * The surprise: the library reads a text date as UTC midnight and then asks the host's zone for the day, which on a host west of
 * Greenwich is the day before. It is given noon by the host's own clock, so both agree everywhere.
 */
import { getDayDetail } from 'chinese-days';
import type { WorkCalendarSettings } from '../../geodata/work-calendar.ts';

export interface WorkCalendar {
  /** `date`: `2026-10-01`. */
  isWorkingDate(date: string): boolean;
  /** Last date whose holidays are known: `2026-12-31`. */
  knownUntil: string;
}

const FIRST_KNOWN_YEAR = 2004;

export function chinaCalendar({ days, knownUntil }: Pick<WorkCalendarSettings, 'days' | 'knownUntil'>): WorkCalendar {
  const own = new Map(days.map(({ date, works }) => [date, works]));
  const library = `${lastKnownYear()}-12-31`;
  return {
    isWorkingDate: date => own.get(date) ?? detail(date).work,
    knownUntil: knownUntil !== null && knownUntil > library ? knownUntil : library,
  };
}

/** A year is known when its National Day is: the notice for a year names all its holidays at once. */
function lastKnownYear(): number {
  let year = FIRST_KNOWN_YEAR;
  while (detail(`${year + 1}-10-01`).name.includes('国庆')) year++;
  return year;
}

function detail(date: string): { work: boolean; name: string } {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return getDayDetail(new Date(year, month - 1, day, 12));
}
