/** Limits in words and digits. Digits keep their width, so a running clock does not tremble. */
import type { IncidentLimit } from '../../server/contract/incident-limit.ts';
import { say } from '../wording/wording.ts';
import type { ClockFace } from './incident-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on seconds tell nothing. */
const CLOCK_UP_TO_MS = 48 * HOUR;

const twoDigits = (n: number) => String(n).padStart(2, '0');

/** `00:26:19`, `−00:18:20`, from two days on `3天4小时`. A clock is only over when its time has passed, so seconds are cut up. */
export function timeLeftText(leftMs: number): string {
  const sign = leftMs < 0 ? '−' : '';
  const seconds = leftMs < 0 ? Math.floor(-leftMs / 1000) : Math.ceil(leftMs / 1000);
  const ms = seconds * 1000;
  if (ms < CLOCK_UP_TO_MS)
    return `${sign}${twoDigits(Math.floor(ms / HOUR))}:${twoDigits(Math.floor((ms % HOUR) / MINUTE))}:${twoDigits(seconds % 60)}`;
  return sign + say('limit.days-hours', { d: Math.floor(ms / DAY), h: Math.floor((ms % DAY) / HOUR) });
}

/** `00:26:19`, `挂账`, `未设定`. */
export function clockText(face: ClockFace): string {
  if (face.name === 'running') return timeLeftText(face.leftMs);
  return say(face.name === 'held' ? 'limit.held' : 'value.not-set');
}

/** `5 个工作日`, `24 小时` where nobody would say 1440 minutes; a date that somebody named has no amount. */
export function amountText({ unit, amount }: Pick<IncidentLimit, 'unit' | 'amount'>): string {
  if (unit === 'minutes' && amount !== null && amount > 60 && amount % 60 === 0)
    return say('limit.unit.hours', { n: amount / 60 });
  return say(`limit.unit.${unit}`, { n: amount ?? '' });
}
