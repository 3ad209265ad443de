import { expect, test } from 'vitest';
import type { CoverageAnswer, GridCoverage } from '../../server/contract/coverage.ts';
import type { Geodata } from '../map/geodata.ts';
import { coverageShades, leftByCommunity, stepOf } from './coverage-shade.ts';

const ground = (...codes: string[]) =>
  ({
    features: codes.map(code => ({ geometry: { type: 'Polygon', coordinates: [] }, properties: { code } })),
  }) as unknown as Pick<Geodata['grids'], 'features'>;
const told = (grid: string, units: number, share: number | null) => ({ grid, units, share }) as GridCoverage;

test.each([
  [0, 0, 0],
  [0, null, 0],
  [1, 0, 1],
  [1, 0.2499, 1],
  [1, 0.25, 2],
  [3, 0.6, 3],
  [1, 0.75, 4],
  [1, 1, 4],
  [1, null, 4],
])('%i units and a share of %s is step %i', (units, share, step) => {
  expect(stepOf({ units, share })).toBe(step);
});

test('a grid that the answer leaves out is not drawn as one that nobody patrolled', () => {
  const { features } = coverageShades(ground('own', 'empty', 'of-others'), {
    grids: [told('own', 1, 0.3), told('empty', 0, 0)],
  });
  expect(features.map(({ properties }) => properties)).toEqual([{ step: 2 }, { step: 0 }]);
});

test('the community with most left to do comes first, one that is done stays in the list', () => {
  const communities = [
    { community: 'done', grids: 4, visitedGrids: 4 },
    { community: 'much', grids: 9, visitedGrids: 1 },
    { community: 'some', grids: 20, visitedGrids: 17 },
  ] as CoverageAnswer['communities'];
  expect(leftByCommunity({ communities })).toEqual([
    { community: 'much', grids: 9, left: 8 },
    { community: 'some', grids: 20, left: 3 },
    { community: 'done', grids: 4, left: 0 },
  ]);
});
