/** From 22:00 to 06:00 by the clock of the jurisdiction people sit in the dark and the street is quiet (wall-ux §5, §7). */
import { clockTime } from '../wording/format.ts';

const NIGHT_FROM = '22:00';
const NIGHT_TO = '06:00';

export function isNight(utcMs: number, timeZone: string): boolean {
  const time = clockTime(utcMs, timeZone);
  return time >= NIGHT_FROM || time < NIGHT_TO;
}
