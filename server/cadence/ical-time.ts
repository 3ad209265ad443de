/**
 * Times as iCalendar wants them: the clock on the wall of the jurisdiction, with a VTIMEZONE that says what that clock is.
 * In: UTC ms and an IANA zone. Out: what ical-generator writes, and the VTIMEZONE. The surprise: given a plain `Date`, ical-generator
 * writes the host's clock under the name of the zone that was asked for; a value that formats itself is written as it says.
 */
import { fromAbsolute } from '@internationalized/date';
import type { ICalDayJsStub } from 'ical-generator';

/** It knows the two forms that the library asks for. */
export function wallTime(ms: number, timeZone: string): ICalDayJsStub {
  const at = fromAbsolute(ms, timeZone);
  const value: ICalDayJsStub = {
    format(form) {
      if (form === 'YYYYMMDD') return digits([at.year, 4], [at.month, 2], [at.day, 2]);
      if (form === 'HHmmss') return digits([at.hour, 2], [at.minute, 2], [at.second, 2]);
      throw new Error(`ical-generator asks for the form ${form}.`);
    },
    isValid: () => true,
    toDate: () => new Date(ms),
    toJSON: () => new Date(ms).toISOString(),
    tz: () => value,
  };
  return value;
}

/**
 * Of a zone whose clock is not changed between the two times (China since 1991). Null where it is: then the times are written in UTC,
 * which every calendar program knows, instead of rules of summer time that nobody here has tested.
 */
export function steadyZone(timeZone: string, fromMs: number, toMs: number): string | null {
  const offsets = new Set<number>();
  for (let ms = fromMs; ms < toMs; ms += 86_400_000) offsets.add(fromAbsolute(ms, timeZone).offset);
  const [offset] = offsets;
  if (offset === undefined || offsets.size > 1) return null;
  const utc = offsetText(offset);
  const lines = ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, 'BEGIN:STANDARD', 'DTSTART:19700101T000000'];
  return [...lines, `TZOFFSETFROM:${utc}`, `TZOFFSETTO:${utc}`, 'END:STANDARD', 'END:VTIMEZONE'].join('\n');
}

/** `+0800`. */
function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  return (offsetMs < 0 ? '-' : '+') + digits([Math.floor(minutes / 60), 2], [minutes % 60, 2]);
}

function digits(...parts: [value: number, width: number][]): string {
  return parts.map(([value, width]) => String(value).padStart(width, '0')).join('');
}
