/**
 * The ground a simulated day plays on: streets to move on, places to stop at, and which zone each of them lies in.
 * In: plain lists in degrees, from a profile or made up by a test. Out: everything in metres, ready to be drawn from.
 * Surprising rule: a place is not visited itself but the street node nearest to it, so that nobody leaves the streets.
 */
import { booleanPointInPolygon, feature } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { type LocalPlane, localPlane, type Metres, metresBetween } from '../../geodata/local-plane.ts';
import { buildStreetNet, largestPart, type StreetNet } from '../../geodata/street-net.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';

export interface TownSource {
  centre: LonLat;
  timeZone: string;
  roads: readonly { name: string | null; line: readonly LonLat[] }[];
  zones: readonly { id: string; ground: Polygon | MultiPolygon }[];
  communities: readonly { code: string; name: string; zone: string; ground: Polygon | MultiPolygon }[];
  /** Where units stop and where people notice things: scoring points without a name, stations with one. */
  places: readonly { name: string | null; at: LonLat }[];
}

export interface Town {
  timeZone: string;
  plane: LocalPlane;
  graph: StreetNet;
  streetNames: readonly (string | null)[];
  zones: readonly TownZone[];
  /** Zone of each street node; undefined outside all zones. */
  zoneOfNode: readonly (string | undefined)[];
  namedPlaces: readonly { name: string; at: Metres }[];
  /** Name of the community at a point; undefined outside all of them. */
  communityAt(at: LonLat): string | undefined;
  zoneAt(at: LonLat): string | undefined;
  /** The street node nearest to a place. */
  nearestNode(at: Metres): number;
}

export interface TownZone {
  id: string;
  /** Codes of its communities. */
  communities: readonly string[];
  /** Street nodes worth stopping at, most of them beside a scoring point or a station. */
  stops: readonly number[];
}

export function townFrom(source: TownSource): Town {
  const plane = localPlane(source.centre);
  const graph = largestPart(
    buildStreetNet(source.roads.map(({ name, line }) => ({ name, line: line.map(at => plane.toMetres(at)) }))),
  );
  const zoneAt = placeFinder(source.zones.map(({ id, ground }) => [id, ground]));
  const zoneOfNode = graph.nodes.map(node => zoneAt(plane.toLonLat(node)));
  const nearestNode = nodeFinder(graph);
  const stops = new Set(source.places.map(({ at }) => nearestNode(plane.toMetres(at))));
  return {
    timeZone: source.timeZone,
    plane,
    graph,
    streetNames: source.roads.map(road => road.name),
    zones: source.zones.map(({ id }) => ({
      id,
      communities: source.communities.flatMap(({ code, zone }) => (zone === id ? [code] : [])),
      stops: stopsOf(id, [...stops], zoneOfNode),
    })),
    zoneOfNode,
    namedPlaces: source.places.flatMap(({ name, at }) => (name ? [{ name, at: plane.toMetres(at) }] : [])),
    communityAt: placeFinder(source.communities.map(({ name, ground }) => [name, ground])),
    ...{ zoneAt, nearestNode },
  };
}

/** A zone without any place of its own is patrolled on all its streets. */
function stopsOf(zone: string, stops: readonly number[], zoneOfNode: readonly (string | undefined)[]): number[] {
  const own = stops.filter(node => zoneOfNode[node] === zone);
  const found = own.length > 0 ? own : zoneOfNode.flatMap((of, node) => (of === zone ? [node] : []));
  if (found.length === 0) throw new Error(`Zone ${zone} has no street: nobody can patrol it.`);
  return found;
}

function placeFinder(grounds: readonly (readonly [name: string, ground: Polygon | MultiPolygon])[]) {
  const features = grounds.map(([name, ground]) => [name, feature<Polygon | MultiPolygon>(ground)] as const);
  return (at: LonLat): string | undefined => features.find(([, ground]) => booleanPointInPolygon(at, ground))?.[0];
}

const CELL_M = 150;

/** Nearest street node, searched in growing squares of cells. */
function nodeFinder({ nodes }: StreetNet): (at: Metres) => number {
  const byCell = new Map<string, number[]>();
  nodes.forEach(([x, y], node) => {
    const cell = `${Math.floor(x / CELL_M)}:${Math.floor(y / CELL_M)}`;
    const found = byCell.get(cell);
    if (found) found.push(node);
    else byCell.set(cell, [node]);
  });
  return at => {
    const column = Math.floor(at[0] / CELL_M);
    const row = Math.floor(at[1] / CELL_M);
    for (let reach = 1; reach < 2000; reach *= 2) {
      let best = -1;
      for (let x = column - reach; x <= column + reach; x++) {
        for (let y = row - reach; y <= row + reach; y++) {
          for (const node of byCell.get(`${x}:${y}`) ?? []) {
            if (best < 0 || metresBetween(nodes[node]!, at) < metresBetween(nodes[best]!, at)) best = node;
          }
        }
      }
      // A node just outside the searched square may be nearer than one in its corner: look once more unless that is impossible.
      if (best >= 0 && metresBetween(nodes[best]!, at) <= reach * CELL_M) return best;
    }
    throw new Error('A town without streets.');
  };
}
