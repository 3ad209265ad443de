/**
 * Days and months as people of the jurisdiction live them, whatever zone the host has (reliability B9).
 * In and out: UTC ms. Intl knows the zone's rules; everything here is arithmetic on its wall-clock parts.
 * The surprise: "the same time a month before" of 31 March is the last of February at that time, because what is compared is
 * "this month so far" with "last month up to here", and last month has no 31st.
 */
const DAY_MS = 86_400_000;

interface WallTime {
  year: number;
  /** 1..12 */
  month: number;
  day: number;
  /** Time of day, ms since midnight by the clock on the wall. */
  timeMs: number;
}

export interface LocalDays {
  /** `20261122` */
  dayName(ms: number): string;
  /** `2026-11` */
  monthName(ms: number): string;
  startOfDay(ms: number): number;
  startOfNextDay(ms: number): number;
  startOfMonth(ms: number): number;
  /** The same time of day, the day before. */
  dayBefore(ms: number): number;
  /** The same day and time, the month before; its last day when it has no such day. */
  monthBefore(ms: number): number;
  /** Days since 1 January 1970 by the local calendar: for arithmetic on days. */
  dayNumber(ms: number): number;
  /** The instant at which a clock on the wall shows `timeMs` since midnight on that day. */
  instantOn(dayNumber: number, timeMs: number): number;
}

/** `timeZone`: IANA name, for example `Asia/Shanghai`. Throws on an unknown one. */
export function localDays(timeZone: string): LocalDays {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  function wallTime(ms: number): WallTime {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const subSecondMs = ((ms % 1000) + 1000) % 1000;
    return { year, month, day, timeMs: ((hour * 60 + minute) * 60 + second) * 1000 + subSecondMs };
  }

  /** `month` and `day` may run over, as with Date.UTC. */
  function utcOf(year: number, month: number, day: number, timeMs: number): number {
    const asIfUtc = Date.UTC(year, month - 1, day) + timeMs;
    let ms = asIfUtc;
    // The zone's distance from UTC at the answer is not known before the answer: the second round settles it.
    for (let round = 0; round < 2; round++) ms = asIfUtc - distance(ms);
    return ms;
  }

  function distance(ms: number): number {
    const wall = wallTime(ms);
    return Date.UTC(wall.year, wall.month - 1, wall.day) + wall.timeMs - ms;
  }

  return {
    dayName(ms) {
      const { year, month, day } = wallTime(ms);
      return `${year}${twoDigits(month)}${twoDigits(day)}`;
    },
    monthName(ms) {
      const { year, month } = wallTime(ms);
      return `${year}-${twoDigits(month)}`;
    },
    startOfDay(ms) {
      const { year, month, day } = wallTime(ms);
      return utcOf(year, month, day, 0);
    },
    startOfNextDay(ms) {
      const { year, month, day } = wallTime(ms);
      return utcOf(year, month, day + 1, 0);
    },
    startOfMonth(ms) {
      const { year, month } = wallTime(ms);
      return utcOf(year, month, 1, 0);
    },
    dayBefore(ms) {
      const { year, month, day, timeMs } = wallTime(ms);
      return utcOf(year, month, day - 1, timeMs);
    },
    monthBefore(ms) {
      const { year, month, day, timeMs } = wallTime(ms);
      return utcOf(year, month - 1, Math.min(day, lastDayOfMonthBefore(year, month)), timeMs);
    },
    dayNumber(ms) {
      const { year, month, day } = wallTime(ms);
      return Date.UTC(year, month - 1, day) / DAY_MS;
    },
    instantOn: (dayNumber, timeMs) => utcOf(1970, 1, 1 + dayNumber, timeMs),
  };
}

function lastDayOfMonthBefore(year: number, month: number): number {
  return new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
