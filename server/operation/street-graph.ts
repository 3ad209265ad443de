/**
 * How far it is along the streets, and which way ([O-60..O-66]).
 * In: the roads of a profile. Out: distances and ways between places, WGS-84. Known to it alone: ngraph, the shortest way by A*.
 * Surprising rule: a place need not lie on a street. It joins the nearest street wherever that is nearest, in the middle of a block too,
 * so each question puts its two places into the graph and takes them out again before it returns.
 */
import createGraph, { type Graph } from 'ngraph.graph';
import { aStar, type PathFinder } from 'ngraph.path';
import { type LocalPlane, localPlane, type Metres, metresBetween } from '../../geodata/local-plane.ts';
import type { RoadFeature } from '../../geodata/profile-files.ts';
import { buildStreetNet, withoutStrays } from '../../geodata/street-net.ts';
import type { LonLat } from '../contract/coordinates.ts';
import { shortTurns } from './short-turns.ts';

/** How much longer the way is than the straight line: 1.26 on the streets of Xin'an (npm run bench -- --only stop-order), rounded up. */
export const DETOUR = 1.3;
/** A place farther than this from every street has no street. */
const NO_STREET_M = 200;
/** Streets that lead nowhere and are shorter than this in all were cut off where the data ends; nobody can come from them. */
const STRAY_M = 1000;
/** Ids of the two places of a question; nodes of streets count from 0. */
const START = -1;
const GOAL = -2;

export interface Way {
  /** From the one place to the other, both included. */
  line: LonLat[];
  distanceM: number;
  /** Some part has no street: it is a straight line, and its length a guess. */
  straight: boolean;
}

export interface StreetGraph {
  distanceM(from: LonLat, to: LonLat): number;
  way(from: LonLat, to: LonLat): Way;
  /** Metres from each place (row) to each (column). Takes 0.1 ms a pair, in turns of 10 ms. */
  matrix(places: readonly LonLat[]): Promise<number[][]>;
}

interface Edge {
  from: number;
  to: number;
  a: Metres;
  b: Metres;
}

/** A place, and where it joins the streets. */
interface Joined {
  at: Metres;
  /** Null where the profile has no streets. */
  street: { edge: Edge; at: Metres; offM: number } | null;
}

interface Walk {
  /** Without start and goal. */
  between: readonly Metres[];
  /** Whole metres, so that the parts of a route add up to what is shown. */
  distanceM: number;
  straight: boolean;
}

/** `middle` is any place nearby: metres are reckoned from there. */
export function streetGraph(roads: readonly RoadFeature[], middle: LonLat): StreetGraph {
  const plane = localPlane(middle);
  const { graph, edges } = readStreets(roads, plane);
  const finder: PathFinder<Metres> = aStar(graph, {
    distance: (_from, _to, { data }) => data,
    heuristic: (from, to) => metresBetween(from.data, to.data),
  });
  const join = (place: LonLat) => joined(edges, plane.toMetres(place));

  return {
    distanceM: (from, to) => walk(graph, finder, join(from), join(to)).distanceM,
    way(from, to) {
      const { between, distanceM, straight } = walk(graph, finder, join(from), join(to));
      return { line: [from, ...between.map(at => rounded(plane.toLonLat(at))), to], distanceM, straight };
    },
    async matrix(places) {
      const rest = shortTurns();
      const spots: Joined[] = [];
      for (const place of places) {
        spots.push(join(place));
        await rest();
      }
      const metres = spots.map(() => spots.map(() => 0));
      for (let i = 0; i < spots.length; i++)
        for (let j = i + 1; j < spots.length; j++) {
          // There are no one-way streets in a profile: the way back is as long as the way there.
          metres[i]![j] = metres[j]![i] = walk(graph, finder, spots[i]!, spots[j]!).distanceM;
          await rest();
        }
      return metres;
    },
  };
}

/** Six decimals, 0.1 m, as in the files of a profile. */
const rounded = ([lon, lat]: LonLat): LonLat => [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];

function readStreets(roads: readonly RoadFeature[], plane: LocalPlane) {
  const streets = roads
    .filter(({ properties }) => properties.class !== 'expressway')
    .map(({ properties, geometry }) => ({
      name: properties.name,
      line: geometry.coordinates.map(at => plane.toMetres(at)),
    }));
  const net = withoutStrays(buildStreetNet(streets), STRAY_M);
  const graph: Graph<Metres, number> = createGraph();
  const edges: Edge[] = [];
  for (const [id, at] of net.nodes.entries()) graph.addNode(id, at);
  for (const [from, leaving] of net.edges.entries())
    for (const { to, lengthM } of leaving) {
      if (to < from) continue;
      graph.addLink(from, to, lengthM);
      edges.push({ from, to, a: net.nodes[from]!, b: net.nodes[to]! });
    }
  return { graph, edges };
}

/** 2,000 edges take 20 µs, next to nothing beside the ways that follow: no index. */
function joined(edges: readonly Edge[], at: Metres): Joined {
  let street: Joined['street'] = null;
  for (const edge of edges) {
    const on = nearestOn(edge, at);
    const offM = metresBetween(at, on);
    if (!street || offM < street.offM) street = { edge, at: on, offM };
  }
  return { at, street };
}

function nearestOn({ a, b }: Edge, [x, y]: Metres): Metres {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const share = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
  return [a[0] + share * dx, a[1] + share * dy];
}

function walk(graph: Graph<Metres, number>, finder: PathFinder<Metres>, from: Joined, to: Joined): Walk {
  const airM = metresBetween(from.at, to.at);
  const straight: Walk = { between: [], distanceM: Math.round(airM * DETOUR), straight: airM > 0 };
  if (!from.street || !to.street) return straight;
  const offM = from.street.offM + to.street.offM;
  // Two stalls of one market: nobody walks out to the street and back in.
  if (airM * DETOUR <= offM) return straight;
  const onStreet = shortest(graph, finder, from.street, to.street);
  if (!onStreet) return straight;
  return {
    between: onStreet,
    distanceM: Math.round(offM + lengthOf(onStreet)),
    straight: Math.max(from.street.offM, to.street.offM) > NO_STREET_M,
  };
}

type OnStreet = NonNullable<Joined['street']>;

/** Null when no street leads from one to the other. */
function shortest(graph: Graph<Metres, number>, finder: PathFinder<Metres>, from: OnStreet, to: OnStreet) {
  for (const [id, { edge, at }] of [[START, from] as const, [GOAL, to] as const]) {
    graph.addNode(id, at);
    graph.addLink(id, edge.from, metresBetween(at, edge.a));
    graph.addLink(id, edge.to, metresBetween(at, edge.b));
  }
  if (from.edge === to.edge) graph.addLink(START, GOAL, metresBetween(from.at, to.at));
  try {
    // The library tells a way from its goal back to its start.
    const nodes = finder.find(GOAL, START);
    return nodes.length > 0 ? nodes.map(({ data }) => data) : null;
  } finally {
    graph.removeNode(START);
    graph.removeNode(GOAL);
  }
}

function lengthOf(line: readonly Metres[]): number {
  return line.slice(1).reduce((sum, at, i) => sum + metresBetween(line[i]!, at), 0);
}
