/**
 * How far a position can be believed, by the age of the fix (wall-ux §6). One ladder for both sides: what a wall draws as lost is what
 * a suggestion leaves out and what an alarm calls silent.
 * In: age of the fix (server time minus fix time, ms) and seconds between two reports of the unit. Out: one of six words.
 * The age of the fix counts, never that of the last packet: a device that repeats an old fix grows old like any other.
 */

/**
 * fresh: believe it · ageing: show the age · stale 过期: hollow, with an uncertainty ring · lost 失联: crossed, not available ·
 * archived: off the map, still in the list · clock-error 时钟异常: dated in the future, so its age is unknown.
 */
export type Freshness = 'fresh' | 'ageing' | 'stale' | 'lost' | 'archived' | 'clock-error';

export const FRESH_INTERVALS = 2;
export const AGEING_INTERVALS = 5;
/** A unit that reports every minute or less still counts as stale after three. */
export const STALE_AFTER_MS = 3 * 60_000;
export const LOST_AFTER_MS = 10 * 60_000;
export const ARCHIVED_AFTER_MS = 30 * 60_000;
/** Clocks of phones are seldom this wrong; a fix further ahead would otherwise look fresh for ever. */
const FUTURE_TOLERANCE_MS = 60_000;

export function freshnessOf(fixAgeMs: number, reportIntervalS: number): Freshness {
  const intervalMs = reportIntervalS * 1000;
  if (fixAgeMs < -FUTURE_TOLERANCE_MS) return 'clock-error';
  if (fixAgeMs > ARCHIVED_AFTER_MS) return 'archived';
  if (fixAgeMs > LOST_AFTER_MS) return 'lost';
  if (fixAgeMs > Math.min(AGEING_INTERVALS * intervalMs, STALE_AFTER_MS)) return 'stale';
  if (fixAgeMs > FRESH_INTERVALS * intervalMs) return 'ageing';
  return 'fresh';
}
