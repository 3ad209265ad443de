/** "Which grid is this?": the same answer an incident at that place would get. "Where is this?": places by name. */
import { z } from 'zod';
import { type Crs, crs } from '../contract/coordinates.ts';
import { communityCode, gridCode, zoneId } from '../contract/ids.ts';
import { assignedBy, incidentRecord } from '../contract/incident.ts';
import { placeFound } from '../contract/place-found.ts';
import { plainText } from '../contract/plain-text.ts';
import { queryNumber } from '../http/query-values.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { PlaceSearch } from './place-search.ts';
import type { Placed } from './placed.ts';

/** Checks and converts a pair, and finds what holds it; throws `Refused` for what is no place. */
export type PlaceFinder = (lon: number, lat: number, crs: Crs, statedCommunity?: string) => Placed;

export function assignRoutes(place: PlaceFinder, places: PlaceSearch): Route[] {
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
    defineRoute({
      method: 'get',
      path: '/api/v1/places',
      action: 'geography:read',
      summary:
        '按名称找地点：道路、路口、地铁站、地标、公园、水系、社区、片区、网格、测评点；汉字、拼音、首字母可混输，最相符的在前。',
      query: z.strictObject({
        q: plainText.max(60),
        limit: z.coerce.number().int().min(1).max(30).default(10),
      }),
      answer: z.array(placeFound),
      handle: ({ query }) => places.find(query.q, query.limit),
    }),
  ];
}
