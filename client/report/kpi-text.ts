/**
 * Rates as people read them. A denominator of 0 is `—`, never 0 % and never 100 %. One digit after the point, cut so that the word is
 * never better or worse than the truth at its ends: 100 % only when nothing is missing, 0 % only when there is nothing.
 */
import type { KpiRow, Ratio } from '../../server/contract/kpi.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function rateText({ numerator, denominator }: Ratio): string {
  if (denominator === 0) return say('value.unknown');
  if (numerator === denominator) return '100%';
  if (numerator === 0) return '0%';
  const tenths = Math.floor((numerator / denominator) * 1000);
  return `${(Math.min(999, Math.max(1, tenths)) / 10).toFixed(1)}%`;
}

/** Null where there is nothing to judge: such rows stand last, whatever the order. */
export function rateOf({ numerator, denominator }: Ratio): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

/** `40秒`, `42分`, `3小时05分`, `2天4小时`. */
export function meanText(ms: number): string {
  if (ms < MINUTE) return ageText(ms);
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return say('kpi.minutes', { n: minutes });
  if (ms < DAY) return say('elapsed.hours', { h: Math.floor(minutes / 60), mm: String(minutes % 60).padStart(2, '0') });
  return say('limit.days-hours', { d: Math.floor(ms / DAY), h: Math.floor((ms % DAY) / HOUR) });
}

export const RATES = ['closed', 'onTime', 'rework', 'discovery', 'acceptOnTime', 'revisitPass'] as const;
export type RateId = (typeof RATES)[number];
export const COUNTS = ['received', 'open', 'overdue'] as const;
export type CountId = (typeof COUNTS)[number];
export type KpiColumn = CountId | RateId;

/** Largest first or smallest first; what has no value is last both ways. */
export function sortedRows(rows: readonly KpiRow[], by: KpiColumn, ascending: boolean): KpiRow[] {
  const sortValue = (row: KpiRow): number | null => {
    const value = row[by];
    return typeof value === 'number' ? value : rateOf(value);
  };
  return [...rows].sort((a, b) => {
    const [x, y] = [sortValue(a), sortValue(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return (ascending ? x - y : y - x) || ((a.key ?? '') < (b.key ?? '') ? -1 : 1);
  });
}
