/**
 * Where named roads meet: people on the phone say two roads more often than a house number.
 * In: the roads of the profile. Out: one crossing for each pair of names at each place they meet.
 * Two roads that run into each other for a stretch, or carriageways drawn apart, meet in many points; points nearer than
 * `SAME_CROSSING_M` are one crossing.
 */
import { bbox, distance, lineIntersect } from '@turf/turf';
import type { Feature, LineString } from 'geojson';
import type { LonLat } from '../contract/coordinates.ts';

export interface Crossing {
  /** In the order of their names' code points, so that a crossing has one name. */
  roads: [string, string];
  lonLat: LonLat;
}

type Road = Feature<LineString, { name: string | null }>;
type Box = [west: number, south: number, east: number, north: number];

const SAME_CROSSING_M = 120;

export function roadCrossings(roads: readonly Road[]): Crossing[] {
  const named = roads
    .filter((road): road is Feature<LineString, { name: string }> => road.properties.name !== null)
    .map(road => ({ road, name: road.properties.name, box: bbox(road) as Box }));
  const crossings: Crossing[] = [];
  for (const [i, one] of named.entries()) {
    for (const other of named.slice(i + 1)) {
      if (one.name === other.name || !overlap(one.box, other.box)) continue;
      const names = one.name < other.name ? ([one.name, other.name] as const) : ([other.name, one.name] as const);
      for (const { geometry } of lineIntersect(one.road, other.road).features)
        add([...names], geometry.coordinates as LonLat);
    }
  }
  return crossings;

  function add(pair: [string, string], lonLat: LonLat): void {
    const known = crossings.some(
      ({ roads: [a, b], lonLat: at }) =>
        a === pair[0] && b === pair[1] && distance(at, lonLat, { units: 'meters' }) < SAME_CROSSING_M,
    );
    if (!known) crossings.push({ roads: pair, lonLat });
  }
}

function overlap(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
