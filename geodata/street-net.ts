/**
 * The streets as nodes and straight edges, for whoever walks and drives on them: units of the simulation, squads of an operation.
 * In: road lines in metres. Out: nodes and edges; every edge knows its street.
 * Roads from different sources seldom share vertices, so lines are joined where they cross and where an end stops within a few
 * metres of another line. Surprising rule: streets that nothing joins to the others stay, as a part of their own;
 * `largestPart` and `withoutStrays` drop such parts.
 */
import { type Metres, metresBetween } from './local-plane.ts';

/** An end this close to another line is meant to touch it: half the width of a main road. */
const SNAP_M = 12;
const CELL_M = 80;
/** Vertices closer than this are one node. */
const NODE_SIZE_M = 0.5;

export interface Street {
  name: string | null;
  line: readonly Metres[];
}

export interface StreetEdge {
  to: number;
  lengthM: number;
  /** Index into the streets the net was built from. */
  street: number;
}

export interface StreetNet {
  nodes: readonly Metres[];
  /** Edges leaving each node, in both directions of travel. */
  edges: readonly (readonly StreetEdge[])[];
}

interface Segment {
  street: number;
  a: Metres;
  b: Metres;
  /** Where along the segment (0..1) it must become several edges. */
  cuts: number[];
}

/** Segments by the squares they come near to. */
type Cells = Map<number, number[]>;

export function buildStreetNet(streets: readonly Street[]): StreetNet {
  const segments = streets.flatMap(({ line }, street) =>
    line.slice(1).map((b, i): Segment => ({ street, a: line[i]!, b, cuts: [] })),
  );
  const near = segmentsByCell(segments);
  const ends = snapLineEnds(streets, segments, near);
  cutAtCrossings(segments, near);
  return joinPieces(segments, ends);
}

/** One number for a square, because a text for each took half of the time; good for 500,000 rows. */
const cell = (column: number, row: number) => column * 1_000_000 + row;
const cellAt = ([x, y]: Metres, sizeM: number) => cell(Math.floor(x / sizeM), Math.floor(y / sizeM));

function eachCell({ a, b }: Segment, marginM: number, visit: (key: number) => void): void {
  const [right, top] = [Math.max(a[0], b[0]) + marginM, Math.max(a[1], b[1]) + marginM];
  const bottom = Math.floor((Math.min(a[1], b[1]) - marginM) / CELL_M);
  for (let x = Math.floor((Math.min(a[0], b[0]) - marginM) / CELL_M); x * CELL_M <= right; x++)
    for (let y = bottom; y * CELL_M <= top; y++) visit(cell(x, y));
}

function segmentsByCell(segments: readonly Segment[]): Cells {
  const byCell: Cells = new Map();
  for (const [index, segment] of segments.entries())
    eachCell(segment, SNAP_M, key => {
      const found = byCell.get(key);
      if (found) found.push(index);
      else byCell.set(key, [index]);
    });
  return byCell;
}

/** Connects each end of a line with the nearest other line; returns the short pieces that do so. */
function snapLineEnds(streets: readonly Street[], segments: readonly Segment[], near: Cells): Segment[] {
  const links: Segment[] = [];
  streets.forEach(({ line }, street) => {
    for (const end of [line[0]!, line[line.length - 1]!]) {
      let best: { distanceM: number; segment: Segment; at: number; point: Metres } | undefined;
      for (const index of near.get(cellAt(end, CELL_M)) ?? []) {
        const segment = segments[index]!;
        if (segment.street === street) continue;
        const at = nearestShare(segment, end);
        const point = pointAt(segment, at);
        const distanceM = metresBetween(end, point);
        if (distanceM <= SNAP_M && (!best || distanceM < best.distanceM)) best = { distanceM, segment, at, point };
      }
      if (!best) continue;
      best.segment.cuts.push(best.at);
      // Also over a few centimetres: they may be two nodes all the same, one on either side of a rounding border.
      links.push({ street, a: end, b: best.point, cuts: [] });
    }
  });
  return links;
}

function cutAtCrossings(segments: readonly Segment[], near: Cells): void {
  /** For each segment the last one it was compared with, so that two that share squares are compared once. */
  const comparedWith = new Int32Array(segments.length).fill(-1);
  for (const [index, segment] of segments.entries())
    eachCell(segment, 0, key => {
      for (const other of near.get(key) ?? []) {
        if (other <= index || comparedWith[other] === index) continue;
        comparedWith[other] = index;
        const crossing = crossingShares(segment, segments[other]!);
        if (!crossing) continue;
        segment.cuts.push(crossing[0]);
        segments[other]!.cuts.push(crossing[1]);
      }
    });
}

