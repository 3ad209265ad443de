import { expect, test } from 'vitest';
import { loadProfile } from '../../geodata/load-profile.ts';
import { localPlane, type Metres, metresBetween } from '../../geodata/local-plane.ts';
import type { RoadClass, RoadFeature } from '../../geodata/profile-files.ts';
import { buildStreetNet, type StreetNet } from '../../geodata/street-net.ts';
import { seededNumbers } from '../../geodata/synthetic-grids.ts';
import { shortestRoute } from '../../scripts/simulation/shortest-route.ts';
import type { LonLat } from '../contract/coordinates.ts';
import { DETOUR, streetGraph } from './street-graph.ts';

const xinan = await loadProfile('geodata/profiles/xinan');
const MIDDLE: LonLat = [113.893, 22.565];
const plane = localPlane(MIDDLE);
/** A place by metres east and north of the middle. */
const at = (x: number, y: number): LonLat => plane.toLonLat([x, y]);

function road(roadClass: RoadClass, ...line: Metres[]): RoadFeature {
  return {
    type: 'Feature',
    properties: { name: null, class: roadClass },
    geometry: { type: 'LineString', coordinates: line.map(point => plane.toLonLat(point)) },
  };
}
const street = (...line: Metres[]) => road('minor', ...line);
const graphOf = (...roads: RoadFeature[]) => streetGraph(roads, MIDDLE);

/** A square of streets, 200 m a side, its south-western corner in the middle. */
const square = () => [
  street([0, 0], [200, 0]),
  street([200, 0], [200, 200]),
  street([200, 200], [0, 200]),
  street([0, 200], [0, 0]),
];

test('[O-60] two streets that cross without a common vertex can be changed between there', () => {
  const streets = graphOf(street([-300, 0], [300, 0]), street([0, -300], [0, 300]));
  const { line, distanceM, straight } = streets.way(at(-300, 0), at(0, 300));
  expect(distanceM).toBe(600);
  expect(straight).toBe(false);
  expect(line.map(place => plane.toMetres(place).map(Math.round))).toContainEqual([0, 0]);
});

test('[O-60] of two ways round a block the shorter one is taken, whichever street it starts on', () => {
  const streets = graphOf(...square());
  expect(streets.distanceM(at(150, 0), at(200, 150))).toBe(200);
  expect(streets.distanceM(at(50, 0), at(200, 50))).toBe(200);
  expect(streets.distanceM(at(50, 0), at(50, 200))).toBe(300);
});

test('[O-60] between two ways from fork to fork the longer one is never taken, in whatever order they are listed', () => {
  const short = street([0, 0], [100, 20], [200, 0]);
  const long = street([0, 0], [100, 300], [200, 0]);
  const tails = [street([-100, 0], [0, 0]), street([200, 0], [300, 0])];
  for (const roads of [
    [short, long, ...tails],
    [long, short, ...tails],
  ])
    expect(graphOf(...roads).distanceM(at(-100, 0), at(300, 0))).toBe(404);
});

test('[O-60] an expressway is no street, even for vehicles', () => {
  const streets = graphOf(...square(), road('expressway', [-50, -50], [250, 250]));
  expect(streets.distanceM(at(0, 0), at(200, 200))).toBe(400);
});

test('[O-61] a place beside a street walks straight to it, in the middle of a block', () => {
  const streets = graphOf(street([0, 0], [500, 0]));
  const { line, distanceM, straight } = streets.way(at(100, 40), at(300, -30));
  expect(distanceM).toBe(40 + 200 + 30);
  expect(straight).toBe(false);
  expect(line[0]).toEqual(at(100, 40));
  expect(line.at(-1)).toEqual(at(300, -30));
  expect(line.map(place => plane.toMetres(place).map(Math.round))).toEqual([
    [100, 40],
    [100, 0],
    [300, 0],
    [300, -30],
  ]);
});

test('[O-62] no street leads across: straight line, 1.3 times as long, and said so', () => {
  const streets = graphOf(street([0, 0], [1500, 0]), street([0, 1000], [1500, 1000]));
  expect(streets.way(at(0, 0), at(0, 1000))).toEqual({
    line: [at(0, 0), at(0, 1000)],
    distanceM: 1300,
    straight: true,
  });
  expect(streets.way(at(0, 0), at(500, 0))).toMatchObject({ distanceM: 500, straight: false });
});

test('[O-60] a piece of street that leads nowhere is none: who is beside it goes on to the next', () => {
  const streets = graphOf(street([0, 0], [1500, 0]), street([0, 100], [500, 100]));
  expect(streets.way(at(200, 100), at(1500, 0))).toMatchObject({ distanceM: 1400, straight: false });
});

