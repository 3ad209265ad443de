/**
 * What a roster row must be. Pure.
 * In: rows, the shifts of a day, who is a unit, today. Out: every fault with the row and the field, or none.
 * [P-44] A row names a registered unit, a shift that runs on that day by its plan, and no more qualified people than people.
 */
import type { RosterRow } from '../../contract/shift.ts';
import { dayNumberOf, dayText, type ShiftCalendar, shiftsOfDay } from './shift-times.ts';

export interface RosterFault {
  /** From 0. */
  row: number;
  field: keyof RosterRow;
  zh: string;
  en: string;
}

export interface RosterGround {
  calendar: ShiftCalendar;
  isUnit(id: string): boolean;
}

/** Nobody knows who works in two years; a year that was typed wrong is found here. */
const FARTHEST_DAYS = 400;

export function rosterFaults(
  rows: readonly RosterRow[],
  { calendar, isUnit }: RosterGround,
  now: number,
): RosterFault[] {
  const farthest = dayText(calendar.days.dayNumber(now) + FARTHEST_DAYS);
  const shiftsOf = new Map<string, ReadonlySet<string>>();
  const faults: RosterFault[] = [];
  rows.forEach(({ day, shift, unit, persons, qualified }, row) => {
    const fault = (field: RosterFault['field'], zh: string, en: string) => void faults.push({ row, field, zh, en });
    if (day > farthest)
      fault('day', `${day} 太远，最远到 ${farthest}`, `${day} is too far ahead; ${farthest} is the last`);
    if (!isUnit(unit)) fault('unit', `没有登记单位“${unit}”`, `no unit "${unit}" is registered`);
    let shifts = shiftsOf.get(day);
    if (!shifts) {
      shifts = new Set(shiftsOfDay(dayNumberOf(day), calendar).map(occurrence => occurrence.shift.id));
      shiftsOf.set(day, shifts);
    }
    // Taking a unit off must stay possible when the plan has changed under the roster.
    if (persons > 0 && !shifts.has(shift))
      fault('shift', `${day} 没有班次“${shift}”`, `${day} has no shift "${shift}"`);
    if (qualified > persons)
      fault(
        'qualified',
        `执法资格人数 ${qualified} 多于人数 ${persons}`,
        `${qualified} qualified of ${persons} persons`,
      );
  });
  return faults;
}

/** Which of two rows about the same would hold is chance: both cannot stand in one change. */
export function doubledRows(rows: readonly RosterRow[]): RosterFault[] {
  const seen = new Map<string, number>();
  return rows.flatMap((one, row): RosterFault[] => {
    const before = seen.get(keyOf(one));
    if (before === undefined) seen.set(keyOf(one), row);
    return before === undefined
      ? []
      : [{ row, field: 'unit', zh: `与第 ${before + 1} 条重复`, en: `the same as item ${before + 1}` }];
  });
}

export function keyOf({ day, shift, unit }: Pick<RosterRow, 'day' | 'shift' | 'unit'>): string {
  return `${day}\n${shift}\n${unit}`;
}
