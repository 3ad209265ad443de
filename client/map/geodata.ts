/** The ground as the server describes it: profile and layers, checked against their schemas, fetched once at start. */
import type { FeatureCollection, Point } from 'geojson';
import { z } from 'zod';
import {
  LAYER_FEATURES,
  type Layer,
  type LayerFeature,
  type LayerName,
  layerEnvelope,
} from '../../geodata/profile-files.ts';
import { servedProfile } from '../../geodata/profile-settings.ts';
import { commandOrgans, coordinationBody, organ } from '../../server/contract/organ.ts';

/** What the server says of the jurisdiction: the profile's settings, and its organs with one station a community. */
const jurisdiction = servedProfile.extend({
  organs: z.array(organ),
  bodies: z.array(coordinationBody),
  command: commandOrgans,
});

async function get(path: string): Promise<unknown> {
  const response = await fetch(`/api/v1/${path}`, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`/api/v1/${path}: ${response.status}`);
  return response.json();
}

async function layer<L extends LayerName>(name: L): Promise<Layer<LayerFeature<L>>> {
  const { features } = layerEnvelope.parse(await get(`geodata/${name}`));
  return { type: 'FeatureCollection', features: features.map(f => LAYER_FEATURES[name].parse(f) as LayerFeature<L>) };
}

/** Alone: a new negative list changes the categories and nothing of the ground. Throws like `loadGeodata`. */
export async function loadProfile() {
  return jurisdiction.parse(await get('profile'));
}

/** Throws when the server is away, refuses, or sends something that is not the layer it should be. */
export async function loadGeodata() {
  const [profile, outline, zones, communities, grids, points, roads, water, green, places] = await Promise.all([
    loadProfile(),
    layer('outline'),
    layer('zones'),
    layer('communities'),
    layer('grids'),
    layer('sanitation-points'),
    layer('roads'),
    layer('water'),
    layer('green'),
    layer('places'),
  ]);
  return { profile, outline, zones, communities, grids, points, roads, water, green, places };
}

export type Geodata = Awaited<ReturnType<typeof loadGeodata>>;

/** Label points of polygons, so that each name stands once, at the visual centre, whatever the tiles do. */
export function namePoints(
  features: Array<{ properties: { name: string; labelAt: readonly [number, number] } }>,
): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: features.map(({ properties }) => ({
      type: 'Feature',
      properties: { name: properties.name, shortName: properties.name.replace(/社区$/, '') },
      geometry: { type: 'Point', coordinates: [...properties.labelAt] },
    })),
  };
}

/** Every name on the ground. */
export function* groundNames({ zones, communities, grids, roads, places }: Geodata): Generator<string> {
  for (const { features } of [zones, communities, grids, roads, places]) {
    for (const feature of features) if (feature.properties.name) yield feature.properties.name;
  }
}

/** How far around the subdistrict the ground is drawn. */
const GROUND_DEG = 0.085;

/** Bounds of all the ground there is to look at. */
export function limitsOf(geodata: Geodata): Bounds {
  const [west, south, east, north] = boundsOf(geodata);
  return [west - GROUND_DEG, south - GROUND_DEG, east + GROUND_DEG, north + GROUND_DEG];
}

type Bounds = [west: number, south: number, east: number, north: number];

/** `[west, south, east, north]` of the outline in degrees. */
export function boundsOf({ outline }: Geodata): Bounds {
  return boundsOfRings(outline.features);
}

/** The same of one zone; undefined = there is none of that id. */
export function boundsOfZone({ zones }: Geodata, id: string): Bounds | undefined {
  const zone = zones.features.filter(({ properties }) => properties.id === id);
  return zone.length === 0 ? undefined : boundsOfRings(zone);
}

function boundsOfRings(features: readonly { geometry: { coordinates: unknown } }[]): Bounds {
  const corners = features.flatMap(({ geometry }) => (geometry.coordinates as unknown[]).flat(8)) as number[];
  const lons = corners.filter((_, i) => i % 2 === 0);
  const lats = corners.filter((_, i) => i % 2 === 1);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
