/**
 * Builds the uniform raster behind the grid index: each cell knows its answer at once, or names a record of edges to test.
 * In: polygons as rings of [lon, lat]. Out: typed arrays only, so that a look-up allocates nothing.
 * What a record holds, and why it is enough, is told in raster-cell.ts.
 */
import { type Candidate, candidateIn, type EdgePool, FLAGGED_EDGES, shareOutCell } from './raster-cell.ts';

export type Ring = readonly (readonly number[])[]; // closed, [lon, lat]
export type RasterPart = { owner: number; rings: readonly Ring[] }; // one polygon of a feature; owner: its position

/**
 * cells: >= -1 is the answer; below, -2 - slot of a record. A slot is 8 bytes, seen as one double or as two integers.
 * A record: [candidates, fallback], then per candidate [owner, head] and four doubles x1, y1, x2, y2 per edge.
 * head: bit 0 parity, bits 1-15 number of edges, bits 16-31 the flags of the first eight edges, two bits each.
 * Edges are copied into each record: a look-up then waits for memory twice, not three times.
 */
export type RasterTables = Frame & { cells: Int32Array; ints: Int32Array; doubles: Float64Array };

type Frame = {
  west: number;
  south: number;
  east: number;
  north: number;
  cols: number;
  rows: number;
  width: number; // of a cell, degrees
  height: number;
};

const SLACK = 1e-6; // of a cell: more than the rounding of a look-up can move a point, far less than matters
const MAX_EDGES = 2 ** 15 - 1; // what the head of a candidate can count
const MAX_SIDE = 20_000; // cells along one axis, for absurdly long shapes
const SAMPLES = [
  [0.503, 0.497],
  [0.211, 0.683],
  [0.717, 0.229],
] as const; // places in a cell; one that lies on an edge is passed over

export function rasterise(parts: readonly RasterPart[], targetCells: number): RasterTables {
  const frame = frameOf(parts, targetCells);
  const pool = poolOf(parts);
  const full = new Int32Array(frame.cols * frame.rows).fill(-1);
  const shared = new Map<number, Candidate[]>();
  let firstEdge = 0;
  for (const part of parts) {
    const count = part.rings.reduce((sum, ring) => sum + ring.length - 1, 0);
    for (const stretch of stretchesOf(part.owner, pool, firstEdge, firstEdge + count, frame)) {
      if (stretch.candidate) addCandidate(shared, stretch.from, stretch.candidate);
      else for (let cell = stretch.from; cell <= stretch.to; cell++) if (full[cell] === -1) full[cell] = part.owner;
    }
    firstEdge += count;
  }
  const records = [...shared].map(([cell, candidates]) => recordOf(cell, full[cell]!, candidates, pool, frame));
  return { ...frame, cells: full, ...written(records, pool, full) };
}

function addCandidate(shared: Map<number, Candidate[]>, cell: number, candidate: Candidate): void {
  const list = shared.get(cell);
  if (list) list.push(candidate);
  else shared.set(cell, [candidate]);
}

function frameOf(parts: readonly RasterPart[], targetCells: number): Frame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of parts.flatMap(({ rings }) => rings.flat())) {
    west = Math.min(west, x!);
    east = Math.max(east, x!);
    south = Math.min(south, y!);
    north = Math.max(north, y!);
  }
  if (!(west <= east)) return { west: 0, south: 0, east: -1, north: -1, cols: 1, rows: 1, width: 1, height: 1 };
  const side = Math.sqrt(Math.max((east - west) * (north - south), 1e-12) / targetCells);
  // One column and row more than the box needs, so that a point on the east or north rim still has a cell.
  const cols = Math.min(MAX_SIDE, Math.floor((east - west) / side) + 1);
  const rows = Math.min(MAX_SIDE, Math.floor((north - south) / side) + 1);
  const width = Math.max(east - west, 1e-9) / Math.max(cols - 1, 0.99);
  const height = Math.max(north - south, 1e-9) / Math.max(rows - 1, 0.99);
  return { west, south, east, north, cols, rows, width, height };
}

/** Every edge of every ring, in order, with vertices numbered by position so that neighbours' edges can be matched. */
function poolOf(parts: readonly RasterPart[]): EdgePool {
  const rings = parts.flatMap(part => part.rings);
  const count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  const pool: EdgePool = { xy: new Float64Array(count * 4), ends: new Int32Array(count * 2) };
  const byLon = new Map<number, Map<number, number>>();
  let vertices = 0;
  const numberOf = ([x, y]: readonly number[]): number => {
    const byLat = byLon.get(x!) ?? new Map<number, number>();
    byLon.set(x!, byLat);
    const known = byLat.get(y!);
    if (known !== undefined) return known;
    byLat.set(y!, vertices);
    return vertices++;
  };
  let edge = 0;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++, edge++) {
      const [from, to] = [ring[i - 1]!, ring[i]!];
      pool.xy.set([from[0]!, from[1]!, to[0]!, to[1]!], edge * 4);
      pool.ends.set([numberOf(from), numberOf(to)], edge * 2);
    }
  }
  return pool;
}

/** Cells of one row that a polygon covers wholly, or (from === to) one cell that its edges cross. */
type Stretch = { from: number; to: number; candidate?: Candidate };

