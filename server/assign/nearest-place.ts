/**
 * What people would say where they are: the nearest named place of a point within 150 m. In: the profile's places. Out: a name, or null.
 * Only what stands at one spot: the middle of a road or of a community says nothing about a point beside it.
 */
import { metresBetween } from '../../geodata/metres-between.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { PlaceFound } from '../contract/place-found.ts';

const NEAR_M = 150;
/** Degrees, a little more than `NEAR_M` in either direction below 40° N: a box is looked at before a distance is calculated. */
const NEAR_DEG = 0.002;
const AT_ONE_SPOT: ReadonlySet<PlaceFound['kind']> = new Set(['crossing', 'station', 'landmark', 'scoring-point']);

export function nearestPlace(places: readonly Pick<PlaceFound, 'kind' | 'name' | 'lon' | 'lat'>[]) {
  const spots = places.filter(({ kind }) => AT_ONE_SPOT.has(kind));
  return ([lon, lat]: LonLat): string | null => {
    let nearest: string | null = null;
    let nearestM = NEAR_M;
    for (const spot of spots) {
      if (Math.abs(spot.lon - lon) > NEAR_DEG || Math.abs(spot.lat - lat) > NEAR_DEG) continue;
      const metres = metresBetween(lon, lat, spot.lon, spot.lat);
      if (metres > nearestM) continue;
      nearest = spot.name;
      nearestM = metres;
    }
    return nearest;
  };
}
