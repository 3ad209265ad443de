/** Tables of patrol coverage, as Kysely sees them. */
export interface GridCoverageTable {
  /** `2026-11-28`, in the profile's time zone. */
  day: string;
  grid: string;
  /** Which cells the marks are of: coverage-raster.ts. */
  raster: string;
  cells: number;
  visited: number;
  /** A bit a cell of the grid, the first in the lowest bit of the first byte. */
  marks: Uint8Array;
}

export interface GridVisitTable {
  day: string;
  grid: string;
  unit: string;
  first_at: number;
  last_at: number;
}

export interface CoverageTables {
  grid_coverage: GridCoverageTable;
  grid_visit: GridVisitTable;
}
