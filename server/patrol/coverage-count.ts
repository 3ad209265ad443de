/**
 * Patrol coverage of a day, as it is told. In: the day, whose ground, what is on disk. Out: every grid with its share, and the sums of
 * communities, zones and all (K15). Whether a grid was patrolled in full the profile's threshold decides; without one nobody does [P-63].
 * Days that were marked by other cells (older boundaries) keep the shares they had.
 */
import type { Kysely } from 'kysely';
import type { CoverageAnswer, CoverageCells, CoverageSum, GridCoverage } from '../contract/coverage.ts';
import type { GridCode, UnitId, ZoneId } from '../contract/ids.ts';
import type { Tables } from '../store/tables.ts';
import { CELL_M, type CoverageRaster } from './coverage-raster.ts';
import { countVisits, type GridDayRow, readGridDay, readMarks, readVisits } from './coverage-store.ts';
import type { GroundMap } from './ground-map.ts';

export interface CoverageParts {
  db: Kysely<Tables>;
  map: Pick<GroundMap, 'grids'>;
  raster: CoverageRaster;
  /** 0..1; null = 未设定. */
  fullShare: number | null;
}

export async function countCoverage(
  { db, map, raster, fullShare }: CoverageParts,
  { day, zone }: { day: string; zone: ZoneId | undefined },
  at: number,
): Promise<CoverageAnswer> {
  const marked = rowsByGrid(await readGridDay(db, day), raster.name);
  const visited = new Map((await countVisits(db, day)).map(row => [row.grid, row]));
  const grids = map.grids.flatMap(({ code, community, zone: itsZone }, number): GridCoverage[] => {
    if (zone !== undefined && itsZone !== zone) return [];
    const { cells, visited: cellsVisited } = marked.get(code) ?? { cells: raster.cellsOf[number]!.length, visited: 0 };
    const share = cells === 0 ? null : cellsVisited / cells;
    const visits = visited.get(code);
    return [
      {
        ...{ grid: code, community, zone: itsZone, cells, visited: cellsVisited, share },
        ...{ lastVisitAt: visits?.last ?? null, units: Number(visits?.units ?? 0) },
        full: fullShare === null || share === null ? null : share >= fullShare,
      },
    ];
  });
  return {
    ...{ day, at, cellM: CELL_M, fullShare, grids },
    communities: groupsOf(grids, grid => grid.community).map(([community, some]) => ({
      ...{ community, zone: some[0]!.zone },
      ...sumOf(some, fullShare),
    })),
    zones: groupsOf(grids, grid => grid.zone).map(([itsZone, some]) => ({ zone: itsZone, ...sumOf(some, fullShare) })),
    all: sumOf(grids, fullShare),
  };
}

export async function readCells(
  { db, map, raster }: CoverageParts,
  grid: GridCode,
  day: string,
): Promise<CoverageCells> {
  const marks = await readMarks(db, day, grid, raster.name);
  const { west, south, width, height, columns } = raster;
  const cells = raster.cellsOf[map.grids.findIndex(({ code }) => code === grid)]!;
  return {
    ...{ grid, day, width, height },
    cells: Array.from(cells, (cell, i) => ({
      lon: west + (cell % columns) * width,
      lat: south + Math.floor(cell / columns) * height,
      visited: marks !== undefined && ((marks[i >> 3] ?? 0) & (1 << (i & 7))) !== 0,
    })),
    visits: (await readVisits(db, day, grid)).map(({ unit, first_at, last_at }) => ({
      ...{ unit: unit as UnitId, firstAt: first_at, lastAt: last_at },
    })),
  };
}

/** Marks of today's cells, else of others. */
function rowsByGrid(rows: readonly GridDayRow[], raster: string): Map<string, GridDayRow> {
  const byGrid = new Map<string, GridDayRow>();
  for (const row of rows) if (row.raster === raster || !byGrid.has(row.grid)) byGrid.set(row.grid, row);
  return byGrid;
}

/** [P-64] */
function sumOf(grids: readonly GridCoverage[], fullShare: number | null): CoverageSum {
  return {
    grids: grids.length,
    visitedGrids: grids.filter(({ units }) => units > 0).length,
    fullGrids: fullShare === null ? null : grids.filter(({ full }) => full === true).length,
  };
}

function groupsOf<K>(grids: readonly GridCoverage[], keyOf: (grid: GridCoverage) => K): [K, GridCoverage[]][] {
  const groups = new Map<K, GridCoverage[]>();
  for (const grid of grids) {
    const group = groups.get(keyOf(grid));
    if (group) group.push(grid);
    else groups.set(keyOf(grid), [grid]);
  }
  return [...groups];
}
