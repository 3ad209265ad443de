/**
 * Brings the map to a place. In: the stage, the place, how close it is looked at, what lies over the foot of the map. Moves only when it
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

/** `below` lies over the map. */
export function goTo({ map }: MapStage, at: LonLat, closest: number, below: HTMLElement | null): void {
  const { width, height: whole } = map.getCanvas().getBoundingClientRect();
  const coveredPx = Math.min(below?.clientHeight ?? 0, whole * MOST_COVERED_SHARE);
  const height = whole - coveredPx;
  const { x, y } = map.project(at);
  const inside =
    x > width * EDGE_SHARE && x < width * (1 - EDGE_SHARE) && y > height * EDGE_SHARE && y < height * (1 - EDGE_SHARE);
  if (inside && map.getZoom() >= closest - 1) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  map.easeTo({
    ...{ center: at, zoom: Math.max(map.getZoom(), closest), offset: [0, -coveredPx / 2] },
    duration: still ? 0 : EASE_MS,
  });
}
