/**
 * Arithmetic on office time: working days and working hours of a jurisdiction, whatever zone the host has (domain §3).
 * In and out: UTC ms; `n` in working days or hours. The rules, quoted by the tests:
 * [D-1] n working days end at the close of the n-th working day after the one they count from (S3-12: 1 wd = close of the next one).
 * [D-2] What comes outside office time counts from the next opening; the moment of closing is outside.
 * [D-3] n working hours end when n hours of office time have passed.
 * [D-4] A calendar that does not know a year yet frees its weekends only; `calendarKnownUntil` tells from when on.
 */
import type { IncidentLimit } from '../contract/incident-limit.ts';
import { type LocalDays, localDays } from '../profile/local-day.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Times of day: `{ from: '08:00', to: '17:00' }`. */
export type OfficeHours = readonly { from: string; to: string }[];

export interface WorkingTime {
  days: LocalDays;
  isWorkingDay(ms: number): boolean;
  addWorkingDays(ms: number, n: number): number;
  addWorkingHours(ms: number, n: number): number;
  /** The same in ms of office time, whole ones: hours that were divided would run over a close by a rounding error. */
  addWork(ms: number, workMs: number): number;
  /** Office time between two instants, in ms; 0 when `b` is not after `a`. */
  workedBetween(a: number, b: number): number;
  /** Close of the working day on which `ms` lies; of the next one outside office time. */
  closeOfDay(ms: number): number;
  /** The moment at which `share` (0..1) of the time between the two has passed, counted in the limit's own unit. */
  pointAtShare(startMs: number, dueMs: number, share: number, unit: IncidentLimit['unit']): number;
  /** First instant whose holidays are not known. */
  calendarKnownUntil: number;
}

interface Span {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export function workingTime(calendar: WorkCalendar, officeHours: OfficeHours, timeZone: string): WorkingTime {
  const days = localDays(timeZone);
  const hours = officeHours.map(({ from, to }) => ({ from: timeOfDayMs(from), to: timeOfDayMs(to) }));
  /** By day number: a limit of 15 working days asks for the same days again with the next incident. */
  const known = new Map<number, readonly Span[]>();

  /** Office time of a day, oldest first; empty on a day off. */
  function spansOf(day: number): readonly Span[] {
    let spans = known.get(day);
    if (!spans) {
      spans = calendar.isWorkingDate(new Date(day * DAY_MS).toISOString().slice(0, 10))
        ? hours.map(({ from, to }) => ({ from: days.instantOn(day, from), to: days.instantOn(day, to) }))
        : [];
      known.set(day, spans);
    }
    return spans;
  }

  /** Office time from `ms` on, for ever; the first span begins at `ms` when that lies inside. */
  function* spansFrom(ms: number): Generator<Span & { day: number }> {
    for (let day = days.dayNumber(ms); ; day++) {
      for (const { from, to } of spansOf(day)) if (to > ms) yield { day, from: Math.max(from, ms), to };
    }
  }

  /** The working day on which `ms` counts [D-2]. */
  function countsOn(ms: number): number {
    for (const { day } of spansFrom(ms)) return day;
    throw new Error('Office time ended.');
  }

  const closing = (day: number): number => spansOf(day).at(-1)!.to;

  /** `workMs` of office time later; never the opening after a close, always the close. */
  function addWork(ms: number, workMs: number): number {
    let left = workMs;
    for (const { from, to } of spansFrom(ms)) {
      if (left <= to - from) return from + left;
      left -= to - from;
    }
    throw new Error('Office time ended.');
  }

  function workedBetween(a: number, b: number): number {
    let worked = 0;
    for (const { from, to } of spansFrom(a)) {
      if (from >= b) break;
      worked += Math.min(to, b) - from;
    }
    return worked;
  }

  return {
    days,
    isWorkingDay: ms => spansOf(days.dayNumber(ms)).length > 0,
    addWorkingDays(ms, n) {
      if (!Number.isInteger(n) || n < 0) throw new Error(`${n} is no number of whole working days.`);
      let day = countsOn(ms);
      for (let left = n; left > 0; ) if (spansOf(++day).length > 0) left--;
      return closing(day);
    },
    addWorkingHours: (ms, n) => addWork(ms, Math.round(n * HOUR_MS)),
    addWork,
    workedBetween,
    closeOfDay: ms => closing(countsOn(ms)),
    pointAtShare(startMs, dueMs, share, unit) {
      if (dueMs <= startMs) return dueMs;
      if (unit === 'working-days' || unit === 'working-hours')
        return addWork(startMs, Math.round(workedBetween(startMs, dueMs) * share));
      return startMs + Math.round((dueMs - startMs) * share);
    },
    calendarKnownUntil: days.instantOn(Date.parse(calendar.knownUntil) / DAY_MS + 1, 0),
  };
}

/** `08:00` -> ms since midnight. */
function timeOfDayMs(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * HOUR_MS + minute * MINUTE_MS;
}
