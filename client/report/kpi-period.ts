/** Which days are counted: local dates of the profile's zone, both included, as `GET /api/v1/kpi` takes them. */
import { fullDate } from '../wording/format.ts';

export const PERIODS = ['today', 'week', 'month', 'custom'] as const;
export type PeriodId = (typeof PERIODS)[number];

export interface Dates {
  /** `2026-11-23`; empty = not said. */
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const asDay = (date: string) => Date.parse(`${date}T00:00:00Z`);
const asDate = (day: number) => new Date(day).toISOString().slice(0, 10);

/** The week begins on Monday. `custom` keeps what was typed. */
export function datesOf(period: PeriodId, now: number, timeZone: string, custom: Dates): Dates {
  const today = fullDate(now, timeZone);
  switch (period) {
    case 'today':
      return { from: today, to: today };
    case 'week': {
      const weekday = (new Date(asDay(today)).getUTCDay() + 6) % 7;
      return { from: asDate(asDay(today) - weekday * DAY_MS), to: today };
    }
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today };
    case 'custom':
      return custom;
  }
}

/** Can be asked: both said, and in order. */
export function isPeriod({ from, to }: Dates): boolean {
  return from !== '' && to !== '' && !Number.isNaN(asDay(from)) && !Number.isNaN(asDay(to)) && from <= to;
}
