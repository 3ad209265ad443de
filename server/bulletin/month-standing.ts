/**
 * How months stand with their bulletin (C24, K25). Rules BU-10 to BU-12. In: months, when theirs were signed, the day of the following
 * month that the profile sets (null = 未设定: by the end of that month). Out: due time and standing of each, and how many were kept.
 */
import type { BulletinMonths, MonthStanding } from '../contract/bulletin.ts';
import type { LocalDays } from '../profile/local-day.ts';

const DAY_MS = 86_400_000;

export interface MonthOfBulletins {
  month: string;
  /** First signature of any version; null = none yet. */
  signedAt: number | null;
}

export interface MonthClock {
  days: Pick<LocalDays, 'instantOn'>;
  dueDayOfMonth: number | null;
}

export function monthAfter(month: string, steps: number): string {
  const [year = 0, nth = 1] = month.split('-').map(Number);
  const months = year * 12 + nth - 1 + steps;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** Not included: the end of the due day, or of the month. */
export function dueAt(month: string, { days, dueDayOfMonth }: MonthClock): number {
  if (dueDayOfMonth === null) return startOfMonth(monthAfter(month, 2), days);
  return days.instantOn(startDay(monthAfter(month, 1)) + dueDayOfMonth, 0);
}

export function endOfMonth(month: string, days: MonthClock['days']): number {
  return startOfMonth(monthAfter(month, 1), days);
}

/** `first`: the earliest month that a bulletin was ever drafted for; null = none was. */
export function standingOf(
  { month, signedAt }: MonthOfBulletins,
  first: string | null,
  clock: MonthClock,
  now: number,
): MonthStanding {
  const due = dueAt(month, clock);
  if (signedAt !== null) return signedAt < due ? 'done' : 'late';
  if (now < endOfMonth(month, clock.days)) return 'running';
  if (now < due) return 'due';
  return first !== null && month >= first ? 'overdue' : 'before';
}

/** [BU-12] A month that may still be kept counts when it is, and not before. */
export function keptOf(standings: readonly MonthStanding[]): BulletinMonths['kept'] {
  const count = (...some: MonthStanding[]) => standings.filter(standing => some.includes(standing)).length;
  return { numerator: count('done'), denominator: count('done', 'late', 'overdue') };
}

export function startOfMonth(month: string, days: MonthClock['days']): number {
  return days.instantOn(startDay(month), 0);
}

function startDay(month: string): number {
  return Date.parse(`${month}-01T00:00:00Z`) / DAY_MS;
}
