/**
 * The road layer: named roads as laid, block streets traced from the edges of the mesh, and the roads around.
 * In: the street layout. Out: LineStrings, big roads first, so that a renderer may draw them in reverse order.
 */
import { ROAD_CLASSES, type RoadClass, type RoadFeature } from '../../geodata/profile-files.ts';
import type { Layout } from './lay-out-blocks.ts';
import { outsideRoads } from './outskirts.ts';
import type { PlanarMesh, StreetId, VertexId } from './planar-mesh.ts';
import { OUTER_EDGE } from './planar-mesh.ts';
import { type Metres, toLonLat } from './plane.ts';
import { simplify } from './smooth-line.ts';

export function roadsLayer({ mesh, roads, classOf }: Layout): RoadFeature[] {
  const named = roads.map(({ plan, line }) => roadFeature(plan.name, plan.class, line));
  const minor = blockStreets(mesh, classOf).map(line => roadFeature(null, 'minor', line));
  const outside = outsideRoads().map(road => roadFeature(road.name, road.class, simplify(road.line, 1.5)));
  const order = (feature: RoadFeature) => ROAD_CLASSES.indexOf(feature.properties.class);
  return [...named, ...outside, ...minor].sort((p, q) => order(p) - order(q));
}

function roadFeature(name: string | null, roadClass: RoadClass, line: readonly Metres[]): RoadFeature {
  return {
    type: 'Feature',
    properties: { name, class: roadClass },
    geometry: { type: 'LineString', coordinates: line.map(toLonLat) },
  };
}

/** The edges of each minor street put end to end; a merge may have taken a piece out, which leaves two lines. */
function blockStreets(mesh: PlanarMesh, classOf: Layout['classOf']): Metres[][] {
  const edgesByStreet = new Map<StreetId, [VertexId, VertexId][]>();
  for (const [a, b] of mesh.edges()) {
    const street = mesh.street(a, b);
    if (street === OUTER_EDGE || classOf(street) !== 'minor') continue;
    const edges = edgesByStreet.get(street) ?? [];
    edges.push([a, b]);
    edgesByStreet.set(street, edges);
  }
  return [...edgesByStreet.keys()]
    .sort((p, q) => p - q)
    .flatMap(street => chains(edgesByStreet.get(street)!).map(chain => chain.map(id => mesh.at(id))));
}

function chains(edges: readonly (readonly [VertexId, VertexId])[]): VertexId[][] {
  const left = new Set(edges);
  const result: VertexId[][] = [];
  for (const first of left) {
    left.delete(first);
    const chain = [...first];
    for (let grown = true; grown; ) {
      grown = false;
      for (const edge of left) {
        const [a, b] = edge;
        if (a === chain[chain.length - 1]) chain.push(b);
        else if (b === chain[chain.length - 1]) chain.push(a);
        else if (a === chain[0]) chain.unshift(b);
        else if (b === chain[0]) chain.unshift(a);
        else continue;
        left.delete(edge);
        grown = true;
      }
    }
    result.push(chain);
  }
  return result;
}
