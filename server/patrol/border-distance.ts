/**
 * Metres from a place to the border of an area. In: areas as polygons. Out: a function of area number and place.
 * On a plane through the middle of the jurisdiction, which is exact to a few millimetres at the distances asked for. Asked only of
 * fixes that lie on the other side of a border, so a walk along the edges is cheap enough.
 */
import type { MultiPolygon, Polygon } from 'geojson';

const METRES_A_DEGREE = 111_320;

export type BorderDistance = (area: number, lon: number, lat: number) => number;

export function borderDistance(shapes: readonly (Polygon | MultiPolygon)[], middleLat: number): BorderDistance {
  const lonM = METRES_A_DEGREE * Math.cos((middleLat * Math.PI) / 180);
  const edges = shapes.map(shape => edgesOf(shape, lonM));
  return (area, lon, lat) => {
    const own = edges[area]!;
    const x = lon * lonM;
    const y = lat * METRES_A_DEGREE;
    let nearest = Number.POSITIVE_INFINITY;
    for (let at = 0; at < own.length; at += 4) {
      const x1 = own[at]!;
      const y1 = own[at + 1]!;
      const dx = own[at + 2]! - x1;
      const dy = own[at + 3]! - y1;
      const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
      const offX = x1 + along * dx - x;
      const offY = y1 + along * dy - y;
      nearest = Math.min(nearest, offX * offX + offY * offY);
    }
    return Math.sqrt(nearest);
  };
}

/** x1, y1, x2, y2 of every edge, in metres. */
function edgesOf(shape: Polygon | MultiPolygon, lonM: number): Float64Array {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
  const edges: number[] = [];
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [from, to] = [ring[i - 1]!, ring[i]!];
      edges.push(from[0]! * lonM, from[1]! * METRES_A_DEGREE, to[0]! * lonM, to[1]! * METRES_A_DEGREE);
    }
  return new Float64Array(edges);
}
