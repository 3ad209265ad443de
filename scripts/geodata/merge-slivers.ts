/**
 * Joins blocks that are too small or too thin to be a beat with the neighbour they share most street with.
 * In: the mesh after all cuts. Out: fewer faces. Named roads are kept: only minor streets and, at worst, others give way.
 */

import { edgesOf, type FaceId, type PlanarMesh, type StreetId } from './planar-mesh.ts';
import { type Metres, ringArea } from './plane.ts';
import { type BlockSizeAt, centroid } from './split-blocks.ts';

const SMALL_SHARE = 0.34; // of the wished size
const THIN = 0.36; // 4πA/P²: a square has 0.79, a 1:6 strip 0.38
const BIG_SHARE = 2.6; // a thin block above this share of the wished size stays as it is

export function mergeSlivers(mesh: PlanarMesh, sizeAt: BlockSizeAt, isMinor: (street: StreetId) => boolean): void {
  for (let changed = true; changed; ) {
    changed = false;
    const bySize = [...mesh.faces.keys()].sort((a, b) => areaOf(mesh, a) - areaOf(mesh, b) || a - b);
    for (const face of bySize) {
      if (!mesh.faces.has(face) || !isSliver(mesh, face, sizeAt)) continue;
      for (const other of neighboursByShare(mesh, face, isMinor)) {
        if (mesh.mergeFaces(face, other) === undefined) continue;
        changed = true;
        break;
      }
      if (changed) break;
    }
  }
}

function isSliver(mesh: PlanarMesh, face: FaceId, sizeAt: BlockSizeAt): boolean {
  const ring = mesh.ring(face);
  const area = ringArea(ring);
  const wished = sizeAt(centroid(ring));
  if (area < SMALL_SHARE * wished) return true;
  return area < BIG_SHARE * wished * 0.5 && compactness(ring) < THIN;
}

function compactness(ring: readonly Metres[]): number {
  let perimeter = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    perimeter += Math.hypot(ring[i]![0] - ring[j]![0], ring[i]![1] - ring[j]![1]);
  }
  return (4 * Math.PI * ringArea(ring)) / (perimeter * perimeter);
}

const areaOf = (mesh: PlanarMesh, face: FaceId): number => ringArea(mesh.ring(face));

function neighboursByShare(mesh: PlanarMesh, face: FaceId, isMinor: (street: StreetId) => boolean): FaceId[] {
  const share = new Map<FaceId, number>();
  for (const [a, b] of edgesOf(mesh.faces.get(face)!)) {
    const other = mesh.faceLeftOf(b, a);
    if (other === undefined) continue;
    const length = Math.hypot(mesh.at(a)[0] - mesh.at(b)[0], mesh.at(a)[1] - mesh.at(b)[1]);
    share.set(other, (share.get(other) ?? 0) + length * (isMinor(mesh.street(a, b)) ? 1 : 0.05));
  }
  return [...share].sort((p, q) => q[1] - p[1] || p[0] - q[0]).map(([other]) => other);
}
