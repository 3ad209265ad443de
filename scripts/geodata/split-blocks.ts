/**
 * Divides the quarters between named roads into blocks, the way a city does: each quarter on its own,
 * across its longer side, parallel to its own streets.
 * In: the mesh with the named roads laid, and a wish for the block size at a place. Out: more faces.
 * Surprising rule: a cut that ends close to a junction moves to it, so most streets meet across a main road and some do not.
 */
import { crossSegments } from './lay-roads.ts';
import type { FaceId, PlanarMesh, StreetId, VertexId } from './planar-mesh.ts';
import { distance, fromStreetFrame, type Metres, ringArea } from './plane.ts';
import type { Random } from './seeded-random.ts';

const JUNCTION_SNAP_M = 46;
const VERTEX_SNAP_M = 12;
const MIN_SIDE_M = 95; // nobody walks a beat narrower than this
const ATTEMPTS = 6;

export type BlockSizeAt = (place: Metres) => number; // m²

export function splitBlocks(mesh: PlanarMesh, sizeAt: BlockSizeAt, random: Random, firstStreet: StreetId): StreetId {
  let street = firstStreet;
  const waiting = [...mesh.faces.keys()];
  for (let face = waiting.shift(); face !== undefined; face = waiting.shift()) {
    const ring = mesh.ring(face);
    const target = sizeAt(centroid(ring)) * random.between(0.72, 1.32);
    if (Math.abs(ringArea(ring)) < 1.42 * target) continue;
    const parts = cutFace(mesh, face, target, random, street);
    if (!parts) continue;
    street += 1;
    waiting.push(...parts);
  }
  return street;
}

function cutFace(
  mesh: PlanarMesh,
  face: FaceId,
  target: number,
  random: Random,
  street: StreetId,
): [FaceId, FaceId] | undefined {
  const ring = mesh.ring(face);
  const axes = localAxes(ring);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [across, along] = attempt < 4 ? byLength(ring, axes) : byLength(ring, axes).toReversed();
    const [low, high] = extent(ring, along!);
    if (high - low < 2 * MIN_SIDE_M) continue;
    const share = high - low > 620 ? random.between(0.3, 0.7) : random.between(0.42, 0.58);
    const chord = longestChord(mesh, face, along!, low + (high - low) * share, across!);
    if (!chord) continue;
    const path = endsOnRing(mesh, face, chord, attempt < 3);
    if (path && isSound(mesh, face, path, target)) return mesh.splitFace(face, path, street);
  }
  return undefined;
}

/** The two street directions of a block: means of its own edges, each folded to the family it is nearer to. */
function localAxes(ring: readonly Metres[]): [Metres, Metres] {
  const inland = fromStreetFrame([1, 0]);
  const alongShore = fromStreetFrame([0, 1]);
  const sums: [[number, number], [number, number]] = [
    [inland[0] * 40, inland[1] * 40],
    [alongShore[0] * 40, alongShore[1] * 40],
  ];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const edge: Metres = [ring[i]![0] - ring[j]![0], ring[i]![1] - ring[j]![1]];
    const toInland = dot(edge, inland);
    const toShore = dot(edge, alongShore);
    if (Math.abs(Math.abs(toInland) - Math.abs(toShore)) < 0.35 * Math.hypot(...edge)) continue; // slanting coast edges
    const [sum, sign] = Math.abs(toInland) > Math.abs(toShore) ? [sums[0], toInland] : [sums[1], toShore];
    sum[0] += Math.sign(sign) * edge[0];
    sum[1] += Math.sign(sign) * edge[1];
  }
  return [unit(sums[0]), unit(sums[1])];
}

/** The cut runs along the first axis, and moves along the second, which is the longer one. */
function byLength(ring: readonly Metres[], [a, b]: [Metres, Metres]): [Metres, Metres] {
  const [lowA, highA] = extent(ring, a);
  const [lowB, highB] = extent(ring, b);
  return highA - lowA > highB - lowB ? [b, a] : [a, b];
}

type Chord = { from: Hit; to: Hit };
type Hit = { t: number; point: Metres; a: VertexId; b: VertexId };

