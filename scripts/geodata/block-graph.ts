/**
 * The blocks as a graph: which touch, along how many metres, and how hard the street between them is to cross.
 * In: the finished mesh. Out: blocks in a stable order (north-west to south-east), neighbours by position in the list.
 */
import type { RoadClass } from '../../geodata/profile-files.ts';
import { edgesOf, type FaceId, type PlanarMesh, type StreetId } from './planar-mesh.ts';
import { type Metres, ringArea } from './plane.ts';
import { centroid } from './split-blocks.ts';

type Neighbour = { block: number; lengthM: number; cutCost: number };
export type Block = { face: FaceId; ring: Metres[]; centre: Metres; areaM2: number; neighbours: Neighbour[] };

/** The price of a metre of border between communities: low along big roads, so borders follow them. */
const CUT_COST: Record<RoadClass, number> = { expressway: 0.15, trunk: 0.2, main: 0.32, secondary: 0.55, minor: 1 };

export function blockGraph(mesh: PlanarMesh, classOf: (street: StreetId) => RoadClass): Block[] {
  const blocks = [...mesh.faces.keys()]
    .map((face): Block => {
      const ring = mesh.ring(face);
      return { face, ring, centre: centroid(ring), areaM2: ringArea(ring), neighbours: [] };
    })
    .sort((p, q) => p.centre[0] - p.centre[1] - (q.centre[0] - q.centre[1]) || p.face - q.face);
  const position = new Map(blocks.map((block, i) => [block.face, i]));
  for (const block of blocks) block.neighbours = neighboursOf(mesh, block.face, position, classOf);
  return blocks;
}

function neighboursOf(
  mesh: PlanarMesh,
  face: FaceId,
  position: Map<FaceId, number>,
  classOf: (street: StreetId) => RoadClass,
): Neighbour[] {
  const found = new Map<number, Neighbour>();
  for (const [a, b] of edgesOf(mesh.faces.get(face)!)) {
    const other = mesh.faceLeftOf(b, a);
    if (other === undefined) continue;
    const block = position.get(other)!;
    const metres = Math.hypot(mesh.at(a)[0] - mesh.at(b)[0], mesh.at(a)[1] - mesh.at(b)[1]);
    const entry = found.get(block) ?? { block, lengthM: 0, cutCost: 0 };
    entry.lengthM += metres;
    entry.cutCost += metres * CUT_COST[classOf(mesh.street(a, b))];
    found.set(block, entry);
  }
  return [...found.values()].sort((p, q) => p.block - q.block);
}
