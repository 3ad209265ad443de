/**
 * The grid index must answer as turf does, everywhere: on vertices, on borders, in holes, outside.
 */
import { fileURLToPath } from 'node:url';
import { booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGridIndex, type GridIndex, type GridShape } from './grid-index.ts';
import { loadProfile } from './load-profile.ts';
import { seededNumbers, syntheticGrids } from './synthetic-grids.ts';

const profile = await loadProfile(fileURLToPath(new URL('./profiles/xinan/', import.meta.url)));
const xinan: GridShape[] = profile.grids.features;

type Judge = (lon: number, lat: number) => number;

/** Brute force: every polygon in ascending code, turf decides, the first wins. The boxes only save time. */
function turfJudge(features: readonly GridShape[]): Judge {
  const sorted = [...features].sort((p, q) => (p.properties.code < q.properties.code ? -1 : 1));
  const boxes = sorted.map(feature => {
    const positions = positionsOf(feature);
    const lons = positions.map(([lon]) => lon!);
    const lats = positions.map(([, lat]) => lat!);
    return { west: Math.min(...lons), east: Math.max(...lons), south: Math.min(...lats), north: Math.max(...lats) };
  });
  return (lon, lat) =>
    sorted.findIndex((feature, i) => {
      const { west, east, south, north } = boxes[i]!;
      if (lon < west || lon > east || lat < south || lat > north) return false;
      return booleanPointInPolygon([lon, lat], feature);
    });
}

const ringsOf = ({ geometry }: GridShape): number[][][] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
const positionsOf = (feature: GridShape): number[][] => ringsOf(feature).flat();

function disagreements(index: GridIndex, judge: Judge, points: Iterable<readonly [number, number]>): string[] {
  const found: string[] = [];
  for (const [lon, lat] of points) {
    const [ours, theirs] = [index.locateIndex(lon, lat), judge(lon, lat)];
    if (ours !== theirs) found.push(`${lon},${lat}: ${ours}, turf says ${theirs}`);
  }
  return found;
}

/** Vertices, edge midpoints, and places a rounding step or a metre away from them. */
function* nearEdges(features: readonly GridShape[]): Generator<[number, number]> {
  for (const ring of features.flatMap(ringsOf)) {
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1] as [number, number];
      const [x1, y1] = ring[i] as [number, number];
      yield [x1, y1];
      yield [(x0 + x1) / 2, (y0 + y1) / 2];
      yield [x0 + (x1 - x0) * 0.3, y0 + (y1 - y0) * 0.3];
      for (const step of [1.5e-14, 1e-9, 1e-5]) {
        yield [x1 + step, y1];
        yield [x1 - step, y1 + step];
        yield [(x0 + x1) / 2, (y0 + y1) / 2 - step];
      }
    }
  }
}

function* scattered(features: readonly GridShape[], count: number, seed: number): Generator<[number, number]> {
  const positions = features.flatMap(positionsOf);
  const lons = positions.map(([lon]) => lon!);
  const lats = positions.map(([, lat]) => lat!);
  const [west, south] = [Math.min(...lons), Math.min(...lats)];
  const [width, height] = [Math.max(...lons) - west, Math.max(...lats) - south];
  const random = seededNumbers(seed);
  for (let i = 0; i < count; i++)
    yield [west + (random() * 1.1 - 0.05) * width, south + (random() * 1.1 - 0.05) * height];
}

