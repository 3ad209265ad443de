/**
 * What the shape of the files cannot say and the server would stumble over later: an unknown time zone, bounds the wrong way round,
 * ids given twice, rings that enclose nothing, areas and points far from the bounds (swapped or undeclared coordinates).
 * In: a profile as read. Out: the first fault as one line with file, feature and reason, or null.
 * Cheap enough for every start. Gaps, overlaps and crossing edges are found by `npm run geodata:check`, which takes seconds.
 */
import type { ProfileData } from '../../geodata/load-profile.ts';
import type { ProfileSettings } from '../../geodata/profile-settings.ts';

type Place = readonly [lon: number, lat: number];

/** About 5 km: as far outside as a position may be. */
const MARGIN_DEG = 0.05;

export function profileFault(data: ProfileData): string | null {
  return settingsFault(data.settings) ?? shapeFault(data);
}

function settingsFault(settings: ProfileSettings): string | null {
  const { timeZone, bounds, unitClasses, channels } = settings;
  const [west, south, east, north] = bounds;
  if (!isTimeZone(timeZone)) return `profile.json: timeZone: there is no time zone ${JSON.stringify(timeZone)}`;
  if (!(west < east && south < north))
    return `profile.json: bounds: [${bounds.join(', ')}] is not [west, south, east, north]`;
  for (const [name, list] of Object.entries({ unitClasses, channels })) {
    const seen = new Set<string>();
    for (const { id } of list) {
      if (seen.has(id)) return `profile.json: ${name}: ${id} stands there twice`;
      seen.add(id);
    }
  }
  return null;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function shapeFault({ settings, outline, grids, communities, zones, sanitationPoints }: ProfileData): string | null {
  const [west, south, east, north] = settings.bounds;
  const isNear = ([lon, lat]: Place) =>
    lon >= west - MARGIN_DEG && lon <= east + MARGIN_DEG && lat >= south - MARGIN_DEG && lat <= north + MARGIN_DEG;
  const farFrom = (place: Place) => `[${place.join(', ')}] is far outside the bounds of profile.json`;

  const areas = {
    outline: outline.features.map(({ properties, geometry }) => ({ name: properties.code, geometry })),
    grids: grids.features.map(({ properties, geometry }) => ({ name: properties.code, geometry })),
    communities: communities.features.map(({ properties, geometry }) => ({ name: properties.code, geometry })),
    zones: zones.features.map(({ properties, geometry }) => ({ name: properties.id, geometry })),
  };
  for (const [file, features] of Object.entries(areas)) {
    for (const [i, { name, geometry }] of features.entries()) {
      for (const ring of geometry.coordinates) {
        const stray = ring.find(place => !isNear(place));
        const fault = stray ? farFrom(stray) : ringFault(ring);
        if (fault) return `${file}.geojson: feature ${i} (${name}): ${fault}`;
      }
    }
  }
  const far = sanitationPoints.features.findIndex(({ geometry }) => !isNear(geometry.coordinates));
  const point = sanitationPoints.features[far];
  return point
    ? `sanitation-points.geojson: feature ${far} (${point.properties.code}): ${farFrom(point.geometry.coordinates)}`
    : null;
}

function ringFault(ring: readonly Place[]): string | null {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return 'a ring is not closed';
  let doubled = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    // Seen from the first corner: far from the origin the products would drown the difference.
    doubled += (ax - first[0]) * (by - first[1]) - (bx - first[0]) * (ay - first[1]);
  }
  return doubled === 0 ? 'a ring encloses nothing' : null;
}
