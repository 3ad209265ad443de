/**
 * One planar topology: vertices, and faces that name them. Two faces that touch name the same vertices,
 * so there can be neither gap nor overlap, whatever is cut or merged.
 * In: one outer ring, then cuts. Out: faces as counter-clockwise vertex rings, edges that know their street.
 * Surprising rule: a vertex is rounded to six decimals when it is born, never later.
 */
import { type Metres, ringArea, ringContains, snapMetres, toLonLat } from './plane.ts';

export type VertexId = number;
export type FaceId = number;

/** The street an edge belongs to; OUTER_EDGE for the outline itself. */
export type StreetId = number;
export const OUTER_EDGE: StreetId = -1;

const KEY_BASE = 2 ** 20;

export class PlanarMesh {
  readonly faces = new Map<FaceId, VertexId[]>();
  private readonly points: Metres[] = [];
  private readonly known = new Map<string, VertexId>();
  private readonly faceOfEdge = new Map<number, FaceId>();
  private readonly streetOfEdge = new Map<number, StreetId>();
  private readonly splits = new Map<number, VertexId>();
  private nextFace = 0;

  constructor(outline: readonly Metres[]) {
    const ring = outline.map(point => this.vertex(point));
    if (ringArea(outline) < 0) ring.reverse();
    this.addFace(ring);
    for (const [a, b] of edgesOf(ring)) this.streetOfEdge.set(undirected(a, b), OUTER_EDGE);
  }

  vertex(point: Metres): VertexId {
    const key = toLonLat(point).join();
    const found = this.known.get(key);
    if (found !== undefined) return found;
    this.points.push(snapMetres(point));
    this.known.set(key, this.points.length - 1);
    return this.points.length - 1;
  }

  at(id: VertexId): Metres {
    return this.points[id]!;
  }

  ring(face: FaceId): Metres[] {
    return this.faces.get(face)!.map(id => this.at(id));
  }

  street(a: VertexId, b: VertexId): StreetId {
    return this.streetOfEdge.get(undirected(a, b)) ?? OUTER_EDGE;
  }

  /** The face on the left of a -> b; undefined outside. */
  faceLeftOf(a: VertexId, b: VertexId): FaceId | undefined {
    return this.faceOfEdge.get(directed(a, b));
  }

  /** Every edge once, in a stable order. */
  *edges(): Generator<readonly [VertexId, VertexId]> {
    for (const ring of this.faces.values()) {
      for (const [a, b] of edgesOf(ring)) if (a < b || this.faceLeftOf(b, a) === undefined) yield [a, b];
    }
  }

  /** How many edges meet at a vertex of this face's ring: 2 on a plain bend, 3 or more at a junction. */
  junctions(): Map<VertexId, number> {
    const count = new Map<VertexId, number>();
    for (const [a, b] of this.edges()) {
      count.set(a, (count.get(a) ?? 0) + 1);
      count.set(b, (count.get(b) ?? 0) + 1);
    }
    return count;
  }

