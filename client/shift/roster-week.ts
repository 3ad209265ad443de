/**
 * A week of the roster as a table: one row for each unit on each shift, one cell a day. In: rows of the roster, the plan in force, call
 * signs. Out: rows in the order of the plan, then by call sign. A shift the plan no longer has keeps its id as its name and comes last.
 * Days are local days (`2026-11-28`); a week begins on Monday.
 */
import type { RosterRow, Shift } from '../../server/contract/shift.ts';
import { dayAfter } from '../clock/local-day.ts';

const DAYS = 7;

export interface WeekRow {
  key: string;
  shift: string;
  unit: string;
  /** One for each day of the week; null = not on this shift. */
  days: readonly (RosterRow | null)[];
}

/** The seven days of the week of `day`, Monday first. */
export function weekOf(day: string): string[] {
  const sinceMonday = (new Date(day).getUTCDay() + 6) % DAYS;
  return Array.from({ length: DAYS }, (_, i) => dayAfter(day, i - sinceMonday));
}

export function weekRows(
  rows: readonly RosterRow[],
  week: readonly string[],
  shifts: readonly Pick<Shift, 'id'>[],
  callSign: (unit: string) => string,
): WeekRow[] {
  const places = new Map(shifts.map(({ id }, i) => [id, i]));
  const place = (shift: string) => places.get(shift) ?? shifts.length;
  const found = new Map<string, WeekRow & { days: (RosterRow | null)[] }>();
  for (const row of rows) {
    const at = week.indexOf(row.day);
    if (at < 0) continue;
    const key = `${row.shift} ${row.unit}`;
    const held = found.get(key) ?? { key, shift: row.shift, unit: row.unit, days: week.map(() => null) };
    held.days[at] = row;
    found.set(key, held);
  }
  return [...found.values()].sort(
    (a, b) =>
      place(a.shift) - place(b.shift) ||
      a.shift.localeCompare(b.shift) ||
      callSign(a.unit).localeCompare(callSign(b.unit), 'zh'),
  );
}
