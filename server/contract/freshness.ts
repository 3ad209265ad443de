/**
 * How far a position can be believed, by the age of the fix (wall-ux §6). One ladder for both sides: what a wall draws as lost is what
 * a suggestion leaves out and what an alarm calls silent.
 * In: age of the fix (server time minus fix time, ms) and seconds between two reports of the unit, which are those of the device it is
 * heard by, else of its class (`reportIntervalOf`). Out: one of six words.
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
const LOST_AFTER_MS = 10 * 60_000;
/** 30 min where a unit is lost after ten. */
const ARCHIVED_AFTER_LOST = 3;
/** A person on foot; for a class that the profile does not know any more. */
export const DEFAULT_REPORT_INTERVAL_S = 30;
/** Clocks of phones are seldom this wrong; a fix further ahead would otherwise look fresh for ever. */
const FUTURE_TOLERANCE_MS = 60_000;

/** Ten minutes; who reports so seldom that this would be less than two reports is lost when both are missed. */
export function lostAfterMs(reportIntervalS: number): number {
  return Math.max(LOST_AFTER_MS, FRESH_INTERVALS * reportIntervalS * 1000);
}

export function archivedAfterMs(reportIntervalS: number): number {
  return ARCHIVED_AFTER_LOST * lostAfterMs(reportIntervalS);
}

export function freshnessOf(fixAgeMs: number, reportIntervalS: number): Freshness {
  const intervalMs = reportIntervalS * 1000;
  if (fixAgeMs < -FUTURE_TOLERANCE_MS) return 'clock-error';
  if (fixAgeMs > archivedAfterMs(reportIntervalS)) return 'archived';
  if (fixAgeMs > lostAfterMs(reportIntervalS)) return 'lost';
  if (fixAgeMs > Math.min(AGEING_INTERVALS * intervalMs, STALE_AFTER_MS)) return 'stale';
  if (fixAgeMs > FRESH_INTERVALS * intervalMs) return 'ageing';
  return 'fresh';
}

/** Seconds between two reports of a unit (P-95). `classIntervalS`: of its class; undefined = the profile has no such class. */
export function reportIntervalOf(unit: { reportIntervalS: number | null }, classIntervalS: number | undefined): number {
  return unit.reportIntervalS ?? classIntervalS ?? DEFAULT_REPORT_INTERVAL_S;
}

/** For whoever looks for somebody: to be sent, only to be looked for, or of no use (dated in the future). */
export type Sight = 'believed' | 'lost' | 'unknown';

export function sightOf(freshness: Freshness): Sight {
  if (freshness === 'lost' || freshness === 'archived') return 'lost';
  return freshness === 'clock-error' ? 'unknown' : 'believed';
}
