/**
 * Where the units are and how far that can be believed, by the age of the fix (wall-ux §6).
 * In: the register and the newest positions. Out: every registered unit with its last place, for whoever looks for the nearest.
 * The age of the fix counts, never that of the last packet: a device that repeats an old fix grows old like any other.
 */
import type { LonLat } from '../contract/coordinates.ts';
import { type Freshness, freshnessOf } from '../contract/freshness.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { LatestPositions } from './latest-positions.ts';
import { reportIntervals } from './report-intervals.ts';

/** The ladder without its last step: for who looks for the nearest, off the map is as lost as lost. */
export type FixStanding = Exclude<Freshness, 'archived'>;

export interface UnitOnGround {
  unit: UnitRecord;
  /** Null = it never said where it is. */
  fix: { lonLat: LonLat; ageMs: number; standing: FixStanding } | null;
}

export interface GroundParts {
  units: { all(): readonly UnitRecord[] };
  latest: Pick<LatestPositions, 'all'>;
  unitClasses: readonly { id: string; reportIntervalS: number }[];
}

export function unitsOnGround({ units, latest, unitClasses }: GroundParts): (now: number) => UnitOnGround[] {
  const intervalOf = reportIntervals(unitClasses);
  return now => {
    const fixes = new Map(latest.all().map(fix => [fix.unitIndex, fix]));
    return units.all().map(unit => {
      const fix = fixes.get(unit.index);
      if (!fix) return { unit, fix: null };
      const ageMs = now - fix.fixTimeMs;
      const standing = standingOf(ageMs, intervalOf(unit));
      return { unit, fix: { lonLat: [fix.lon, fix.lat], ageMs, standing } };
    });
  };
}

export function standingOf(ageMs: number, reportIntervalS: number): FixStanding {
  const freshness = freshnessOf(ageMs, reportIntervalS);
  return freshness === 'archived' ? 'lost' : freshness;
}
