/**
 * What a place on the map is called when somebody clicks it: the station or landmark it is at, else the street it lies on. In: the place,
 * the ground. Out: a name, or null where nothing is near; people may always write another one.
 */
import { metresBetween } from '../../geodata/metres-between.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { Geodata } from '../map/geodata.ts';

const AT_PLACE_M = 90;
const AT_STREET_M = 45;
/** Names of a neighbour or of the sea are no place to meet. */
const NO_PLACE: ReadonlySet<string> = new Set(['neighbour', 'peak', 'sea-name']);

export function nameNear(at: LonLat, { places, roads }: Pick<Geodata, 'places' | 'roads'>): string | null {
  const place = nearest(
    places.features
      .filter(({ properties }) => !NO_PLACE.has(properties.kind))
      .map(({ properties, geometry }) => ({
        name: properties.name,
        metres: metresBetween(at[0], at[1], geometry.coordinates[0] as number, geometry.coordinates[1] as number),
      })),
    AT_PLACE_M,
  );
  if (place !== null) return place;
  return nearest(
    roads.features.flatMap(({ properties, geometry }) =>
      properties.name ? { name: properties.name, metres: metresToLine(at, geometry.coordinates as LonLat[]) } : [],
    ),
    AT_STREET_M,
  );
}

function nearest(named: readonly { name: string; metres: number }[], within: number): string | null {
  let best: { name: string; metres: number } | null = null;
  for (const one of named) if (one.metres <= within && (best === null || one.metres < best.metres)) best = one;
  return best?.name ?? null;
}

function metresToLine(at: LonLat, line: readonly LonLat[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) least = Math.min(least, metresToSegment(at, line[i - 1]!, line[i]!));
  return least;
}

function metresToSegment([lon, lat]: LonLat, [fromLon, fromLat]: LonLat, [toLon, toLat]: LonLat): number {
  // Degrees east are shorter than degrees north; inside one subdistrict the ground is flat.
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const [dx, dy] = [(toLon - fromLon) * squeeze, toLat - fromLat];
  const long = dx * dx + dy * dy;
  const share = long === 0 ? 0 : ((lon - fromLon) * squeeze * dx + (lat - fromLat) * dy) / long;
  const on = Math.max(0, Math.min(1, share));
  return metresBetween(lon, lat, fromLon + on * (toLon - fromLon), fromLat + on * (toLat - fromLat));
}
