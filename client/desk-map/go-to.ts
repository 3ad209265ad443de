/**
 * Brings the map to a place. In: the stage, the place, how close it is looked at, how much of the map is covered. Moves only when it
 * must: a map that jumps with every row of the list tires the eye.
 */
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { MapStage } from '../map/map-canvas.tsx';

/** Zoom steps beyond the overview at which a selected incident is looked at. */
export const CLOSE_STEPS = 1.8;
const EASE_MS = 500;
/** A selected incident that stands in the middle three quarters of the map stays where it is. */
const EDGE_SHARE = 0.125;
/** However long the list at the foot is, something of the map is left to look at. */
const MOST_COVERED_SHARE = 0.6;

/** What lies over the map, at its foot and at its right edge. */
export interface Covered {
  bottomPx: number;
  rightPx: number;
}

export function goTo({ map }: MapStage, at: LonLat, closest: number, covered: Covered): void {
  const whole = map.getCanvas().getBoundingClientRect();
  const bottomPx = Math.min(covered.bottomPx, whole.height * MOST_COVERED_SHARE);
  const rightPx = Math.min(covered.rightPx, whole.width * MOST_COVERED_SHARE);
  const [width, height] = [whole.width - rightPx, whole.height - bottomPx];
  const { x, y } = map.project(at);
  const inside =
    x > width * EDGE_SHARE && x < width * (1 - EDGE_SHARE) && y > height * EDGE_SHARE && y < height * (1 - EDGE_SHARE);
  if (inside && map.getZoom() >= closest - 1) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  map.easeTo({
    ...{ center: at, zoom: Math.max(map.getZoom(), closest), offset: [-rightPx / 2, -bottomPx / 2] },
    duration: still ? 0 : EASE_MS,
  });
}
