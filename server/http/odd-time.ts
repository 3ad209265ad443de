/**
 * Times that only a wrong clock writes: later than now, or before there was anything to report (a device without a clock says 1970).
 * In: the field, its time, the present, all UTC ms. Throws a refusal that names both.
 */
import { Refused } from './refused.ts';

/** Clocks of phones drift. */
const FUTURE_TOLERANCE_MS = 60_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);

export function refuseOddTime(field: string, ms: number, now: number): void {
  const shown = new Date(ms).toISOString();
  if (ms > now + FUTURE_TOLERANCE_MS)
    throw new Refused(
      'future-time',
      { zh: `${field}：晚于当前时间，收到 ${shown}`, en: `${field}: in the future, received ${shown}` },
      { field },
    );
  if (ms < EARLIEST_MS)
    throw new Refused(
      'too-old',
      { zh: `${field}：早于 2000 年，收到 ${shown}`, en: `${field}: before the year 2000, received ${shown}` },
      { field },
    );
}
