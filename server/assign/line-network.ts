/**
 * A grid network of road sections (路段网格, S1-28): which section a place belongs to.
 * In: sections as lines with a code. Out: an index that finds the nearest one within the tolerance.
 * Where sections meet, several are equally near: the lowest code wins and the answer says so, as on a shared edge of polygons.
 */
import { bbox, circle, geojsonRbush, point, pointToLineDistance } from '@turf/turf';
import type { Feature, LineString } from 'geojson';
import type { BoundaryProperties, NetworkIndex } from './network-index.ts';

export type RoadSection = Feature<LineString, BoundaryProperties>;

/** Two distances that differ by less are the same place of the drawing. */
const SAME_M = 0.01;
/** North, east, south and west are enough for a box. */
const AROUND = { steps: 4, units: 'meters' } as const;

export function lineNetwork(sections: readonly RoadSection[], toleranceM: number): NetworkIndex {
  const tree = geojsonRbush<LineString, BoundaryProperties>();
  tree.load([...sections]);
  return {
    rule: 'road-section',
    grids: sections.map(({ properties }) => properties),
    locate(lonLat, community) {
      const place = point(lonLat);
      const near = tree
        .search(bbox(circle(place, toleranceM, AROUND)))
        .features.filter(
          ({ properties }) => community === undefined || (properties.community ?? community) === community,
        )
        .map(section => ({
          grid: section.properties,
          distanceM: pointToLineDistance(place, section.geometry, { units: 'meters' }),
        }))
        .filter(({ distanceM }) => distanceM <= toleranceM);
      const nearestM = Math.min(...near.map(({ distanceM }) => distanceM));
      const nearest = near.filter(({ distanceM }) => distanceM - nearestM < SAME_M);
      nearest.sort((a, b) => (a.grid.code < b.grid.code ? -1 : 1));
      const [first] = nearest;
      return first ? { ...first.grid, onBoundary: nearest.length > 1 } : null;
    },
  };
}
