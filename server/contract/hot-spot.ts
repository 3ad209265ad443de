/**
 * Where it hurts (热点): grids or hexagons of a period by incidents, repeats, overdue and lost score (demand 24). Rules:
 * server/hot-spot/SPEC.md. Null is not zero: what nobody recorded, or what the profile has no rule for (未设定), is null and no spot.
 */
import { z } from 'zod';
import { categoryId, communityCode, gridCode, incidentId, pointCode, utcMs, zoneId } from './ids.ts';
import { incidentState } from './incident.ts';
import { targetEvidence } from './operation.ts';

export const hotSpotMeasure = z.enum(['incidents', 'repeats', 'overdue', 'lost-score']);
export type HotSpotMeasure = z.infer<typeof hotSpotMeasure>;

/** Grid of the owner network, or H3 cell. */
export const hotSpotBy = z.enum(['grid', 'hexagon']);
export type HotSpotBy = z.infer<typeof hotSpotBy>;

export const hotSpotCounts = z.object({
  incidents: z.int(),
  /** Null = the profile has no rule for what a repeat is (未设定). */
  repeats: z.int().nullable(),
  overdue: z.int(),
  /** As it counts; null = no scoring point there was assessed. */
  lostScore: z.number().nullable(),
});
export type HotSpotCounts = z.infer<typeof hotSpotCounts>;

/** Of the period before; null also where the record does not reach back that far. */
const countsBefore = z.object({
  incidents: z.int().nullable(),
  repeats: z.int().nullable(),
  overdue: z.int().nullable(),
  lostScore: z.number().nullable(),
});
export type HotSpotCountsBefore = z.infer<typeof countsBefore>;

/** Days of the profile's time zone, both included; the instants they were cut at, `endsAt` not included. */
const period = z.object({ from: z.iso.date(), to: z.iso.date(), startsAt: utcMs, endsAt: utcMs });
export type HotSpotPeriod = z.infer<typeof period>;

const figures = {
  counts: hotSpotCounts,
  before: countsBefore,
  /** Of the measure asked for; null = nothing recorded. */
  number: z.number().nullable(),
  /** `number` less that of the period before; null where one of them is. */
  change: z.number().nullable(),
  /** Part of the total of the measure, 0..1; null where the total is null or 0. */
  share: z.number().nullable(),
};
const spotFigures = z.object(figures);
export type HotSpotFigures = z.infer<typeof spotFigures>;

export const hotSpot = z.object({
  /** Code of the grid, or H3 cell: its outline is `cellToBoundary` of h3-js. */
  id: z.string(),
  kind: hotSpotBy,
  /** Grid: its name; hexagon: the nearest named place, null = none near its middle. */
  name: z.string().nullable(),
  /** A point inside, WGS-84. */
  lon: z.number(),
  lat: z.number(),
  /** Hexagon: the one most of what was counted lies in. */
  community: communityCode.nullable(),
  zone: zoneId.nullable(),
  ...figures,
  number: z.number(),
});
export type HotSpot = z.infer<typeof hotSpot>;

const filters = {
  by: hotSpotBy,
  measure: hotSpotMeasure,
  /** H3 resolution; null for grids. */
  resolution: z.int().nullable(),
  period,
  before: period,
  /** As asked for; both empty = all. */
  categories: z.array(categoryId),
  groups: z.array(z.string()),
  /** Null = the whole subdistrict. */
  zone: zoneId.nullable(),
  /** Receipt of the first incident on record; null = there is none. */
  recordedSince: utcMs.nullable(),
  countedAt: utcMs,
};

/** Answer of `GET /api/v1/hot-spots?from=&to=&categories=&groups=&zone=&by=&measure=&resolution=&limit=`. */
export const hotSpots = z.object({
  ...filters,
  /** Everything, `outside` included. */
  total: spotFigures,
  /** Hottest first; only where `number` is more than 0. */
  spots: z.array(hotSpot),
  /** How many spots there are without `limit`. */
  spotsFound: z.int(),
  /** By grid: what lies in no grid of the profile, ranked nowhere; null = nothing does, or by hexagon. */
  outside: spotFigures.nullable(),
});
export type HotSpots = z.infer<typeof hotSpots>;

export const hotSpotIncident = z.object({
  id: incidentId,
  category: categoryId.nullable(),
  receivedAt: utcMs,
  state: incidentState,
  late: z.boolean(),
  repeat: z.boolean(),
  /** The one it repeats; null = none, or one that this viewer may not see. */
  earlier: incidentId.nullable(),
  lon: z.number(),
  lat: z.number(),
  grid: gridCode.nullable(),
  community: communityCode.nullable(),
  zone: zoneId.nullable(),
});
export type HotSpotIncident = z.infer<typeof hotSpotIncident>;

const spotDeduction = z.object({
  /** The sender's own number of it. */
  number: z.string(),
  point: pointCode,
  round: z.string(),
  /** Null = the sheet did not say when; it is counted at the end of its round. */
  at: utcMs.nullable(),
  item: z.string(),
  /** As it was reported, and as it counts: times the factor of the profile where it is a repeat. */
  score: z.number(),
  counted: z.number(),
  repeat: z.boolean(),
});
export type HotSpotDeduction = z.infer<typeof spotDeduction>;

/** Answer of `GET /api/v1/hot-spots/:id/evidence` with the same filters; `:id` of a spot, or `outside`. */
export const hotSpotEvidence = z.object({
  ...filters,
  /** Null: `outside`. */
  spot: hotSpot.omit({ number: true }).extend({ number: z.number().nullable() }).nullable(),
  figures: spotFigures,
  /** What the number of the measure counts, newest first, at most 1,000; empty for `lost-score`. */
  incidents: z.array(hotSpotIncident),
  incidentsFound: z.int(),
  /** Deductions of the period at its scoring points, newest first, at most 1,000. */
  deductions: z.array(spotDeduction),
  deductionsFound: z.int(),
  /** What a target of an operation plan keeps. */
  evidence: targetEvidence,
});
export type HotSpotEvidence = z.infer<typeof hotSpotEvidence>;

/** Answer of `GET /api/v1/hot-spots/targets?spots=` with the same filters: what is picked into a plan, in the order asked for. */
export const hotSpotTargets = z.object({
  ...filters,
  targets: z.array(
    z.object({
      spot: hotSpot.omit({ number: true }).extend({ number: z.number().nullable() }),
      evidence: targetEvidence,
    }),
  ),
});
export type HotSpotTargets = z.infer<typeof hotSpotTargets>;