test('[O-62] a profile without roads measures straight lines', async () => {
  const streets = graphOf();
  expect(streets.way(at(0, 0), at(300, 400))).toMatchObject({ distanceM: 650, straight: true });
  expect(await streets.matrix([at(0, 0), at(300, 400)])).toEqual([
    [0, 650],
    [650, 0],
  ]);
});

test('[O-63] two places in one yard do not go by the street', () => {
  const streets = graphOf(street([0, 0], [500, 0]));
  expect(streets.way(at(100, 60), at(120, 60))).toEqual({
    line: [at(100, 60), at(120, 60)],
    distanceM: 26,
    straight: true,
  });
  expect(streets.way(at(100, 60), at(200, 60))).toMatchObject({ distanceM: 220, straight: false });
});

test('[O-64] more than 200 m from every street there is no street', () => {
  const streets = graphOf(street([0, 0], [2000, 0]));
  expect(streets.way(at(0, 199), at(1500, 0))).toMatchObject({ distanceM: 1699, straight: false });
  expect(streets.way(at(0, 201), at(1500, 0))).toMatchObject({ distanceM: 1701, straight: true });
});

test('[O-66] nobody travels to where they are, on a street, beside it, or without one', () => {
  for (const streets of [graphOf(...square()), graphOf()])
    for (const place of [at(0, 0), at(50, 0), at(100, 100)])
      expect(streets.way(place, place)).toEqual({ line: [place, place], distanceM: 0, straight: false });
});

test('[O-60] on the streets of Xin’an no way is longer than a plain search of the same net finds', () => {
  const net = buildStreetNet(
    xinan.roads.features
      .filter(({ properties }) => properties.class !== 'expressway')
      .map(({ geometry }) => ({ name: null, line: geometry.coordinates.map(place => plane.toMetres(place)) })),
  );
  const streets = streetGraph(xinan.roads.features, MIDDLE);
  const random = seededNumbers(20261128);
  const linked = net.nodes.flatMap((_, node) => (net.edges[node]!.length > 2 ? [node] : []));
  for (let pair = 0; pair < 60; pair++) {
    const [from, to] = [random(), random()].map(share => linked[Math.floor(share * linked.length)]!) as [
      number,
      number,
    ];
    const { distanceM, straight, line } = streets.way(plane.toLonLat(net.nodes[from]!), plane.toLonLat(net.nodes[to]!));
    expect(straight).toBe(false);
    expect(Math.abs(distanceM - lengthOf(net, shortestRoute(net, from, to)))).toBeLessThan(1);
    expect(Math.abs(distanceM - drawnM(line))).toBeLessThan(3);
  }
});

test('the 936 points of Xin’an all have a street, and the way is 1.2 to 1.3 times the straight line ([O-62])', () => {
  const streets = streetGraph(xinan.roads.features, MIDDLE);
  const places = xinan.sanitationPoints.features.map(({ geometry }) => geometry.coordinates);
  let [wayM, airM] = [0, 0];
  for (let i = 7; i < places.length; i++) {
    const [from, to] = [places[i - 7]!, places[(i * 31) % places.length]!];
    const way = streets.way(from, to);
    // Straight only from one point to another of the same yard.
    if (way.straight) expect(way.distanceM).toBeLessThan(300);
    wayM += way.distanceM;
    airM += metresBetween(plane.toMetres(from), plane.toMetres(to));
  }
  expect(wayM / airM).toBeGreaterThan(1.2);
  expect(wayM / airM).toBeLessThan(DETOUR);
});

test('a matrix is the same as its ways, two at once disturb neither, and the event loop turns meanwhile ([O-69])', async () => {
  const streets = streetGraph(xinan.roads.features, MIDDLE);
  const places = xinan.sanitationPoints.features.slice(0, 61).map(({ geometry }) => geometry.coordinates);
  let turns = 0;
  const count = () => {
    turns++;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  const [forth, back] = await Promise.all([streets.matrix(places), streets.matrix(places.toReversed())]);
  clearImmediate(counting);
  expect(turns).toBeGreaterThan(2);
  for (const [i, from] of places.entries())
    for (const [j, to] of places.entries()) {
      expect(Math.abs(forth[i]![j]! - back[60 - i]![60 - j]!)).toBeLessThan(1.5);
      if ((i * 61 + j) % 53 === 0) expect(Math.abs(forth[i]![j]! - streets.distanceM(from, to))).toBeLessThan(1.5);
    }
});

function lengthOf({ nodes }: StreetNet, route: readonly number[]): number {
  return route.slice(1).reduce((sum, node, i) => sum + metresBetween(nodes[route[i]!]!, nodes[node]!), 0);
}

function drawnM(line: readonly LonLat[]): number {
  const metres = line.map(place => plane.toMetres(place));
  return metres.slice(1).reduce((sum, to, i) => sum + metresBetween(metres[i]!, to), 0);
}
