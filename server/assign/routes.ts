/** "Which grid is this?": the same answer an incident at that place would get. */
import { z } from 'zod';
import { type Crs, crs } from '../contract/coordinates.ts';
import { communityCode, gridCode, zoneId } from '../contract/ids.ts';
import { assignedBy } from '../contract/incident.ts';
import { queryNumber } from '../http/query-values.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Placed } from './placed.ts';

export function assignRoutes(place: (lon: number, lat: number, crs: Crs) => Placed): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/assign',
      action: 'geography:read',
      summary: '查询一个坐标所属的网格、社区和片区，以及判定依据。',
      query: z.strictObject({ lon: queryNumber, lat: queryNumber, crs: crs.optional() }),
      answer: z.object({
        lon: z.number(),
        lat: z.number(),
        grid: gridCode.nullable(),
        community: communityCode.nullable(),
        zone: zoneId.nullable(),
        assignedBy,
        onBoundary: z.boolean(),
      }),
      handle({ query }) {
        const { lonLat, ...placed } = place(query.lon, query.lat, query.crs ?? 'WGS84');
        return { lon: lonLat[0], lat: lonLat[1], ...placed };
      },
    }),
  ];
}
