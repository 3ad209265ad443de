/**
 * Which days hot spots are counted over, chosen as whole months (片区长 plan by the month) or typed. In: the id in the address, the time of
 * the server. Out: local dates, both included; the running month up to today.
 */
import type { Dates } from '../report/kpi-period.ts';
import { fullDate } from '../wording/format.ts';

/** The running month and the last ones, each with the name it has in the address: `month`, `2026-10`, `months-3` … `custom`. */
const LONG = { 'months-3': 3, 'months-6': 6 } as const;
export const LONG_PERIODS = Object.keys(LONG) as (keyof typeof LONG)[];

/** `2026-10` is 1 month before `2026-11`. */
function monthBefore(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - by, 1)).toISOString().slice(0, 7);
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** The months before the running one, newest first. */
export function pastMonths(now: number, timeZone: string, count: number): string[] {
  const month = fullDate(now, timeZone).slice(0, 7);
  return Array.from({ length: count }, (_, i) => monthBefore(month, i + 1));
}

export function spotDates(period: string, now: number, timeZone: string, typed: Dates): Dates {
  const today = fullDate(now, timeZone);
  const month = today.slice(0, 7);
  if (period === 'custom') return { from: typed.from, to: typed.to };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period) && period < month) return { from: `${period}-01`, to: lastDayOf(period) };
  const months = LONG_PERIODS.find(id => id === period);
  // Whole months, so that they are compared with whole months (HS-3).
  if (months) return { from: `${monthBefore(month, LONG[months])}-01`, to: lastDayOf(monthBefore(month, 1)) };
  return { from: `${month}-01`, to: today };
}
