/** A grid network of polygons: the grid that holds the place; on a shared edge the one with the lowest code (grid-index.ts). */
import { buildGridIndex, type GridIndex, type GridShape } from '../../geodata/grid-index.ts';
import type { BoundaryProperties, NetworkIndex } from './network-index.ts';

/** `index`: of the same grids, where somebody has built it already. */
export function polygonNetwork(
  grids: readonly BoundaryProperties[],
  shapes: readonly GridShape[],
  index: Pick<GridIndex, 'locate'> = buildGridIndex({ features: shapes }),
): NetworkIndex {
  const byCode = new Map<string, BoundaryProperties>(grids.map(grid => [grid.code, grid]));
  return {
    rule: 'polygon',
    grids,
    locate([lon, lat]) {
      const found = index.locate(lon, lat);
      const grid = found && byCode.get(found.grid);
      return grid ? { ...grid, onBoundary: found.onBoundary } : null;
    },
  };
}
