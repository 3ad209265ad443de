/** Rounds that have begun, newest first: `2026-11` by months, `2026-Q4` by quarters, of the profile's days. In: the time of the server. */
import { fullDate } from '../wording/format.ts';

export function begunRounds(now: number, timeZone: string, length: 'month' | 'quarter', count: number): string[] {
  const months = length === 'quarter' ? 3 : 1;
  const inYear = 12 / months;
  const [year = 0, month = 1] = fullDate(now, timeZone).split('-').map(Number);
  const newest = year * inYear + Math.floor((month - 1) / months);
  return Array.from({ length: count }, (_, i) => {
    const nth = newest - i;
    const part = (nth % inYear) + 1;
    return `${Math.floor(nth / inYear)}-${length === 'quarter' ? `Q${part}` : String(part).padStart(2, '0')}`;
  });
}
