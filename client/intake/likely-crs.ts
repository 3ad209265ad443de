/**
 * In which system a pasted pair was probably meant. Map apps of the mainland give GCJ-02 or BD-09, which lie 500 m to 1.2 km away.
 * In: the pair as written, the outline of the area. Out: the systems under which it lies inside; the form hints only when WGS-84 is
 * not among them. Conversion for real happens once, on the server, from the pair as it was written.
 */
import { booleanPointInPolygon } from '@turf/turf';
import gcoord from 'gcoord';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { Geodata } from '../map/geodata.ts';

export const TYPED_CRS = ['WGS84', 'GCJ02', 'BD09'] as const;
export type TypedCrs = (typeof TYPED_CRS)[number];

/** For the mark on the map, until the server has said where it is. */
export function inWgs84(pair: LonLat, crs: TypedCrs): LonLat {
  if (crs === 'WGS84') return pair;
  const [lon, lat] = gcoord.transform([pair[0], pair[1]], crs === 'GCJ02' ? gcoord.GCJ02 : gcoord.BD09, gcoord.WGS84);
  return [lon!, lat!];
}

export function systemsInside(pair: LonLat, outline: Geodata['outline']): TypedCrs[] {
  return TYPED_CRS.filter(crs =>
    outline.features.some(feature => booleanPointInPolygon(inWgs84(pair, crs), feature as never)),
  );
}

/** Null = no hint: it lies inside as written, or nowhere. */
export function betterCrs(pair: LonLat, outline: Geodata['outline']): TypedCrs | null {
  const inside = systemsInside(pair, outline);
  return inside.includes('WGS84') ? null : (inside[0] ?? null);
}