function longestChord(
  mesh: PlanarMesh,
  face: FaceId,
  along: Metres,
  offset: number,
  across: Metres,
): Chord | undefined {
  const reach = 5000;
  const middle = centroid(mesh.ring(face));
  const step = offset - dot(middle, along);
  const centre: Metres = [middle[0] + along[0] * step, middle[1] + along[1] * step];
  const p: Metres = [centre[0] - across[0] * reach, centre[1] - across[1] * reach];
  const q: Metres = [centre[0] + across[0] * reach, centre[1] + across[1] * reach];
  const ids = mesh.faces.get(face)!;
  const hits: Hit[] = [];
  for (let i = 0; i < ids.length; i++) {
    const a = ids[i]!;
    const b = ids[(i + 1) % ids.length]!;
    const hit = crossSegments(p, q, mesh.at(a), mesh.at(b));
    if (hit) hits.push({ ...hit, a, b });
  }
  hits.sort((x, y) => x.t - y.t);
  let best: Chord | undefined;
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const from = hits[i]!;
    const to = hits[i + 1]!;
    if (!best || to.t - from.t > best.to.t - best.from.t) best = { from, to };
  }
  return best;
}

function endsOnRing(mesh: PlanarMesh, face: FaceId, chord: Chord, snap: boolean): [VertexId, VertexId] | undefined {
  const ids = mesh.faces.get(face)!;
  const junctions = mesh.junctions();
  const choose = (hit: Hit): VertexId | Hit => {
    const candidates = snap ? ids : [hit.a, hit.b];
    let best: VertexId | Hit = hit;
    let bestGap = Number.POSITIVE_INFINITY;
    for (const id of candidates) {
      const gap = distance(mesh.at(id), hit.point);
      const reach = snap && (junctions.get(id) ?? 0) > 2 ? JUNCTION_SNAP_M : VERTEX_SNAP_M;
      if (gap <= reach && gap < bestGap) {
        best = id;
        bestGap = gap;
      }
    }
    return best;
  };
  const from = choose(chord.from);
  const to = choose(chord.to);
  const at = (end: VertexId | Hit): Metres => (typeof end === 'number' ? mesh.at(end) : end.point);
  if (distance(at(from), at(to)) < MIN_SIDE_M * 0.6 || !staysInside(mesh, face, at(from), at(to))) return undefined;
  const born = (end: VertexId | Hit) => (typeof end === 'number' ? end : mesh.splitEdge(end.a, end.b, end.point));
  const p = born(from);
  const q = born(to);
  return p === q ? undefined : [p, q];
}

/** The straight cut must meet the ring at its two ends only. */
function staysInside(mesh: PlanarMesh, face: FaceId, from: Metres, to: Metres): boolean {
  const length = distance(from, to);
  const margin = Math.min(0.4, 6 / length);
  const inner = (share: number): Metres => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  const p = inner(margin);
  const q = inner(1 - margin);
  const ring = mesh.ring(face);
  return ring.every((b, i) => !crossSegments(p, q, ring[(i + ring.length - 1) % ring.length]!, b));
}

function isSound(mesh: PlanarMesh, face: FaceId, [p, q]: [VertexId, VertexId], target: number): boolean {
  const ids = mesh.faces.get(face)!;
  const from = ids.indexOf(p);
  const turned = [...ids.slice(from), ...ids.slice(0, from)];
  const to = turned.indexOf(q);
  if (to < 2 || to > turned.length - 2) return false; // neighbours on the ring: nothing to cut off
  const left = turned.slice(0, to + 1).map(id => mesh.at(id));
  const right = [...turned.slice(to), p].map(id => mesh.at(id));
  return [left, right].every(part => ringArea(part) > 0.32 * target);
}

export function centroid(ring: readonly Metres[]): Metres {
  let x = 0;
  let y = 0;
  let doubled = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j]!;
    const b = ring[i]!;
    const cross = a[0] * b[1] - b[0] * a[1];
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
    doubled += cross;
  }
  return [x / (3 * doubled), y / (3 * doubled)];
}

function extent(ring: readonly Metres[], axis: Metres): [number, number] {
  const along = ring.map(point => dot(point, axis));
  return [Math.min(...along), Math.max(...along)];
}

const dot = (a: Metres, b: Metres): number => a[0] * b[0] + a[1] * b[1];

function unit([x, y]: readonly [number, number]): Metres {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}
