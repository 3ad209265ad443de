/**
 * Days and months of a time zone, for laying demonstration data into the past.
 * In: UTC milliseconds and a zone without daylight saving (every profile lies in China). Out: UTC milliseconds or a date text.
 */
import { minuteOfDay } from '../simulation/shift-roster.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** `2026-11-22`. */
export function localDate(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(atMs);
}

export function startOfDay(atMs: number, timeZone: string): number {
  return atMs - (atMs % MINUTE_MS) - minuteOfDay(atMs, timeZone) * MINUTE_MS;
}

export function startOfMonth(atMs: number, timeZone: string): number {
  const dayOfMonth = Number(localDate(atMs, timeZone).slice(-2));
  return startOfDay(atMs, timeZone) - (dayOfMonth - 1) * DAY_MS;
}
