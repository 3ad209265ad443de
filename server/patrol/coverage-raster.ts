/**
 * The squares that patrols are counted by. In: the grids of a profile. Out: which square a place lies in, and which grid that is of.
 * A square belongs to the grid that holds its middle. Squares lie in rows from the south-western corner of all grids; the number of a
 * square is its place in that order, `OUTSIDE` beyond the rows.
 * `name` stands for exactly these squares: marks of others fit them no more.
 */
import type { ProfileData } from '../../geodata/load-profile.ts';
import { OUTSIDE } from './crossing.ts';

/** A pace of a street and its pavements; a grid of xinan has about a hundred of them. */
export const CELL_M = 25;
const METRES_A_DEGREE = 111_320;

export interface CoverageRaster {
  name: string;
  cells: number;
  columns: number;
  west: number;
  south: number;
  /** Degrees. */
  width: number;
  height: number;
  /** Hot path. */
  cellAt(lon: number, lat: number): number;
  /** By number of the cell. */
  gridOf: Int32Array;
  /** By number of the cell: the how-manieth of its grid it is. */
  placeInGrid: Int32Array;
  /** By number of the grid: its cells, in order. */
  cellsOf: readonly Int32Array[];
}

export function coverageRaster(
  { grids, settings }: Pick<ProfileData, 'grids' | 'settings'>,
  map: { grids: readonly unknown[]; gridAt(lon: number, lat: number): number },
  boundaryVersion: string,
): CoverageRaster {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of grids.features)
    for (const [lon, lat] of geometry.coordinates.flat()) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  const height = CELL_M / METRES_A_DEGREE;
  const width = height / Math.cos((settings.centre[1] * Math.PI) / 180);
  const columns = Math.floor((east - west) / width) + 1;
  const rows = Math.floor((north - south) / height) + 1;
  const cells = columns * rows;
  const gridOf = new Int32Array(cells);
  const placeInGrid = new Int32Array(cells);
  const cellsOf: number[][] = map.grids.map(() => []);
  for (let cell = 0; cell < cells; cell++) {
    const grid = map.gridAt(
      west + ((cell % columns) + 0.5) * width,
      south + (Math.floor(cell / columns) + 0.5) * height,
    );
    gridOf[cell] = grid;
    if (grid !== OUTSIDE) placeInGrid[cell] = cellsOf[grid]!.push(cell) - 1;
  }
  return {
    ...{ name: `${boundaryVersion}/${CELL_M}`, cells, columns, west, south, width, height, gridOf, placeInGrid },
    cellAt(lon, lat) {
      const column = Math.floor((lon - west) / width);
      const row = Math.floor((lat - south) / height);
      return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : OUTSIDE;
    },
    cellsOf: cellsOf.map(list => Int32Array.from(list)),
  };
}
