/**
 * Where the camera stands when the whole subdistrict fits between the rails.
 * In: bounds `[west, south, east, north]` in degrees, window and free margins in CSS px. Out: MapLibre centre and zoom.
 * Calculated here, and not asked of the map, because line widths and label steps of the style depend on this zoom.
 */
import type { LonLat } from '../../server/contract/coordinates.ts';

export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface OverviewCamera {
  center: LonLat;
  zoom: number;
}

/** `[west, south, east, north]` in degrees. */
type Bounds = [number, number, number, number];

/** MapLibre's world is 512 px wide at zoom 0. */
const WORLD_PX = 512;

function mercatorX(lon: number): number {
  return (lon + 180) / 360;
}

function mercatorY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

function latOfMercatorY(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

export function overviewCamera(
  [west, south, east, north]: Readonly<Bounds>,
  widthPx: number,
  heightPx: number,
  margins: Margins,
): OverviewCamera {
  const left = mercatorX(west);
  const right = mercatorX(east);
  const top = mercatorY(north);
  const bottom = mercatorY(south);
  const freeWidth = Math.max(1, widthPx - margins.left - margins.right);
  const freeHeight = Math.max(1, heightPx - margins.top - margins.bottom);
  const scale = Math.min(freeWidth / (right - left), freeHeight / (bottom - top)) / WORLD_PX;
  // The middle of the free ground is not the middle of the window: shift the centre by half the difference.
  const shiftX = (margins.right - margins.left) / 2 / (scale * WORLD_PX);
  const shiftY = (margins.bottom - margins.top) / 2 / (scale * WORLD_PX);
  return {
    center: [((left + right) / 2 + shiftX) * 360 - 180, latOfMercatorY((top + bottom) / 2 + shiftY)],
    zoom: Math.log2(scale),
  };
}

/** `[west, south, east, north]` of what such a camera shows in a window. */
export function seenFrom({ center, zoom }: OverviewCamera, widthPx: number, heightPx: number): Bounds {
  const px = WORLD_PX * 2 ** zoom;
  const [x, y] = [mercatorX(center[0]), mercatorY(center[1])];
  const [halfX, halfY] = [widthPx / 2 / px, heightPx / 2 / px];
  return [(x - halfX) * 360 - 180, latOfMercatorY(y + halfY), (x + halfX) * 360 - 180, latOfMercatorY(y - halfY)];
}

/** Metres of a CSS pixel at a latitude and zoom. */
export function metresPerPx(lat: number, zoom: number): number {
  return (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (WORLD_PX * 2 ** zoom);
}
