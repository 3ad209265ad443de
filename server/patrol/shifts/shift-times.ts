/**
 * When shifts run: local days and clock times turned into instants. Pure.
 * In: the plan of each local day, the working calendar, a moment. Out: the shifts that run, and when shifts change.
 * [P-40] A shift runs from <= t < to. `to` not after `from` lies on the next day, whatever zone the host has.
 * The surprise: after midnight yesterday's plan still holds for the shift that began yesterday, so yesterday is always asked too.
 */
import type { ShiftChange } from '../../contract/duty-standing.ts';
import type { Shift, ShiftPlan } from '../../contract/shift.ts';
import type { LocalDays } from '../../profile/local-day.ts';

export interface ShiftCalendar {
  days: Pick<LocalDays, 'dayNumber' | 'instantOn'>;
  isWorkingDay(ms: number): boolean;
  /** `day`: `2026-11-28`. Null = 未设定. */
  planOn(day: string): ShiftPlan | null;
}

/** One shift of one day. */
export interface Occurrence {
  shift: Shift;
  /** Local day on which it begins. */
  day: string;
  /** UTC ms; half open. */
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;
const NOON_MS = DAY_MS / 2;

/** `2026-11-28` of a day number. */
export function dayText(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

export function dayNumberOf(day: string): number {
  return Date.parse(day) / DAY_MS;
}

/** The shifts that begin on that day, soonest first. */
export function shiftsOfDay(dayNumber: number, { days, isWorkingDay, planOn }: ShiftCalendar): Occurrence[] {
  const day = dayText(dayNumber);
  const shifts = planOn(day)?.shifts ?? [];
  const works = shifts.length > 0 && isWorkingDay(days.instantOn(dayNumber, NOON_MS));
  return shifts
    .filter(shift => shift.days === 'every-day' || works === (shift.days === 'working-days'))
    .map(shift => ({
      ...{ shift, day },
      from: days.instantOn(dayNumber, timeOfDayMs(shift.from)),
      to: days.instantOn(shift.to > shift.from ? dayNumber : dayNumber + 1, timeOfDayMs(shift.to)),
    }))
    .sort((a, b) => a.from - b.from);
}

export function shiftsAt(now: number, calendar: ShiftCalendar): Occurrence[] {
  const today = calendar.days.dayNumber(now);
  return [today - 1, today]
    .flatMap(day => shiftsOfDay(day, calendar))
    .filter(({ from, to }) => from <= now && now < to);
}

/** [P-41] Moments after `now` up to `withinMs` later at which a shift ends or begins, soonest first. */
export function changesAfter(now: number, withinMs: number, calendar: ShiftCalendar): ShiftChange[] {
  const [first, last] = [calendar.days.dayNumber(now) - 1, calendar.days.dayNumber(now + withinMs)];
  const changes = new Map<number, ShiftChange>();
  const changeAt = (at: number) => {
    const change = changes.get(at) ?? { at, ends: [], begins: [] };
    changes.set(at, change);
    return change;
  };
  for (let day = first; day <= last; day++)
    for (const { shift, from, to } of shiftsOfDay(day, calendar)) {
      if (from > now && from <= now + withinMs) changeAt(from).begins.push(shift.name);
      if (to > now && to <= now + withinMs) changeAt(to).ends.push(shift.name);
    }
  return [...changes.values()].sort((a, b) => a.at - b.at);
}

/** `07:30` -> ms since midnight. */
function timeOfDayMs(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return (hours! * 60 + minutes!) * 60_000;
}
