/**
 * The shifts of one unit: those that run and the next one, by plan and roster. Pure.
 * In: the unit, the time, the calendar of shifts, the rosters around today. Out: null where no plan says what a shift is (未设定).
 * [P-90] A row of the roster whose shift does not run that day (the plan has changed since) is no shift.
 */
import type { OwnShifts } from '../../contract/field.ts';
import type { UnitId } from '../../contract/ids.ts';
import type { RosterRow } from '../../contract/shift.ts';
import { dayText, type Occurrence, type ShiftCalendar, shiftsOfDay } from './shift-times.ts';

export interface UnitShiftsParts {
  calendar: ShiftCalendar;
  /** Of yesterday, today and tomorrow. */
  rowsOn(day: string): readonly RosterRow[];
}

export function unitShifts(unit: UnitId, now: number, { calendar, rowsOn }: UnitShiftsParts): OwnShifts | null {
  const today = calendar.days.dayNumber(now);
  const around = [today - 1, today, today + 1];
  if (around.every(day => calendar.planOn(dayText(day)) === null)) return null;
  const own = around
    .flatMap(day => shiftsOfDay(day, calendar))
    .filter(({ shift, day }) => rowsOn(day).some(row => row.unit === unit && row.shift === shift.id))
    .sort((a, b) => a.from - b.from);
  return {
    now: own.filter(({ from, to }) => from <= now && now < to).map(shown),
    next: own.filter(({ from }) => from > now).map(shown)[0] ?? null,
  };
}

const shown = ({ shift: { name, kind }, from, to }: Occurrence) => ({ name, kind, from, to });
