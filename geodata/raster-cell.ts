/**
 * One polygon seen from one raster cell: which of its edges cross the cell, and what all the others add up to.
 * In: the edges whose latitudes meet the cell's band, and the cell. Out: crossing edges with flags, and one parity bit.
 *
 * Why the other edges reduce to a bit. turf counts the edges left of the point whose ends lie on both sides of its
 * latitude y, that is [A.y <= y] xor [B.y <= y]. For an edge wholly left of the cell the side is the same for every point
 * of the cell, so only these two terms count. Terms of a shared vertex cancel along a run of left edges. What remains
 * are run ends: outside the cell's band they are constants, inside it they belong to a crossing edge too, which carries
 * them as flags. So the crossing edges, their flags and one bit give turf's own parity.
 */
import { sideOf, touches } from './edge-rule.ts';

/** All edges of all polygons; edge e runs from (xy[4e], xy[4e+1]) to (xy[4e+2], xy[4e+3]), vertex ends[2e] to ends[2e+1]. */
export type EdgePool = { xy: Float64Array; ends: Int32Array };

/** refs: edge·4 + flags. Flag 1: its first end is a run end; flag 2: its second. */
export type Candidate = { owner: number; parity: number; refs: number[] };

export type CellBox = { x0: number; x1: number; y0: number; y1: number };

const SIDE_MARGIN = 1e-11; // degrees, 1 µm: nearer edges count as crossing, which is slower but never wrong

/** Flagged edges come first; a record has room for the flags of this many. */
export const FLAGGED_EDGES = 8;

const LEFT = 0;
const RIGHT = 1;
const CROSSING = 2;

export function candidateIn(pool: EdgePool, box: CellBox, band: readonly number[], owner: number): Candidate {
  const refs: number[] = [];
  let runEnds: number[] = [];
  let parity = 0;
  for (const edge of band) {
    const side = sideOfBox(pool.xy, edge, box);
    if (side === CROSSING) refs.push(edge * 4);
    if (side !== LEFT) continue;
    for (let end = 0; end < 2; end++) {
      const y = pool.xy[edge * 4 + 1 + 2 * end]!;
      if (y < box.y0) parity ^= 1;
      else if (y <= box.y1) runEnds = toggled(runEnds, pool.ends[edge * 2 + end]!);
    }
  }
  for (let i = 0; i < refs.length && runEnds.length > 0; i++) {
    const edge = refs[i]! >> 2;
    for (let end = 0; end < 2; end++) {
      const vertex = pool.ends[edge * 2 + end]!;
      if (!runEnds.includes(vertex)) continue;
      refs[i]! += end + 1;
      runEnds = toggled(runEnds, vertex);
    }
  }
  refs.sort((p, q) => (q & 3) - (p & 3) || p - q);
  if (runEnds.length === 0 && ((refs[FLAGGED_EDGES] ?? 0) & 3) === 0) return { owner, parity, refs };
  // Too many flags, or a run that ends inside the band without a crossing edge: test the whole band instead, without
  // flags. Slower, always right.
  return { owner, parity: 0, refs: band.map(edge => edge * 4) };
}

const toggled = (list: readonly number[], item: number): number[] =>
  list.includes(item) ? list.filter(other => other !== item) : [...list, item];

function sideOfBox(xy: Float64Array, edge: number, { x0, x1, y0, y1 }: CellBox): number {
  const ax = xy[edge * 4]!;
  const ay = xy[edge * 4 + 1]!;
  const bx = xy[edge * 4 + 2]!;
  const by = xy[edge * 4 + 3]!;
  if (ax < x0 && bx < x0) return LEFT;
  if (ax > x1 && bx > x1) return RIGHT;
  const dx = bx - ax;
  const dy = by - ay;
  const margin = SIDE_MARGIN * (Math.abs(dx) + Math.abs(dy));
  const c00 = dx * (y0 - ay) - dy * (x0 - ax);
  const c01 = dx * (y0 - ay) - dy * (x1 - ax);
  const c10 = dx * (y1 - ay) - dy * (x0 - ax);
  const c11 = dx * (y1 - ay) - dy * (x1 - ax);
  const low = Math.min(c00, c01, c10, c11);
  const high = Math.max(c00, c01, c10, c11);
  if (low <= margin && high >= -margin) return CROSSING;
  if (dy === 0) return RIGHT; // level edges never count, on either side
  return low > 0 === dy < 0 ? LEFT : RIGHT;
}

/**
 * True when the candidates share out the whole cell, so that a point in none of the others is in the last.
 * Every crossing edge must be held by exactly two of them: then the number of candidates around a point changes by 0 or 2
 * at any edge, and when it is odd at one sample it is odd all over. A point on an edge is found by its other holder.
 */
export function shareOutCell(
  pool: EdgePool,
  candidates: readonly Candidate[],
  samples: readonly (readonly [number, number])[],
): boolean {
  if (candidates.length < 2) return false;
  const holders = new Map<number, number>();
  for (const { refs } of candidates) {
    for (const ref of refs) holders.set(edgeKey(pool, ref >> 2), (holders.get(edgeKey(pool, ref >> 2)) ?? 0) + 1);
  }
  for (const count of holders.values()) if (count !== 2) return false;
  for (const { refs } of candidates) {
    if (new Set(refs.map(ref => edgeKey(pool, ref >> 2))).size !== refs.length) return false;
  }
  for (const [x, y] of samples) {
    const parities = candidates.map(candidate => parityAt(pool, candidate, x, y));
    if (!parities.includes(ON_EDGE)) return parities.reduce((sum, parity) => sum + parity, 0) % 2 === 1;
  }
  return false;
}

/** The same number for an edge and its reverse, as two neighbours hold it. */
function edgeKey({ ends }: EdgePool, edge: number): number {
  const a = ends[edge * 2]!;
  const b = ends[edge * 2 + 1]!;
  return Math.min(a, b) * 2 ** 26 + Math.max(a, b);
}

const ON_EDGE = -1;

/** 1 inside, 0 outside, -1 on an edge: the look-up's own rule. */
function parityAt({ xy }: EdgePool, { parity, refs }: Candidate, x: number, y: number): number {
  let k = parity;
  for (const ref of refs) {
    const at = ref & ~3;
    const [u1, v1, u2, v2] = [xy[at]! - x, xy[at + 1]! - y, xy[at + 2]! - x, xy[at + 3]! - y];
    if (touches(u1, v1, u2, v2)) return ON_EDGE;
    if (v1 <= 0 !== v2 <= 0 && sideOf(u1, v1, u2, v2) > 0 === v2 > 0) k ^= 1;
    if (v1 <= 0) k ^= ref & 1;
    if (v2 <= 0) k ^= (ref >> 1) & 1;
  }
  return k;
}
