/**
 * Invented grids for tests and benchmarks: a shaken lattice whose borders are wavy and shared vertex for vertex.
 * In: how many, vertices per grid, seed. Out: a collection that covers one area without gaps, codes in reading order.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { GridShape } from './grid-index.ts';

export type SyntheticOptions = { columns: number; rows: number; verticesPerSide: number; seed: number };

const CELL_DEG = 0.002; // about 200 m
const ORIGIN = [113.86, 22.54] as const;

export function seededNumbers(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

export function syntheticGrids({ columns, rows, verticesPerSide, seed }: SyntheticOptions): { features: GridShape[] } {
  const random = seededNumbers(seed);
  const shaken = (column: number, row: number): [number, number] => {
    const rim = column === 0 || row === 0 || column === columns || row === rows;
    const shake = () => (rim ? 0 : (random() - 0.5) * 0.45);
    return [ORIGIN[0] + (column + shake()) * CELL_DEG, ORIGIN[1] + (row + shake()) * CELL_DEG];
  };
  const corners = Array.from({ length: rows + 1 }, (_, r) =>
    Array.from({ length: columns + 1 }, (_, c) => shaken(c, r)),
  );
  const side = (a: readonly number[], b: readonly number[]) => wavySide(a, b, verticesPerSide, random);
  const level = corners.map(line => line.slice(1).map((to, i) => side(line[i]!, to)));
  const upright = corners.slice(1).map((line, r) => line.map((to, c) => side(corners[r]![c]!, to)));

  const features: GridShape[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const ring = [
        ...level[r]![c]!.slice(0, -1),
        ...upright[r]![c + 1]!.slice(0, -1),
        ...level[r + 1]![c]!.toReversed().slice(0, -1),
        ...upright[r]![c]!.toReversed(),
      ];
      features.push({
        type: 'Feature',
        properties: { code: String(features.length).padStart(6, '0') },
        geometry: { type: 'Polygon', coordinates: [ring] },
      });
    }
  }
  return { features };
}

/** A street from a to b with small bends; the bends stay below a twelfth of a cell, so sides never cross. */
function wavySide(a: readonly number[], b: readonly number[], parts: number, random: () => number): number[][] {
  const line = [[a[0]!, a[1]!]];
  for (let i = 1; i < parts; i++) {
    const off = (random() - 0.5) * CELL_DEG * 0.08;
    const share = i / parts;
    const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
    const length = Math.hypot(dx, dy);
    line.push([a[0]! + dx * share - (dy / length) * off, a[1]! + dy * share + (dx / length) * off]);
  }
  return [...line, [b[0]!, b[1]!]];
}