const square = (code: string, x: number, y: number, side = 1): GridShape => shape(code, [ringOf(x, y, side)]);
const ringOf = (x: number, y: number, side: number): number[][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const shape = (code: string, coordinates: number[][][]): GridShape => ({
  type: 'Feature',
  properties: { code },
  geometry: { type: 'Polygon', coordinates },
});

describe('the grids of Xin’an', () => {
  const index = buildGridIndex(profile.grids, profile.communities, profile.zones);
  const judge = turfJudge(xinan);

  it('answers as turf does on every vertex, every edge midpoint and just beside them', () => {
    expect(disagreements(index, judge, nearEdges(xinan))).toEqual([]);
  });

  it('answers as turf does on 40,000 scattered points', () => {
    expect(disagreements(index, judge, scattered(xinan, 40_000, 17))).toEqual([]);
  });

  it('finds every label in its own grid, with community and zone', () => {
    for (const { properties } of profile.grids.features) {
      expect(index.locate(...properties.labelAt)).toEqual({
        grid: properties.code,
        community: properties.community,
        zone: properties.zone,
        rule: 'polygon',
        onBoundary: false,
      });
    }
  });

  it('answers the same with a coarse and with a fine raster', () => {
    for (const cellsPerGrid of [1, 30, 3000]) {
      const other = buildGridIndex(profile.grids, undefined, undefined, { cellsPerGrid });
      expect(disagreements(other, judge, scattered(xinan, 4_000, 23))).toEqual([]);
    }
  });
});

describe('invented grids', () => {
  it('answers as turf does, borders included, whatever the seed', () => {
    const options = fc.record({
      columns: fc.integer({ min: 1, max: 5 }),
      rows: fc.integer({ min: 1, max: 5 }),
      verticesPerSide: fc.integer({ min: 1, max: 9 }),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    });
    const check = fc.property(options, fc.constantFrom(2, 40, 900), (made, cellsPerGrid) => {
      const { features } = syntheticGrids(made);
      const index = buildGridIndex({ features }, undefined, undefined, { cellsPerGrid });
      const judge = turfJudge(features);
      expect(disagreements(index, judge, nearEdges(features))).toEqual([]);
      expect(disagreements(index, judge, scattered(features, 400, made.seed))).toEqual([]);
    });
    fc.assert(check, { numRuns: 40, seed: 20_260_101 });
  });

  it('answers as turf does on arbitrary, overlapping and self-crossing rings with small whole coordinates', () => {
    const position = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    const ring = fc.array(position, { minLength: 3, maxLength: 8 }).map(open => [...open, open[0]!] as number[][]);
    const check = fc.property(fc.array(ring, { minLength: 1, maxLength: 4 }), rings => {
      const features = rings.map((coordinates, i) => shape(`g${i}`, [coordinates]));
      const index = buildGridIndex({ features });
      const judge = turfJudge(features);
      const halves = Array.from({ length: 13 * 13 }, (_, i): [number, number] => [
        (i % 13) / 2,
        Math.floor(i / 13) / 2,
      ]);
      expect(disagreements(index, judge, halves)).toEqual([]);
    });
    fc.assert(check, { numRuns: 300, seed: 20_260_102 });
  });
});

describe('corners people meet', () => {
  it('gives a shared vertex and a shared edge to the lowest code, whatever the order of the file', () => {
    const features = [square('d', 1, 1), square('b', 1, 0), square('c', 0, 1), square('a', 0, 0)];
    const index = buildGridIndex({ features });
    expect(index.codes).toEqual(['a', 'b', 'c', 'd']);
    expect(index.locate(1, 1)).toMatchObject({ grid: 'a', onBoundary: true });
    expect(index.locate(1.5, 1)).toMatchObject({ grid: 'b', onBoundary: true });
    expect(index.locate(2, 2)).toMatchObject({ grid: 'd', onBoundary: true });
    expect(index.locate(1.5, 1.5)).toMatchObject({ grid: 'd', onBoundary: false });
  });

  it('answers null outside, far away, and for positions that are no numbers', () => {
    const index = buildGridIndex({ features: [square('a', 0, 0)] });
    for (const [lon, lat] of [
      [1.0001, 0.5],
      [-0.0001, 0.5],
      [113, 22],
      [Number.NaN, 0.5],
      [0.5, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(index.locateIndex(lon, lat)).toBe(-1);
      expect(index.locate(lon, lat)).toBeNull();
    }
  });

  it('answers nothing when there are no grids', () => {
    expect(buildGridIndex({ features: [] }).locateIndex(0, 0)).toBe(-1);
  });

  it('knows holes: the rim of a hole is inside, the hole is not, and an island in it is', () => {
    const features = [shape('a', [ringOf(0, 0, 6), ringOf(1, 1, 4)]), square('b', 2, 2, 1)];
    const index = buildGridIndex({ features });
    expect(index.locateIndex(0.5, 3)).toBe(0);
    expect(index.locateIndex(1, 3)).toBe(0);
    expect(index.locateIndex(4, 4)).toBe(-1);
    expect(index.locateIndex(2.5, 2.5)).toBe(1);
    expect(disagreements(index, turfJudge(features), scattered(features, 3_000, 5))).toEqual([]);
  });

  it('knows grids in several parts', () => {
    const features: GridShape[] = [
      {
        type: 'Feature',
        properties: { code: 'a' },
        geometry: { type: 'MultiPolygon', coordinates: [[ringOf(0, 0, 1)], [ringOf(3, 0, 1)]] },
      },
      square('b', 1, 0, 2),
    ];
    const index = buildGridIndex({ features });
    expect([0.5, 2, 3.5].map(lon => index.locateIndex(lon, 0.5))).toEqual([0, 1, 0]);
    expect(disagreements(index, turfJudge(features), scattered(features, 3_000, 6))).toEqual([]);
  });

  it('survives a ring without area and a doubled vertex', () => {
    const flat = shape('a', [
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [0, 0],
      ],
    ]);
    const doubled = shape('b', [
      [
        [0, 1],
        [1, 1],
        [1, 1],
        [1, 2],
        [0, 2],
        [0, 1],
      ],
    ]);
    const features = [flat, doubled];
    const index = buildGridIndex({ features });
    expect(index.locateIndex(0.5, 0)).toBe(0);
    expect(index.locateIndex(0.5, 1.5)).toBe(1);
    expect(disagreements(index, turfJudge(features), scattered(features, 2_000, 7))).toEqual([]);
  });

  it('refuses an open ring, an unknown community and an unknown zone, naming the grid', () => {
    expect(() => buildGridIndex({ features: [shape('a', [ringOf(0, 0, 1).slice(0, -1)])] })).toThrow(
      /Grid a has a ring/,
    );
    const grid = square('a', 0, 0);
    expect(() => buildGridIndex({ features: [grid] }, { features: [] })).toThrow(/Grid a names the unknown community/);
    expect(() => buildGridIndex({ features: [grid] }, undefined, { features: [] })).toThrow(
      /Grid a lies in the unknown zone/,
    );
  });
});
