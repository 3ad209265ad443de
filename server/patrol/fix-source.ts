/** One accepted position of a registered unit: the one shape that every source is turned into. */
import type { Crs } from '../contract/coordinates.ts';
import type { UnitIndex } from '../contract/ids.ts';

/** By which door it came; the order is stored as a number in track blocks, so new ones go to the end. */
export const FIX_SOURCES = ['http', 'osmand'] as const;
export type FixSource = (typeof FIX_SOURCES)[number];

export interface Fix {
  unitIndex: UnitIndex;
  /** WGS-84 degrees. */
  lon: number;
  lat: number;
  /** UTC ms by the device. */
  fixTimeMs: number;
  /** UTC ms by us. */
  receivedAtMs: number;
  accuracyM: number | null;
  speedMps: number | null;
  /** 0..360 clockwise from north. */
  headingDeg: number | null;
  source: FixSource;
  /** As it was sent. */
  raw: { lon: number; lat: number; crs: Crs };
}
