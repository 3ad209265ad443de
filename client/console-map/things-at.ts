/**
 * What is drawn at a place of the map: incidents, units, scoring points within reach of the pointer, nearest first inside each kind.
 * In: the place, how far a symbol of each kind reaches (metres at this zoom), and what the map shows. Out: everything there, so that
 * coinciding things can be told apart in a list. Calculated instead of read back from the graphics card: 20,000 incidents, 500 units
 * and 936 points take under a millisecond or two, whatever draws them.
 */

import { metresBetween } from '../../geodata/metres-between.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { archivedAfterMs } from '../../server/contract/freshness.ts';
import type { PointCode, UnitIndex } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { UnitPositions } from '../patrol/unit-positions.ts';
import type { UnitSlice } from '../patrol/unit-slice.ts';

export type MapThing =
  | { kind: 'incident'; incident: IncidentRecord }
  | { kind: 'unit'; unit: UnitRecord; fixAgeMs: number }
  | { kind: 'point'; code: PointCode; name: string; at: LonLat };

export interface ThingsShown {
  incidents: readonly IncidentRecord[];
  units: UnitSlice;
  positions: Pick<UnitPositions, 'count' | 'forEach' | 'lon' | 'lat' | 'fixTimeMs'>;
  points: ReadonlyArray<{
    properties: { code: string; name: string };
    geometry: { coordinates: readonly [number, number] };
  }>;
  reportIntervalS: (unit: UnitRecord) => number;
  serverNow: number;
}

export interface Reach {
  incidentM: number;
  unitM: number;
  pointM: number;
}

/** Degrees of latitude; a box of it is looked at before any distance is calculated. */
const METRES_A_DEGREE = 111_195;
/** Wider than any longitude error below 60° N. */
const LON_SLACK = 2;

export function thingsAt([lon, lat]: LonLat, reach: Reach, shown: ThingsShown): MapThing[] {
  const isNear = (atLon: number, atLat: number, reachM: number): number | null => {
    const box = reachM / METRES_A_DEGREE;
    if (Math.abs(atLat - lat) > box || Math.abs(atLon - lon) > box * LON_SLACK) return null;
    const metres = metresBetween(lon, lat, atLon, atLat);
    return metres <= reachM ? metres : null;
  };
  const incidents: [number, MapThing][] = [];
  for (const incident of shown.incidents) {
    const metres = isNear(incident.lon, incident.lat, reach.incidentM);
    if (metres !== null) incidents.push([metres, { kind: 'incident', incident }]);
  }
  const units: [number, MapThing][] = [];
  shown.positions.forEach((slot, index) => {
    const unit = shown.units.byIndex.get(index as UnitIndex);
    const fixAgeMs = shown.serverNow - shown.positions.fixTimeMs[slot]!;
    if (!unit?.onDuty || fixAgeMs > archivedAfterMs(shown.reportIntervalS(unit))) return;
    const metres = isNear(shown.positions.lon[slot]!, shown.positions.lat[slot]!, reach.unitM);
    if (metres !== null) units.push([metres, { kind: 'unit', unit, fixAgeMs }]);
  });
  const points: [number, MapThing][] = [];
  for (const { properties, geometry } of shown.points) {
    const metres = isNear(geometry.coordinates[0], geometry.coordinates[1], reach.pointM);
    if (metres !== null)
      points.push([
        metres,
        {
          ...{ kind: 'point', code: properties.code as PointCode, name: properties.name },
          at: [geometry.coordinates[0], geometry.coordinates[1]],
        },
      ]);
  }
  return [incidents, units, points].flatMap(kind => kind.sort((a, b) => a[0] - b[0]).map(([, thing]) => thing));
}
