/**
 * The files of a profile: what a subdistrict's map and rule data look like on disk.
 * In: parsed JSON. Out: typed records, or a zod error that says which field is wrong.
 * Used by server and browser alike, so it depends on zod only. Coordinates are [lon, lat] in WGS-84.
 * Surprising rule: codes are text, never numbers, because a spreadsheet turns 440306017018001 into 4.40306E+14.
 */
import { z } from 'zod';

const digits = (count: number) => z.string().regex(new RegExp(`^\\d{${count}}$`), `must be ${count} digits`);

export const gridCode = digits(15).brand<'GridCode'>();
export const communityCode = digits(12).brand<'CommunityCode'>();
export const zoneId = z
  .string()
  .regex(/^[a-z][a-z-]*$/, 'must be a kebab-case id')
  .brand<'ZoneId'>();
export const pointCode = z
  .string()
  .regex(/^XA-\d{4}$/, 'must look like XA-0001')
  .brand<'PointCode'>();

export type GridCode = z.infer<typeof gridCode>;
export type CommunityCode = z.infer<typeof communityCode>;
export type ZoneId = z.infer<typeof zoneId>;

export const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LonLat = z.infer<typeof lonLat>;

const ring = z.array(lonLat).min(4, 'a ring needs 4 positions');
const pointGeometry = z.object({ type: z.literal('Point'), coordinates: lonLat });
const lineGeometry = z.object({ type: z.literal('LineString'), coordinates: z.array(lonLat).min(2) });
const polygonGeometry = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) });

/** The 12 venue types of the city's sanitation index, in the order the city publishes them. */
export const VENUE_TYPES = [
  'municipal-road',
  'public-institution',
  'urban-village',
  'residential-industrial',
  'market',
  'commercial-street',
  'square-park',
  'footbridge-passage',
  'construction-site',
  'transfer-station',
  'sanitation-vehicle',
  'public-toilet',
] as const;
export type VenueType = (typeof VENUE_TYPES)[number];

export const ROAD_CLASSES = ['expressway', 'trunk', 'main', 'secondary', 'minor'] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

function featureOf<G extends z.ZodType, P extends z.ZodType>(geometry: G, properties: P) {
  return z.object({ type: z.literal('Feature'), properties, geometry });
}

const name = z.string().min(1);

const outlineFeature = featureOf(polygonGeometry, z.object({ name, code: digits(9) }));
const gridFeature = featureOf(
  polygonGeometry,
  z.object({ code: gridCode, name, community: communityCode, zone: zoneId, labelAt: lonLat }),
);
const communityFeature = featureOf(
  polygonGeometry,
  z.object({
    code: communityCode,
    name,
    zone: zoneId,
    labelAt: lonLat,
    anchorConfidence: z.enum(['low', 'mid', 'high']),
  }),
);
const zoneFeature = featureOf(
  polygonGeometry,
  z.object({
    id: zoneId,
    name,
    order: z.int().min(1),
    communities: z.array(communityCode).min(1),
    labelAt: lonLat,
  }),
);
const sanitationPointFeature = featureOf(
  pointGeometry,
  z.object({
    code: pointCode,
    name,
    venueType: z.enum(VENUE_TYPES),
    community: communityCode,
    grid: gridCode,
    responsibleRole: name,
    responsiblePerson: name.optional(), // absent = 未设定
  }),
);
const roadFeature = featureOf(lineGeometry, z.object({ name: name.nullable(), class: z.enum(ROAD_CLASSES) }));
const waterFeature = featureOf(
  z.union([polygonGeometry, lineGeometry]),
  z.object({ name, kind: z.enum(['sea', 'creek', 'river', 'lake']) }),
);
const greenFeature = featureOf(polygonGeometry, z.object({ name, kind: z.enum(['hill', 'park']) }));
const placeFeature = featureOf(
  pointGeometry,
  z.object({
    name,
    kind: z.enum(['station', 'landmark', 'peak', 'sea-name', 'neighbour']),
    lines: z
      .string()
      .regex(/^\d+(,\d+)*$/)
      .optional(),
    rank: z.int().min(1).max(3),
  }),
);

export type OutlineFeature = z.infer<typeof outlineFeature>;
export type GridFeature = z.infer<typeof gridFeature>;
export type CommunityFeature = z.infer<typeof communityFeature>;
export type ZoneFeature = z.infer<typeof zoneFeature>;
export type SanitationPointFeature = z.infer<typeof sanitationPointFeature>;
export type RoadFeature = z.infer<typeof roadFeature>;
export type WaterFeature = z.infer<typeof waterFeature>;
export type GreenFeature = z.infer<typeof greenFeature>;
export type PlaceFeature = z.infer<typeof placeFeature>;

/** One schema per file; the loader and the browser go through this table, so a new layer is one line. */
export const LAYER_FEATURES = {
  outline: outlineFeature,
  grids: gridFeature,
  communities: communityFeature,
  zones: zoneFeature,
  'sanitation-points': sanitationPointFeature,
  roads: roadFeature,
  water: waterFeature,
  green: greenFeature,
  places: placeFeature,
} as const;
export type LayerName = keyof typeof LAYER_FEATURES;
export type LayerFeature<L extends LayerName> = z.infer<(typeof LAYER_FEATURES)[L]>;

export type Layer<F> = { type: 'FeatureCollection'; features: F[] };

/** The envelope of every .geojson file; its features are parsed one by one, so an error can name the feature. */
export const layerEnvelope = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
