/**
 * Metres east and north of a map centre, and back: good to a millimetre per metre over a subdistrict.
 * In: `[lon, lat]` in WGS-84 degrees. Out: `[x, y]` in metres, or the reverse.
 */
import type { LonLat } from './profile-files.ts';

export type Metres = readonly [x: number, y: number];

export interface LocalPlane {
  toMetres(at: readonly [number, number]): Metres;
  toLonLat(at: Metres): LonLat;
}

export function localPlane([originLon, originLat]: readonly [number, number]): LocalPlane {
  const latRad = (originLat * Math.PI) / 180;
  // Series of the WGS-84 ellipsoid; a sphere would be 0.3 % off northwards.
  const metresPerLat = 111_132.95 - 559.82 * Math.cos(2 * latRad) + 1.175 * Math.cos(4 * latRad);
  const metresPerLon = 111_412.84 * Math.cos(latRad) - 93.5 * Math.cos(3 * latRad);
  return {
    toMetres: ([lon, lat]) => [(lon - originLon) * metresPerLon, (lat - originLat) * metresPerLat],
    toLonLat: ([x, y]) => [originLon + x / metresPerLon, originLat + y / metresPerLat],
  };
}

export const metresBetween = (a: Metres, b: Metres): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** Degrees clockwise from north, 0 up to 360. */
export function bearingDeg(from: Metres, to: Metres): number {
  return ((Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI + 360) % 360;
}
