/** "Which grid is this?": the same answer an incident at that place would get. */
import { z } from 'zod';
import { type Crs, crs } from '../contract/coordinates.ts';
import { communityCode, gridCode, zoneId } from '../contract/ids.ts';
import { assignedBy, incidentRecord } from '../contract/incident.ts';
import { plainText } from '../contract/plain-text.ts';
import { queryNumber } from '../http/query-values.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Placed } from './placed.ts';

/** Checks and converts a pair, and finds what holds it; throws `Refused` for what is no place. */
export type PlaceFinder = (lon: number, lat: number, crs: Crs, statedCommunity?: string) => Placed;

export function assignRoutes(place: PlaceFinder): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/assign',
      action: 'geography:read',
      summary:
        '查询一个坐标在各网格体系中的归属（网格、社区、片区）及判定依据；community 为报告人所述社区，仅在没有网格覆盖时采用。',
      query: z.strictObject({
        lon: queryNumber,
        lat: queryNumber,
        crs: crs.optional(),
        community: plainText.max(24).optional(),
      }),
      answer: z.object({
        lon: z.number(),
        lat: z.number(),
        grid: gridCode.nullable(),
        community: communityCode.nullable(),
        zone: zoneId.nullable(),
        assignedBy,
        onBoundary: z.boolean(),
        networks: incidentRecord.shape.networks,
        boundaryVersion: z.string(),
      }),
      handle({ query }) {
        const { lonLat, ...placed } = place(query.lon, query.lat, query.crs ?? 'WGS84', query.community);
        return { lon: lonLat[0], lat: lonLat[1], ...placed };
      },
    }),
  ];
}
