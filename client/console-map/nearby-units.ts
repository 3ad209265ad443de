/**
 * Who is near (附近力量): units on duty whose position can be believed, nearest first. Distances are straight lines.
 * In: a place, the rows of this second, the unit from which one looks. Out: everybody with a distance, and how many were lost nearby.
 * A lost unit is not "near": nobody knows where it is, so it is counted apart. A stale one stays, marked by its age.
 */

import { metresBetween } from '../../geodata/metres-between.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { UnitId } from '../../server/contract/ids.ts';
import type { UnitRow } from '../patrol/unit-rows.ts';

export interface NearbyUnit {
  row: UnitRow;
  at: LonLat;
  distanceM: number;
}

export interface Nearby {
  units: readonly NearbyUnit[];
  /** On duty, last seen within `LOST_NEARBY_M`, and lost since. */
  lost: number;
}

/** As far as one goes to look for somebody on foot. */
export const LOST_NEARBY_M = 1000;

export function nearbyUnits([lon, lat]: LonLat, rows: readonly UnitRow[], besides: UnitId | null): Nearby {
  const near: NearbyUnit[] = [];
  let lost = 0;
  for (const row of rows) {
    const { unit, standing, seen } = row;
    if (seen === null || standing === 'off-duty' || unit.id === besides) continue;
    const distanceM = metresBetween(lon, lat, seen.at[0], seen.at[1]);
    if (standing === 'lost') lost += distanceM <= LOST_NEARBY_M ? 1 : 0;
    // A fix from the future is somewhere, but nobody knows when it was there.
    else if (standing !== 'unlocated') near.push({ row, at: seen.at, distanceM });
  }
  near.sort((a, b) => a.distanceM - b.distanceM || a.row.unit.index - b.row.unit.index);
  return { units: near, lost };
}
