/**
 * Where the units are and how far that can be believed, by the age of the fix (wall-ux §6).
 * In: the register and the newest positions. Out: every registered unit with its last place, for whoever looks for the nearest.
 * The age of the fix counts, never that of the last packet: a device that repeats an old fix grows old like any other.
 */
import type { LonLat } from '../contract/coordinates.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { LatestPositions } from './latest-positions.ts';

/** `lost` 失联 is never offered to anybody; `clock-error` is dated in the future, so its age is unknown. */
export type FixStanding = 'fresh' | 'ageing' | 'stale' | 'lost' | 'clock-error';

export interface UnitOnGround {
  unit: UnitRecord;
  /** Null = it never said where it is. */
  fix: { lonLat: LonLat; ageMs: number; standing: FixStanding } | null;
}

const FRESH_INTERVALS = 2;
const AGEING_INTERVALS = 5;
/** A unit that reports every minute or less still counts as stale after three. */
const STALE_AFTER_MS = 3 * 60_000;
const LOST_AFTER_MS = 10 * 60_000;
/** Clocks of phones are seldom this wrong; a fix further ahead would otherwise look fresh for ever. */
const FUTURE_TOLERANCE_MS = 60_000;

export interface GroundParts {
  units: { all(): readonly UnitRecord[] };
  latest: Pick<LatestPositions, 'all'>;
  unitClasses: readonly { id: string; reportIntervalS: number }[];
}

export function unitsOnGround({ units, latest, unitClasses }: GroundParts): (now: number) => UnitOnGround[] {
  const intervals = new Map(unitClasses.map(({ id, reportIntervalS }) => [id, reportIntervalS]));
  return now => {
    const fixes = new Map(latest.all().map(fix => [fix.unitIndex, fix]));
    return units.all().map(unit => {
      const fix = fixes.get(unit.index);
      if (!fix) return { unit, fix: null };
      const ageMs = now - fix.fixTimeMs;
      // A class that the profile no longer has: nothing is known of its rhythm, only the fixed limits hold.
      const standing = standingOf(ageMs, intervals.get(unit.unitClass) ?? STALE_AFTER_MS / 1000);
      return { unit, fix: { lonLat: [fix.lon, fix.lat], ageMs, standing } };
    });
  };
}

export function standingOf(ageMs: number, reportIntervalS: number): FixStanding {
  const intervalMs = reportIntervalS * 1000;
  if (ageMs < -FUTURE_TOLERANCE_MS) return 'clock-error';
  if (ageMs > LOST_AFTER_MS) return 'lost';
  if (ageMs > Math.min(AGEING_INTERVALS * intervalMs, STALE_AFTER_MS)) return 'stale';
  if (ageMs > FRESH_INTERVALS * intervalMs) return 'ageing';
  return 'fresh';
}
