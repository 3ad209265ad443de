/**
 * The flat working plane of the builder: metres east and north of the map centre, and back to degrees.
 * In: [lon, lat] in WGS-84. Out: [x, y] in metres (or the reverse, rounded to 6 decimals).
 * Surprising rule: the street frame (u, v) is turned by 45°, because Xin'an's streets run diagonally:
 * u grows to the north-east (from the sea inland), v grows to the south-east (along 宝安大道).
 */

export type LonLat = [number, number]; // [lon, lat], WGS-84
export type Metres = readonly [number, number]; // [x east, y north]

const ORIGIN: LonLat = [113.893, 22.565];
const METRES_PER_LAT = 110_750; // at latitude 22.6°
const METRES_PER_LON = 111_320 * Math.cos((ORIGIN[1] * Math.PI) / 180);
const MICRO = 1e6; // six decimals, about 0.1 m: the resolution of every file we write

const round6 = (value: number): number => Math.round(value * MICRO) / MICRO;

export function toMetres([lon, lat]: readonly [number, number]): Metres {
  return [(lon - ORIGIN[0]) * METRES_PER_LON, (lat - ORIGIN[1]) * METRES_PER_LAT];
}

export function toLonLat([x, y]: Metres): LonLat {
  return [round6(ORIGIN[0] + x / METRES_PER_LON), round6(ORIGIN[1] + y / METRES_PER_LAT)];
}

/** Metres that survive the trip through six decimals unchanged, so that a vertex has one position only. */
export const snapMetres = (point: Metres): Metres => toMetres(toLonLat(point));

export function fromStreetFrame([u, v]: readonly [number, number]): Metres {
  return [(u + v) * Math.SQRT1_2, (u - v) * Math.SQRT1_2];
}

export function toStreetFrame([x, y]: Metres): readonly [number, number] {
  return [(x + y) * Math.SQRT1_2, (x - y) * Math.SQRT1_2];
}

export const distance = (a: Metres, b: Metres): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Signed area in m²; positive when the ring runs counter-clockwise. The ring is not closed. */
export function ringArea(ring: readonly Metres[]): number {
  let doubled = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j]!;
    const b = ring[i]!;
    doubled += a[0] * b[1] - b[0] * a[1];
  }
  return doubled / 2;
}

export function ringContains(ring: readonly Metres[], [x, y]: Metres): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j]!;
    const b = ring[i]!;
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Shortest way from a point to a segment, in metres. */
export function distanceToSegment(p: Metres, a: Metres, b: Metres): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

export function distanceToLine(p: Metres, line: readonly Metres[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) best = Math.min(best, distanceToSegment(p, line[i - 1]!, line[i]!));
  return best;
}