  /** Puts a vertex on edge a-b, in both faces at once. An edge that was split before is followed to its part. */
  splitEdge(a: VertexId, b: VertexId, point: Metres): VertexId {
    const before = this.splits.get(undirected(a, b));
    if (before !== undefined) {
      const m = this.at(before);
      const nearA = Math.hypot(point[0] - this.at(a)[0], point[1] - this.at(a)[1]);
      const cutA = Math.hypot(m[0] - this.at(a)[0], m[1] - this.at(a)[1]);
      return nearA < cutA ? this.splitEdge(a, before, point) : this.splitEdge(before, b, point);
    }
    const added = this.vertex(point);
    if (added === a || added === b) return added;
    const street = this.street(a, b);
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const face = this.faceOfEdge.get(directed(from, to));
      if (face === undefined) continue;
      const ring = this.faces.get(face)!;
      ring.splice(ring.indexOf(from) + 1, 0, added);
      this.faceOfEdge.delete(directed(from, to));
      this.faceOfEdge.set(directed(from, added), face);
      this.faceOfEdge.set(directed(added, to), face);
    }
    this.streetOfEdge.delete(undirected(a, b));
    this.streetOfEdge.set(undirected(a, added), street);
    this.streetOfEdge.set(undirected(added, b), street);
    this.splits.set(undirected(a, b), added);
    return added;
  }

  /** The face with both vertices on its ring and the point inside it. */
  faceAcross(p: VertexId, q: VertexId, inside: Metres): FaceId | undefined {
    for (const [face, ring] of this.faces) {
      if (ring.includes(p) && ring.includes(q) && ringContains(this.ring(face), inside)) return face;
    }
    return undefined;
  }

  /** Cuts a face along a path whose two ends lie on its ring; the inner vertices are new. */
  splitFace(face: FaceId, path: readonly VertexId[], street: StreetId): [FaceId, FaceId] {
    const ring = this.faces.get(face)!;
    const p = path[0]!;
    const q = path[path.length - 1]!;
    const inner = path.slice(1, -1);
    const from = ring.indexOf(p);
    const turned = [...ring.slice(from), ...ring.slice(0, from)];
    const to = turned.indexOf(q);
    if (from < 0 || to < 1) throw new Error(`The path ${p}..${q} does not end on the ring of face ${face}.`);
    this.removeFace(face);
    const left = this.addFace([...turned.slice(0, to + 1), ...inner.toReversed()]);
    const right = this.addFace([...turned.slice(to), p, ...inner]);
    for (let i = 1; i < path.length; i++) this.streetOfEdge.set(undirected(path[i - 1]!, path[i]!), street);
    return [left, right];
  }

  /** Joins two neighbours; undefined, and no change, when they touch in more than one stretch. */
  mergeFaces(face: FaceId, other: FaceId): FaceId | undefined {
    const ring = this.faces.get(face)!;
    const shared = ring.map((a, i) => this.faceLeftOf(ring[(i + 1) % ring.length]!, a) === other);
    const starts = shared.flatMap((is, i) => (is && !shared[(i + shared.length - 1) % shared.length] ? [i] : []));
    if (starts.length !== 1) return undefined;
    const start = starts[0]!;
    const turned = [...ring.slice(start), ...ring.slice(0, start)];
    const length = shared.filter(Boolean).length;
    const entry = turned[0]!;
    const exit = turned[length % turned.length]!;
    const otherRing = this.faces.get(other)!;
    const from = otherRing.indexOf(entry);
    const otherTurned = [...otherRing.slice(from), ...otherRing.slice(0, from)];
    const otherKept = otherTurned.slice(0, otherTurned.indexOf(exit) + 1);
    if (turned.slice(1, length).some(id => otherKept.includes(id))) return undefined;
    for (let i = 0; i < length; i++) {
      this.streetOfEdge.delete(undirected(turned[i]!, turned[(i + 1) % turned.length]!));
    }
    this.removeFace(face);
    this.removeFace(other);
    return this.addFace([...turned.slice(length), ...otherKept.slice(0, -1)]);
  }

  private addFace(ring: VertexId[]): FaceId {
    const id = this.nextFace++;
    this.faces.set(id, ring);
    for (const [a, b] of edgesOf(ring)) this.faceOfEdge.set(directed(a, b), id);
    return id;
  }

  private removeFace(face: FaceId): void {
    for (const [a, b] of edgesOf(this.faces.get(face)!)) this.faceOfEdge.delete(directed(a, b));
    this.faces.delete(face);
  }
}

const directed = (a: VertexId, b: VertexId): number => a * KEY_BASE + b;
const undirected = (a: VertexId, b: VertexId): number => directed(Math.min(a, b), Math.max(a, b));

export function* edgesOf(ring: readonly VertexId[]): Generator<readonly [VertexId, VertexId]> {
  for (let i = 0; i < ring.length; i++) yield [ring[i]!, ring[(i + 1) % ring.length]!];
}