function* stretchesOf(
  owner: number,
  pool: EdgePool,
  firstEdge: number,
  endEdge: number,
  frame: Frame,
): Generator<Stretch> {
  const { west, south, width, height, cols } = frame;
  for (const [row, band] of bandsOf(pool, firstEdge, endEdge, frame)) {
    const y0 = south + (row - SLACK) * height;
    const y1 = south + (row + 1 + SLACK) * height;
    const met = columnsMet(pool, band, y0, y1, frame);
    const columns = [...met].sort((p, q) => p - q);
    let next = 0;
    const last = Math.min(cols - 1, columns[columns.length - 1]!);
    for (let column = columns[0]!; column <= last; ) {
      while (next < columns.length && columns[next]! < column) next++;
      const box = { x0: west + (column - SLACK) * width, x1: west + (column + 1 + SLACK) * width, y0, y1 };
      const candidate = candidateIn(pool, box, band, owner);
      const cell = row * cols + column;
      if (candidate.refs.length > 0 || columns[next] === column) {
        if (candidate.refs.length > 0) yield { from: cell, to: cell, candidate };
        else if (candidate.parity === 1) yield { from: cell, to: cell };
        column += 1;
        continue;
      }
      const end = columns[next]! - 1; // no edge is met before the next listed column: one answer for all of them
      if (candidate.parity === 1) yield { from: cell, to: row * cols + end };
      column = end + 1;
    }
  }
}

/** The edges of one polygon, listed under every row they touch. */
function bandsOf(
  pool: EdgePool,
  firstEdge: number,
  endEdge: number,
  { south, height, rows }: Frame,
): Map<number, number[]> {
  const clampRow = (y: number) => Math.max(0, Math.min(rows - 1, Math.floor((y - south) / height)));
  const bands = new Map<number, number[]>();
  for (let edge = firstEdge; edge < endEdge; edge++) {
    const y1 = pool.xy[edge * 4 + 1]!;
    const y2 = pool.xy[edge * 4 + 3]!;
    const low = clampRow(Math.min(y1, y2) - SLACK * height);
    const high = clampRow(Math.max(y1, y2) + SLACK * height);
    for (let row = low; row <= high; row++) {
      const band = bands.get(row);
      if (band) band.push(edge);
      else bands.set(row, [edge]);
    }
  }
  return bands;
}

/** The columns of one row that any edge of the band may touch, a little generously. */
function columnsMet(
  pool: EdgePool,
  band: readonly number[],
  y0: number,
  y1: number,
  { west, width, cols }: Frame,
): Set<number> {
  const clampColumn = (x: number) => Math.max(0, Math.min(cols - 1, Math.floor((x - west) / width)));
  const met = new Set<number>();
  for (const edge of band) {
    const [ax, ay] = [pool.xy[edge * 4]!, pool.xy[edge * 4 + 1]!];
    const [bx, by] = [pool.xy[edge * 4 + 2]!, pool.xy[edge * 4 + 3]!];
    const slope = ay === by ? 0 : (bx - ax) / (by - ay);
    const clip = (y: number) =>
      ay === by ? ax : ax + slope * (Math.max(Math.min(y, Math.max(ay, by)), Math.min(ay, by)) - ay);
    const [p, q] = ay === by ? [ax, bx] : [clip(y0), clip(y1)];
    const end = clampColumn(Math.max(p, q) + 2 * SLACK * width);
    for (let column = clampColumn(Math.min(p, q) - 2 * SLACK * width); column <= end; column++) met.add(column);
  }
  return met;
}

function samplesOf({ west, south, width, height, cols }: Frame, cell: number): [number, number][] {
  const [column, row] = [cell % cols, Math.floor(cell / cols)];
  return SAMPLES.map(([c, r]) => [west + (column + c) * width, south + (row + r) * height]);
}

type CellRecord = { cell: number; fallback: number; candidates: Candidate[] };

/** Candidates in the order they are asked, and the answer when all of them say no. */
function recordOf(
  cell: number,
  full: number,
  candidates: readonly Candidate[],
  pool: EdgePool,
  frame: Frame,
): CellRecord {
  const ordered = candidates.filter(({ owner }) => full < 0 || owner < full).sort((p, q) => p.owner - q.owner);
  const lastIsImplied = full < 0 && shareOutCell(pool, ordered, samplesOf(frame, cell));
  return { cell, fallback: lastIsImplied ? ordered.pop()!.owner : full, candidates: ordered };
}

function written(
  records: readonly CellRecord[],
  pool: EdgePool,
  cells: Int32Array,
): { ints: Int32Array; doubles: Float64Array } {
  const slots = records.reduce(
    (sum, { candidates }) => sum + 1 + candidates.reduce((inner, { refs }) => inner + 1 + 4 * refs.length, 0),
    0,
  );
  const doubles = new Float64Array(slots);
  const ints = new Int32Array(doubles.buffer);
  let slot = 0;
  for (const { cell, fallback, candidates } of records) {
    cells[cell] = candidates.length === 0 ? fallback : -2 - slot;
    if (candidates.length === 0) continue;
    ints.set([candidates.length, fallback], 2 * slot++);
    for (const { owner, parity, refs } of candidates) {
      ints.set([owner, headOf(parity, refs)], 2 * slot++);
      for (const ref of refs) {
        doubles.set(pool.xy.subarray(ref & ~3, (ref & ~3) + 4), slot);
        slot += 4;
      }
    }
  }
  return { ints, doubles };
}

function headOf(parity: number, refs: readonly number[]): number {
  if (refs.length > MAX_EDGES) throw new Error(`A raster cell meets ${refs.length} edges; ${MAX_EDGES} is the limit.`);
  const flags = refs.slice(0, FLAGGED_EDGES).reduce((bits, ref, i) => bits | ((ref & 3) << (2 * i)), 0);
  return (flags << 16) | (refs.length << 1) | parity;
}
