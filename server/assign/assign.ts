/**
 * Finds grid, community and zone of a place. In: `[lon, lat]` in WGS-84. Out: the same with what it lies in and by which rule.
 * A point outside every grid is an answer (`outside-area`), not an error: the neighbouring unit is told (S4-28).
 */
import type { GridIndex } from '../../geodata/grid-index.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { Placed } from './placed.ts';

export function assign(grids: GridIndex, lonLat: LonLat): Placed {
  const found = grids.locate(...lonLat);
  if (!found)
    return {
      lonLat,
      grid: null,
      community: null,
      zone: null,
      assignedBy: 'outside-area',
      onBoundary: false,
      networks: [],
      boundaryVersion: '',
    };
  const { grid, community, zone, onBoundary } = found;
  return { lonLat, grid, community, zone, assignedBy: 'polygon', onBoundary, networks: [], boundaryVersion: '' };
}
