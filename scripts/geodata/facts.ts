/**
 * Reads the source facts the map is built from (geodata/sources/xinan-facts.json).
 * Out: outline, communities, stations, creek and peaks, as they stand in the file: [lon, lat], WGS-84, four decimals.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { communityCode, lonLat } from '../../geodata/profile-files.ts';

const factsFile = z.object({
  outline: z.array(lonLat),
  communities: z.array(
    z.object({ name: z.string(), code: communityCode, at: lonLat, confidence: z.enum(['low', 'mid']) }),
  ),
  creek: z.object({ name: z.string(), waypoints: z.array(lonLat) }),
  peaks: z.array(z.object({ name: z.string(), at: lonLat })),
  stations: z.array(z.object({ name: z.string(), lines: z.string(), at: lonLat })),
});
export type Facts = z.infer<typeof factsFile>;

export function readFacts(): Facts {
  const url = new URL('../../geodata/sources/xinan-facts.json', import.meta.url);
  return factsFile.parse(JSON.parse(readFileSync(url, 'utf8')));
}
