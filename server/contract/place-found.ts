/** Answer of `GET /api/v1/places?q=` (an array of these, best first): names people say on the phone, found by characters, pinyin or its initials. */
import { z } from 'zod';
import { communityCode } from './ids.ts';

export const placeKind = z.enum([
  'road',
  'crossing',
  'station',
  'landmark',
  'park',
  'water',
  'community',
  'zone',
  'grid',
  'scoring-point',
]);

export const placeFound = z.object({
  kind: placeKind,
  name: z.string(),
  /** What tells it from others of the same name: community, line numbers, code. */
  detail: z.string(),
  /** WGS-84. */
  lon: z.number(),
  lat: z.number(),
  community: communityCode.nullable(),
});
export type PlaceFound = z.infer<typeof placeFound>;
