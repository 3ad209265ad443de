/**
 * Numbers, times and spans as people read them on a wall from six metres: short, 24-hour, always the same shape.
 * In: UTC milliseconds, spans in ms, metres. Out: text in the page's language.
 * Days and hours are cut in the time zone of the profile, whatever zone the display machine was set up in (reliability B9).
 */
import { currentLanguage, say } from './wording.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Chinese wall signs do not group four digits. */
const GROUPED_FROM = 10_000;

const partsFormats = new Map<string, Intl.DateTimeFormat>();

/** `14:32`. */
export function clockTime(utcMs: number, timeZone: string): string {
  const part = partsOf(utcMs, timeZone);
  return `${part.hour}:${part.minute}`;
}

/** `14:32:07`. */
export function clockTimeWithSeconds(utcMs: number, timeZone: string): string {
  const part = partsOf(utcMs, timeZone);
  return `${part.hour}:${part.minute}:${part.second}`;
}

/** `07-14 周二`. */
export function dateWithWeekday(utcMs: number, timeZone: string): string {
  const part = partsOf(utcMs, timeZone);
  return say('date.with-weekday', { month: part.month!, day: part.day!, weekday: part.weekday! });
}

/** `2026-07-14`. */
export function fullDate(utcMs: number, timeZone: string): string {
  const part = partsOf(utcMs, timeZone);
  return `${part.year}-${part.month}-${part.day}`;
}

/** `2026-07-14 14:32`. */
export function dateAndTime(utcMs: number, timeZone: string): string {
  return `${fullDate(utcMs, timeZone)} ${clockTime(utcMs, timeZone)}`;
}

/** Time of day for something of today, with its date when it was another day: `14:32`, `07-13 23:10`. */
export function timeOrDate(utcMs: number, nowMs: number, timeZone: string): string {
  if (fullDate(utcMs, timeZone) === fullDate(nowMs, timeZone)) return clockTime(utcMs, timeZone);
  const part = partsOf(utcMs, timeZone);
  return `${part.month}-${part.day} ${part.hour}:${part.minute}`;
}

/** An age in its largest unit, cut not rounded: `45秒` `4分` `2小时` `3天`. A negative age is `0秒`. */
export function ageText(ms: number): string {
  const age = Math.max(0, ms);
  if (age < MINUTE) return say('age.seconds', { n: Math.floor(age / SECOND) });
  if (age < HOUR) return say('age.minutes', { n: Math.floor(age / MINUTE) });
  if (age < DAY) return say('age.hours', { n: Math.floor(age / HOUR) });
  return say('age.days', { n: Math.floor(age / DAY) });
}

/** A running stop-watch: `03:41`, from an hour on `2小时05分`, from a day on `3天`. `2:05` would read as two minutes. */
export function elapsedText(ms: number): string {
  const elapsed = Math.max(0, ms);
  if (elapsed < HOUR) return `${twoDigits(elapsed / MINUTE)}:${twoDigits((elapsed % MINUTE) / SECOND)}`;
  if (elapsed >= DAY) return say('age.days', { n: Math.floor(elapsed / DAY) });
  return say('elapsed.hours', { h: Math.floor(elapsed / HOUR), mm: twoDigits((elapsed % HOUR) / MINUTE) });
}

/** Seconds with one digit below ten: `2.4`, `12`. */
export function secondsText(ms: number): string {
  const seconds = Math.max(0, ms) / SECOND;
  return seconds < 9.95 ? seconds.toFixed(1) : String(Math.round(seconds));
}

/** `350米`, `1.2公里`. */
export function distanceText(metres: number): string {
  if (metres < 995)
    return say('unit-of-measure.metre', { n: metres < 95 ? Math.round(metres) : Math.round(metres / 10) * 10 });
  return say('unit-of-measure.kilometre', { n: (metres / 1000).toFixed(metres < 9950 ? 1 : 0) });
}

/** A count for a panel; null or undefined is `—`, never 0. */
export function countText(count: number | null | undefined): string {
  if (count === null || count === undefined) return say('value.unknown');
  return count < GROUPED_FROM ? String(count) : count.toLocaleString('en-US');
}

/** What a number differs by from the one it is compared with: `+3`, `−2`, `持平`; `—` when either is unknown. */
export function comparedText(now: number | null | undefined, before: number | null | undefined): string {
  if (now === null || now === undefined || before === null || before === undefined) return say('value.unknown');
  const difference = now - before;
  if (difference === 0) return say('compared.same');
  return difference > 0 ? `+${countText(difference)}` : `−${countText(-difference)}`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

function partsOf(utcMs: number, timeZone: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const locale = currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB';
  const key = `${locale} ${timeZone}`;
  let format = partsFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'short',
    });
    partsFormats.set(key, format);
  }
  return Object.fromEntries(format.formatToParts(utcMs).map(part => [part.type, part.value]));
}
