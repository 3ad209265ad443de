/** Coordinates on the wire: `[lon, lat]` in degrees. WGS-84 (= CGCS2000 for our purpose) unless `crs` says otherwise. */
import { z } from 'zod';

/** Coordinate systems a sender may declare; converted once at ingest, the raw pair is kept. */
export const crs = z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09', 'EPSG:4547', 'EPSG:4526']);
export type Crs = z.infer<typeof crs>;

/** `[lon, lat]` in WGS-84 degrees. */
export type LonLat = [lon: number, lat: number];

/**
 * An instant as senders write it: ISO 8601 with a zone (`2026-11-22T14:05:00+08:00`, `…Z`) or UTC milliseconds.
 * A time without a zone is refused rather than guessed.
 */
export const instant = z.union([z.iso.datetime({ offset: true }), z.int().min(0).max(8_640_000_000_000_000)]);

/** UTC milliseconds of an `instant`. */
export function instantMs(value: z.infer<typeof instant>): number {
  return typeof value === 'number' ? value : Date.parse(value);
}
