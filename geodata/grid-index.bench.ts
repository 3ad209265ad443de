/**
 * Measures the grid look-up against which-polygon (the peer) and naive turf, on the same points in one run.
 * In: nothing; seeded. Out: rows for `npm run bench`. Ratios are to which-polygon; absolute rates depend on the machine.
 * Surprising rule: rates are per second of CPU, not of the clock, because test machines are shared.
 */
import { pathToFileURL } from 'node:url';
import { booleanPointInPolygon } from '@turf/turf';
import whichPolygon from 'which-polygon';
import { buildGridIndex, type GridShape } from './grid-index.ts';
import { seededNumbers, syntheticGrids } from './synthetic-grids.ts';

export type BenchRow = { name: string; value: number; unit: string; ratio?: number; goal?: string; ok?: boolean };
export type BenchReport = { group: string; rows: BenchRow[] };

const SEED = 20_260_101;
const ROUNDS = 5;
const POINTS = 1_000_000;
const PEER_POINTS = 200_000; // the peer and turf are slow: fewer points, same stream
const TURF_POINTS = 400;

const SIZES = [
  { name: '600 grids', columns: 30, rows: 20, goal: 20 },
  { name: '6,000 grids', columns: 100, rows: 60, goal: 20 },
] as const;

export function benchGridIndex(): BenchReport {
  return { group: 'point in grid', rows: SIZES.flatMap(benchSize) };
}

function benchSize(size: (typeof SIZES)[number]): BenchRow[] {
  const grids = syntheticGrids({ columns: size.columns, rows: size.rows, verticesPerSide: 15, seed: SEED });
  const started = performance.now();
  const index = buildGridIndex(grids);
  const buildMs = performance.now() - started;
  const peer = whichPolygon({ type: 'FeatureCollection', features: grids.features });
  const points = randomPoints(grids.features, POINTS);
  const position: [number, number] = [0, 0];

  const rates = { raster: [] as number[], peer: [] as number[], turf: [] as number[] };
  for (let round = -1; round < ROUNDS; round++) {
    const raster = rate(POINTS, i => index.locateIndex(points[2 * i]!, points[2 * i + 1]!));
    const peerRate = rate(PEER_POINTS, i => {
      position[0] = points[2 * i]!;
      position[1] = points[2 * i + 1]!;
      return peer(position) ? 1 : 0;
    });
    const turf = rate(TURF_POINTS, i => turfAnswer(grids.features, [points[2 * i]!, points[2 * i + 1]!]));
    if (round < 0) continue; // warm-up
    rates.raster.push(raster);
    rates.peer.push(peerRate);
    rates.turf.push(turf);
  }
  const [raster, peerRate, turf] = [median(rates.raster), median(rates.peer), median(rates.turf)];
  const ratio = median(rates.raster.map((value, i) => value / rates.peer[i]!));
  return [
    {
      name: `raster index, ${size.name}`,
      value: raster / 1e6,
      unit: 'M points/s',
      ratio,
      goal: `>= ${size.goal}x which-polygon`,
      ok: ratio >= size.goal,
    },
    { name: `which-polygon, ${size.name}`, value: peerRate / 1e6, unit: 'M points/s', ratio: 1 },
    { name: `turf over all, ${size.name}`, value: turf / 1e6, unit: 'M points/s', ratio: turf / peerRate },
    { name: `raster build, ${size.name}`, value: buildMs, unit: 'ms' },
    { name: `raster tables, ${size.name}`, value: index.bytes / 2 ** 20, unit: 'MiB' },
  ];
}

export function turfAnswer(features: readonly GridShape[], position: [number, number]): number {
  return features.findIndex(feature => booleanPointInPolygon(position, feature));
}

function randomPoints(features: readonly GridShape[], count: number): Float64Array {
  const all = features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates.flat() : []));
  const reduce = (pick: (a: number, b: number) => number, axis: 0 | 1) =>
    all.reduce((best, position) => pick(best, position[axis]!), all[0]![axis]!);
  const [west, east, south, north] = [
    reduce(Math.min, 0),
    reduce(Math.max, 0),
    reduce(Math.min, 1),
    reduce(Math.max, 1),
  ];
  const random = seededNumbers(SEED + 1);
  const points = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    points[2 * i] = west + random() * (east - west);
    points[2 * i + 1] = south + random() * (north - south);
  }
  return points;
}

let sink = 0; // keeps the engine from dropping the work

function rate(count: number, look: (i: number) => number): number {
  const started = process.cpuUsage();
  for (let i = 0; i < count; i++) sink += look(i);
  const { user, system } = process.cpuUsage(started);
  return (count * 1e6) / (user + system);
}

function median(values: readonly number[]): number {
  return values.toSorted((p, q) => p - q)[Math.floor(values.length / 2)]!;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { name, value, unit, ratio, goal, ok } of benchGridIndex().rows) {
    const against = ratio === undefined ? '' : `  ${ratio.toFixed(ratio < 1 ? 4 : 1)}x`;
    console.log(
      `${name}: ${value.toPrecision(3)} ${unit}${against}${goal ? `  (${goal}: ${ok ? 'met' : 'missed'})` : ''}`,
    );
  }
  if (sink === -1) console.log(sink);
}
