/** How large a ring is: `3.4`, `120`. */
import { area, polygon } from '@turf/turf';
import type { LonLat } from '../../server/contract/coordinates.ts';

export function hectares(ring: readonly LonLat[]): string {
  const ha = area(polygon([ring.map(([lon, lat]) => [lon, lat])])) / 10_000;
  return ha < 10 ? ha.toFixed(1) : String(Math.round(ha));
}
