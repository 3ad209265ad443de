/**
 * Lays one road across the mesh: every face it crosses is cut, every edge it crosses gets a vertex.
 * In: the mesh and a road line in metres. Out: the same line through the vertices it now shares with the faces.
 * Surprising rule: a road that ends inside the outline is trimmed to its last junction, so no stub hangs in a block.
 */

import type { PlanarMesh, StreetId, VertexId } from './planar-mesh.ts';
import { distance, type Metres } from './plane.ts';

const SNAP_M = 8; // crossings this close to a corner use the corner, so no needle-thin block is left
const MIN_BEND_GAP_M = 4; // bends closer to a junction than this would make edges shorter than the rounding allows

type Crossing = { along: number; point: Metres; a: VertexId; b: VertexId };
type Node = { along: number; vertex: VertexId };

export type RoadEnds = { first: boolean; last: boolean }; // true: drawn on beyond its outermost junction

export function layRoad(mesh: PlanarMesh, line: readonly Metres[], ends: RoadEnds, id: StreetId): Metres[] {
  const nodes: Node[] = [];
  for (const crossing of crossingsOf(mesh, line)) {
    const vertex = snapToCorner(mesh, crossing);
    if (nodes[nodes.length - 1]?.vertex !== vertex) nodes.push({ along: crossing.along, vertex });
  }
  if (nodes.length < 2) throw new Error(`Road ${id} crosses ${nodes.length} edges; it must cross at least 2.`);
  for (let i = 1; i < nodes.length; i++) cutBetween(mesh, line, nodes[i - 1]!, nodes[i]!, id);
  return throughNodes(mesh, line, ends, nodes);
}

function crossingsOf(mesh: PlanarMesh, line: readonly Metres[]): Crossing[] {
  const found: Crossing[] = [];
  const edges = [...mesh.edges()];
  for (let i = 1; i < line.length; i++) {
    for (const [a, b] of edges) {
      const hit = crossSegments(line[i - 1]!, line[i]!, mesh.at(a), mesh.at(b));
      if (hit) found.push({ along: i - 1 + hit.t, point: hit.point, a, b });
    }
  }
  return found.sort((p, q) => p.along - q.along || p.a - q.a);
}

export function crossSegments(p: Metres, q: Metres, a: Metres, b: Metres): { t: number; point: Metres } | undefined {
  const dx = q[0] - p[0];
  const dy = q[1] - p[1];
  const ex = b[0] - a[0];
  const ey = b[1] - a[1];
  const cross = dx * ey - dy * ex;
  if (cross === 0) return undefined;
  const t = ((a[0] - p[0]) * ey - (a[1] - p[1]) * ex) / cross;
  const s = ((a[0] - p[0]) * dy - (a[1] - p[1]) * dx) / cross;
  if (t < 0 || t > 1 || s < 0 || s > 1) return undefined;
  return { t, point: [p[0] + t * dx, p[1] + t * dy] };
}

function snapToCorner(mesh: PlanarMesh, { a, b, point }: Crossing): VertexId {
  const toA = distance(point, mesh.at(a));
  const toB = distance(point, mesh.at(b));
  if (Math.min(toA, toB) <= SNAP_M) return toA <= toB ? a : b;
  return mesh.splitEdge(a, b, point);
}

function cutBetween(mesh: PlanarMesh, line: readonly Metres[], from: Node, to: Node, id: StreetId): void {
  const bends = bendsBetween(mesh, line, from, to);
  const path = [mesh.at(from.vertex), ...bends, mesh.at(to.vertex)];
  const middle = middleOf(path);
  const face = mesh.faceAcross(from.vertex, to.vertex, middle);
  if (face === undefined) return; // this stretch runs outside the outline, or along an edge that is already there
  mesh.splitFace(face, [from.vertex, ...bends.map(bend => mesh.vertex(bend)), to.vertex], id);
}

function bendsBetween(mesh: PlanarMesh, line: readonly Metres[], from: Node, to: Node): Metres[] {
  return line
    .slice(Math.floor(from.along) + 1, Math.ceil(to.along))
    .filter(bend => distance(bend, mesh.at(from.vertex)) > MIN_BEND_GAP_M + SNAP_M)
    .filter(bend => distance(bend, mesh.at(to.vertex)) > MIN_BEND_GAP_M + SNAP_M);
}

function middleOf(path: readonly Metres[]): Metres {
  const i = Math.floor((path.length - 1) / 2);
  const a = path[i]!;
  const b = path[i + 1]!;
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function throughNodes(mesh: PlanarMesh, line: readonly Metres[], ends: RoadEnds, nodes: readonly Node[]): Metres[] {
  const result: Metres[] = [];
  const first = nodes[0]!;
  const last = nodes[nodes.length - 1]!;
  if (ends.first) result.push(...line.slice(0, Math.floor(first.along) + 1));
  for (const [i, node] of nodes.entries()) {
    const before = nodes[i - 1];
    if (before) result.push(...bendsBetween(mesh, line, before, node));
    result.push(mesh.at(node.vertex));
  }
  if (ends.last) result.push(...line.slice(Math.ceil(last.along)));
  return result;
}
