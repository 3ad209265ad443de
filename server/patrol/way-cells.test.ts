import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visitWay } from './way-cells.ts';

/** Cells of one degree, ten in a row. */
const RASTER = {
  west: 0,
  south: 0,
  width: 1,
  height: 1,
  cellAt: (x: number, y: number) => Math.floor(y) * 10 + Math.floor(x),
};

function way(from: [number, number], to: [number, number]): number[] {
  const cells: number[] = [];
  visitWay(RASTER, from, to, cell => cells.push(cell));
  return cells;
}

test.each([
  ['in one cell', [0.2, 0.2], [0.8, 0.9], [0]],
  ['along a row', [0.5, 0.5], [3.5, 0.5], [0, 1, 2, 3]],
  ['back', [3.5, 0.5], [0.5, 0.5], [3, 2, 1, 0]],
  ['down a column', [2.5, 2.5], [2.5, 0.5], [22, 12, 2]],
  ['over a corner of a cell, however short', [0.5, 0.95], [1.5, 1.1], [0, 10, 11]],
  ['standing still', [4.5, 4.5], [4.5, 4.5], [44]],
] as const)('the way %s', (_, from, to, cells) => {
  expect(way([...from], [...to])).toEqual(cells);
});

test('every point of a way lies in a cell of it, neighbours touch, and both directions meet the same cells', () => {
  const place = fc.tuple(
    fc.double({ min: 0.01, max: 9.99, noNaN: true }),
    fc.double({ min: 0.01, max: 9.99, noNaN: true }),
  );
  fc.assert(
    fc.property(place, place, (from, to) => {
      const cells = way(from, to);
      const met = new Set(cells);
      expect(met.size).toBe(cells.length);
      for (let i = 1; i < cells.length; i++) expect([1, 10]).toContain(Math.abs(cells[i]! - cells[i - 1]!));
      for (let share = 0; share <= 1; share += 1 / 64) {
        const x = from[0] + share * (to[0] - from[0]);
        const y = from[1] + share * (to[1] - from[1]);
        const nearBorder = [x, y].some(at => Math.abs(at - Math.round(at)) < 1e-6);
        if (!nearBorder) expect(met).toContain(RASTER.cellAt(x, y));
      }
      expect([cells[0], cells.at(-1)]).toEqual([RASTER.cellAt(...from), RASTER.cellAt(...to)]);
    }),
    { seed: 20_261_128, numRuns: 2000 },
  );
});
