/**
 * Who is near (附近力量): units on duty whose position can be believed, nearest first, as `GET /api/v1/units/nearest` ranks them too.
 * In: a place, the rows of this second, the unit from which one looks. Out: everybody with a distance, and how many were lost nearby.
 * A stale one stays, marked by its age.
 */
import { type Near, nearestFirst } from '../../geodata/nearest-first.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { sightOf } from '../../server/contract/freshness.ts';
import type { UnitId } from '../../server/contract/ids.ts';
import type { UnitRow } from '../patrol/unit-rows.ts';

export type NearbyUnit = Near<UnitRow>;

export function nearbyUnits(place: LonLat, rows: readonly UnitRow[], besides: UnitId | null) {
  return nearestFirst(
    place,
    rows.flatMap(row => {
      const { unit, seen } = row;
      if (seen === null || !unit.onDuty || unit.id === besides) return [];
      return [{ item: row, at: seen.at, sight: sightOf(seen.freshness), index: unit.index }];
    }),
  );
}