function joinPieces(segments: readonly Segment[], links: readonly Segment[]): StreetNet {
  const nodes: Metres[] = [];
  const edges: StreetEdge[][] = [];
  const known = new Map<number, number>();
  const nodeAt = (point: Metres): number => {
    const key = cell(Math.round(point[0] / NODE_SIZE_M), Math.round(point[1] / NODE_SIZE_M));
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, nodes.length);
    edges.push([]);
    return nodes.push(point) - 1;
  };
  for (const segment of [...segments, ...links]) {
    const shares = [0, ...segment.cuts.toSorted((a, b) => a - b), 1];
    for (let i = 1; i < shares.length; i++) {
      const from = nodeAt(pointAt(segment, shares[i - 1]!));
      const to = nodeAt(pointAt(segment, shares[i]!));
      if (from === to || edges[from]!.some(edge => edge.to === to)) continue;
      const lengthM = metresBetween(nodes[from]!, nodes[to]!);
      edges[from]!.push({ to, lengthM, street: segment.street });
      edges[to]!.push({ to: from, lengthM, street: segment.street });
    }
  }
  return { nodes, edges };
}

/** What can be reached from most nodes: nobody who is sent to one of them is ever stuck. */
export function largestPart(net: StreetNet): StreetNet {
  const { partOf, sizes } = partsOf(net);
  const largest = sizes.indexOf(Math.max(...sizes));
  return keepNodes(net, node => partOf[node] === largest);
}

/** Without parts that are shorter than `leastM`, as a piece of road is that was cut off where the data ends; the longest always stays. */
export function withoutStrays(net: StreetNet, leastM: number): StreetNet {
  const { partOf, lengthsM } = partsOf(net);
  const enoughM = Math.min(leastM, Math.max(...lengthsM));
  return keepNodes(net, node => lengthsM[partOf[node]!]! >= enoughM);
}

/** Of each node which part it is in; of each part how many nodes and metres of street it has. */
function partsOf({ nodes, edges }: StreetNet) {
  const partOf = new Int32Array(nodes.length).fill(-1);
  const sizes: number[] = [];
  const lengthsM: number[] = [];
  for (let start = 0; start < nodes.length; start++) {
    if (partOf[start] !== -1) continue;
    const part = sizes.push(0) - 1;
    lengthsM.push(0);
    const open = [start];
    partOf[start] = part;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      sizes[part]!++;
      for (const { to, lengthM } of edges[node]!) {
        lengthsM[part]! += lengthM / 2;
        if (partOf[to] !== -1) continue;
        partOf[to] = part;
        open.push(to);
      }
    }
  }
  return { partOf, sizes, lengthsM };
}

function keepNodes({ nodes, edges }: StreetNet, isKept: (node: number) => boolean): StreetNet {
  const renamed = new Int32Array(nodes.length).fill(-1);
  const kept = [...nodes.keys()].filter(isKept);
  kept.forEach((node, index) => {
    renamed[node] = index;
  });
  return {
    nodes: kept.map(node => nodes[node]!),
    edges: kept.map(node => edges[node]!.map(edge => ({ ...edge, to: renamed[edge.to]! }))),
  };
}

function pointAt({ a, b }: Segment, share: number): Metres {
  if (share <= 0) return a;
  if (share >= 1) return b;
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

function nearestShare({ a, b }: Segment, p: Metres): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  return Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)));
}

/** Where two segments cross, as a share of each; undefined when they do not meet or run along each other. */
function crossingShares(p: Segment, q: Segment): [number, number] | undefined {
  const px = p.b[0] - p.a[0];
  const py = p.b[1] - p.a[1];
  const qx = q.b[0] - q.a[0];
  const qy = q.b[1] - q.a[1];
  const turn = px * qy - py * qx;
  if (Math.abs(turn) < 1e-9) return undefined;
  const dx = q.a[0] - p.a[0];
  const dy = q.a[1] - p.a[1];
  const onP = (dx * qy - dy * qx) / turn;
  const onQ = (dx * py - dy * px) / turn;
  return onP >= 0 && onP <= 1 && onQ >= 0 && onQ <= 1 ? [onP, onQ] : undefined;
}
