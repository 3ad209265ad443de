/**
 * Patrol coverage as it is looked at: how light each grid is drawn, and what is left to do in each community. In: the grids of the ground,
 * the server's answer. Out: GeoJSON for coverage-layer.ts, lines for coverage-legend.tsx. A grid that the answer leaves out (another
 * zone's, for a chief) is drawn as nothing: nobody said that it was not patrolled.
 */
import type { FeatureCollection } from 'geojson';
import type { CoverageAnswer, GridCoverage } from '../../server/contract/coverage.ts';
import type { Geodata } from '../map/geodata.ts';

/** Shares of cells from which a grid is a step lighter; the first holds for whoever was there at all. */
export const SHARE_STEPS = [0, 0.25, 0.5, 0.75] as const;

/** 0 = not patrolled; 1… = the steps. A grid too small for a cell of its own is patrolled in whole or not at all. */
export function stepOf({ units, share }: Pick<GridCoverage, 'units' | 'share'>): number {
  if (units === 0) return 0;
  return share === null ? SHARE_STEPS.length : SHARE_STEPS.filter(from => share >= from).length;
}

export function coverageShades(
  grids: Pick<Geodata['grids'], 'features'>,
  answer: Pick<CoverageAnswer, 'grids'>,
): FeatureCollection {
  const steps = new Map<string, number>(answer.grids.map(grid => [grid.grid, stepOf(grid)]));
  return {
    type: 'FeatureCollection',
    features: grids.features.flatMap(({ geometry, properties: { code } }) => {
      const step = steps.get(code);
      if (step === undefined) return [];
      return [
        {
          type: 'Feature',
          geometry: geometry as FeatureCollection['features'][number]['geometry'],
          properties: { step },
        },
      ];
    }),
  };
}

export interface CommunityLeft {
  community: string;
  grids: number;
  /** Not patrolled yet. */
  left: number;
}

/** Where most is left comes first; equal ones in the order of the answer. */
export function leftByCommunity({ communities }: Pick<CoverageAnswer, 'communities'>): CommunityLeft[] {
  return communities
    .map(({ community, grids, visitedGrids }) => ({ community, grids, left: grids - visitedGrids }))
    .sort((a, b) => b.left - a.left);
}
