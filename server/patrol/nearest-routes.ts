/** Who is nearest to a place, over HTTP. */
import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { type Crs, crs, type LonLat } from '../contract/coordinates.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import { nearestUnits } from '../contract/nearest-units.ts';
import { queryNumber } from '../http/query-values.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { type NearestParts, nearestUnitsTo } from './nearest-units.ts';

export interface NearestRouteParts extends NearestParts {
  /** WGS-84; throws `Refused` for what is no place. */
  place(lon: number, lat: number, crs: Crs): { lonLat: LonLat };
  mayRead(viewer: Viewer, incident: IncidentRecord, now: number): boolean;
}

const USUAL_UNITS = 10;
const MOST_UNITS = 50;

export function nearestRoutes({ place, mayRead, ...parts }: NearestRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/units/nearest',
      action: 'unit:read',
      summary: `离一个坐标最近的在岗力量：直线距离、定位时效、任务、班次，近的在前，最多 ${MOST_UNITS} 个；失联的只计数；片区长只得到本片区的。`,
      query: z.strictObject({
        lon: queryNumber,
        lat: queryNumber,
        crs: crs.optional(),
        limit: z.coerce.number().int().min(1).max(MOST_UNITS).default(USUAL_UNITS),
      }),
      answer: nearestUnits,
      handle({ viewer, query, now }) {
        const { lonLat } = place(query.lon, query.lat, query.crs ?? 'WGS84');
        const { zone } = viewer.scope;
        const question = {
          at: lonLat,
          limit: query.limit,
          zone,
          mayRead: (one: IncidentRecord) => mayRead(viewer, one, now),
        };
        return nearestUnitsTo(question, parts, now);
      },
    }),
  ];
}
