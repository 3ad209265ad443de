/**
 * Hot spots as shapes of the map: the grid of the ground or the outline of the H3 cell, with the class that shades it and the words that
 * stand in it. In: spots and class bounds. Out: polygons, and a label point each, the hottest first. The only file of the client that
 * knows h3-js.
 */
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { cellToBoundary } from 'h3-js';
import type { HotSpot } from '../../server/contract/hot-spot.ts';
import type { Geodata } from '../map/geodata.ts';
import { classOf } from './spot-classes.ts';
import { changeText, numberText } from './spot-text.ts';

export interface SpotShapes {
  areas: FeatureCollection<Polygon>;
  labels: FeatureCollection<Point>;
}

export function spotShapes(
  spots: readonly HotSpot[],
  grids: Pick<Geodata['grids'], 'features'>,
  bounds: readonly number[],
): SpotShapes {
  const gridOf = new Map<string, Polygon>(
    grids.features.map(({ properties, geometry }) => [properties.code, geometry as unknown as Polygon]),
  );
  const areas: Feature<Polygon>[] = [];
  const labels: Feature<Point>[] = [];
  for (const [rank, spot] of spots.entries()) {
    const geometry = spot.kind === 'grid' ? gridOf.get(spot.id) : hexagon(spot.id);
    if (!geometry) continue;
    const properties = { id: spot.id, class: classOf(spot.number, bounds), rank };
    areas.push({ type: 'Feature', properties, geometry });
    labels.push({
      type: 'Feature',
      properties: { ...properties, number: numberText(spot.number), change: changeText(spot.change) },
      geometry: { type: 'Point', coordinates: [spot.lon, spot.lat] },
    });
  }
  return {
    areas: { type: 'FeatureCollection', features: areas },
    labels: { type: 'FeatureCollection', features: labels },
  };
}

function hexagon(cell: string): Polygon {
  return { type: 'Polygon', coordinates: [cellToBoundary(cell, true)] };
}
