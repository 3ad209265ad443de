/**
 * The way of a unit over a time (轨迹): legs without a gap, and the places where it stayed. Personal data: asked for with a reason, which
 * stands in the audit before anything is answered.
 */
import { z } from 'zod';
import { instant, instantMs } from './coordinates.ts';
import { communityCode, gridCode, unitId, utcMs, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';

export const MOST_TRACK_UNITS = 10;
export const LONGEST_TRACK_MS = 24 * 3_600_000;
export const MOST_TRACK_POSITIONS = 100_000;
export const TRACK_REASON = { min: 2, max: 200 };

/** Body of `POST /api/v1/tracks/query`. At most 24 hours. */
export const trackQuestion = z.strictObject({
  units: z.array(unitId).min(1).max(MOST_TRACK_UNITS),
  from: instant.transform(instantMs),
  to: instant.transform(instantMs),
  reason: plainText.trim().min(TRACK_REASON.min).max(TRACK_REASON.max),
});
export type TrackQuestion = z.infer<typeof trackQuestion>;

export const TRACK_FORMATS = ['geojson', 'gpx', 'csv', 'xlsx'] as const;
export type TrackFormat = (typeof TRACK_FORMATS)[number];

/** Body of `POST /api/v1/tracks/export`: the same question, answered as a file. */
export const trackExport = trackQuestion.extend({ format: z.enum(TRACK_FORMATS) });

/** `[time, lon, lat, speedMps, accuracyM, headingDeg, source]`: a day holds tens of thousands of them. */
export const trackPosition = z.tuple([
  utcMs,
  z.number(),
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.string(),
]);
export type TrackPosition = z.infer<typeof trackPosition>;

export const trackLeg = z.object({
  /** Why it does not go on from the leg before: nothing was heard for more than five minutes, or nobody drives that fast. */
  cut: z.enum(['gap', 'jump']).nullable(),
  distanceM: z.number(),
  /** At least one, oldest first. */
  positions: z.array(trackPosition),
});

export const trackStop = z.object({
  from: utcMs,
  to: utcMs,
  lon: z.number(),
  lat: z.number(),
  grid: gridCode.nullable(),
  community: communityCode.nullable(),
  zone: zoneId.nullable(),
  /** The nearest place with a name within 150 m. */
  place: z.string().nullable(),
});
export type TrackStop = z.infer<typeof trackStop>;

export const unitTrack = z.object({
  unit: unitId,
  callSign: z.string(),
  positions: z.int(),
  distanceM: z.number(),
  /** Time of its legs without its stops. */
  movingMs: z.int(),
  stops: z.array(trackStop),
  legs: z.array(trackLeg),
});
export type UnitTrack = z.infer<typeof unitTrack>;

export const trackAnswer = z.object({ from: utcMs, to: utcMs, tracks: z.array(unitTrack) });
export type TrackAnswer = z.infer<typeof trackAnswer>;

/** What the hourly retention job did; `GET /api/v1/tracks/retention`, newest first. */
export const trackRetention = z.object({
  /** The retention time that holds now. */
  days: z.int(),
  runs: z.array(
    z.object({
      at: utcMs,
      days: z.int(),
      /** What was older went. */
      before: utcMs,
      blocks: z.int(),
      positions: z.int(),
      tookMs: z.int(),
    }),
  ),
});
