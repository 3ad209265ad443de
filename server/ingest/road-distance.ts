/**
 * Metres from a place to the nearest road, up to 100 m; further is 100. For the question whether a track follows the roads ([P-33]).
 * In: the roads of a profile. Out: a function of WGS-84 degrees, about 1 µs a call.
 * The surprise: each road section is listed in every square of 100 m that its box comes within 100 m of, so one square answers.
 */
import type { LineString, MultiLineString } from 'geojson';

const METRES_A_DEGREE = 111_320;
export const FAR_M = 100;

export type RoadDistance = (lon: number, lat: number) => number;

export function roadDistance(roads: readonly (LineString | MultiLineString)[], middleLat: number): RoadDistance {
  const lonM = METRES_A_DEGREE * Math.cos((middleLat * Math.PI) / 180);
  const squares = new Map<number, number[]>();
  const lines = roads.flatMap(road => (road.type === 'LineString' ? [road.coordinates] : road.coordinates));
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1]!, line[i]!];
      list(squares, from[0]! * lonM, from[1]! * METRES_A_DEGREE, to[0]! * lonM, to[1]! * METRES_A_DEGREE);
    }
  return (lon, lat) => {
    const x = lon * lonM;
    const y = lat * METRES_A_DEGREE;
    const near = squares.get(square(squareOf(x), squareOf(y)));
    if (!near) return FAR_M;
    let nearest = FAR_M * FAR_M;
    for (let at = 0; at < near.length; at += 4) {
      const x1 = near[at]!;
      const y1 = near[at + 1]!;
      const dx = near[at + 2]! - x1;
      const dy = near[at + 3]! - y1;
      const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
      const offX = x1 + along * dx - x;
      const offY = y1 + along * dy - y;
      nearest = Math.min(nearest, offX * offX + offY * offY);
    }
    return Math.sqrt(nearest);
  };
}

function list(squares: Map<number, number[]>, x1: number, y1: number, x2: number, y2: number): void {
  for (let column = squareOf(Math.min(x1, x2) - FAR_M); column <= squareOf(Math.max(x1, x2) + FAR_M); column++)
    for (let row = squareOf(Math.min(y1, y2) - FAR_M); row <= squareOf(Math.max(y1, y2) + FAR_M); row++) {
      const key = square(column, row);
      const sections = squares.get(key);
      if (sections) sections.push(x1, y1, x2, y2);
      else squares.set(key, [x1, y1, x2, y2]);
    }
}

const squareOf = (metres: number) => Math.floor(metres / FAR_M);
/** China is 62,000 squares wide and 40,000 high: one number for both. */
const square = (column: number, row: number) => column * 1_000_000 + row;
