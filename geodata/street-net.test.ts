import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestRoute } from '../scripts/simulation/shortest-route.ts';
import { type Metres, metresBetween } from './local-plane.ts';
import { buildStreetNet, largestPart, type Street, type StreetNet, withoutStrays } from './street-net.ts';

const street = (...line: Metres[]): Street => ({ name: null, line });

function lengthOf({ nodes }: StreetNet, route: readonly number[]): number {
  return route.slice(1).reduce((sum, node, i) => sum + metresBetween(nodes[route[i]!]!, nodes[node]!), 0);
}

function nodeNear({ nodes }: StreetNet, at: Metres): number {
  return nodes.findIndex(node => metresBetween(node, at) < 1);
}

test('two streets that cross without a shared vertex meet in a node with four arms', () => {
  const graph = buildStreetNet([street([-100, 0], [100, 0]), street([0, -100], [0, 100])]);
  expect(graph.nodes).toHaveLength(5);
  expect(graph.edges[nodeNear(graph, [0, 0])]).toHaveLength(4);
});

test('a street that ends a few metres short of another is joined to it', () => {
  const graph = buildStreetNet([street([-100, 0], [100, 0]), street([20, 8], [20, 200])]);
  const route = shortestRoute(graph, nodeNear(graph, [-100, 0]), nodeNear(graph, [20, 200]));
  expect(lengthOf(graph, route)).toBeCloseTo(120 + 200, 0);
});

test('an end that stops two centimetres short is joined, although the two round to different nodes', () => {
  const graph = buildStreetNet([street([-100, 0.26], [100, 0.26]), street([20, -100], [20, 0.24])]);
  const route = shortestRoute(graph, nodeNear(graph, [-100, 0.26]), nodeNear(graph, [20, -100]));
  expect(lengthOf(graph, route)).toBeCloseTo(120 + 100, 0);
});

test('a street out of reach of the others is not in the largest part', () => {
  const graph = buildStreetNet([street([0, 0], [100, 0], [100, 100]), street([0, 500], [50, 500])]);
  expect(graph.nodes).toHaveLength(5);
  expect(largestPart(graph).nodes).toHaveLength(3);
});

test('a part is a stray when it is shorter than asked, but the longest never is', () => {
  const graph = buildStreetNet([street([0, 0], [100, 0], [100, 100]), street([0, 500], [50, 500])]);
  expect(withoutStrays(graph, 50).nodes).toHaveLength(5);
  expect(withoutStrays(graph, 51).nodes).toEqual(graph.nodes.slice(0, 3));
  expect(withoutStrays(graph, 1000).nodes).toHaveLength(3);
  expect(withoutStrays(buildStreetNet([]), 1000).nodes).toEqual([]);
});

test('a street given twice, or running back over itself, makes no doubled edge', () => {
  const graph = buildStreetNet([street([0, 0], [100, 0], [0, 0]), street([0, 0], [100, 0])]);
  expect(graph.edges.map(edges => edges.length)).toEqual([1, 1]);
});

test('the way from a node to itself is that node', () => {
  const graph = buildStreetNet([street([0, 0], [100, 0])]);
  expect(shortestRoute(graph, 1, 1)).toEqual([1]);
});

test('no way is shorter than the one found, on random street nets', () => {
  const coordinate = fc.integer({ min: 0, max: 400 });
  const point = fc.tuple(coordinate, coordinate);
  const net = fc.array(fc.tuple(point, point), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(net, lines => {
      const graph = largestPart(buildStreetNet(lines.map(line => street(...line))));
      const last = graph.nodes.length - 1;
      const found = shortestRoute(graph, 0, last);
      found.slice(1).forEach((to, i) => {
        expect(graph.edges[found[i]!]!.some(edge => edge.to === to)).toBe(true);
      });
      expect(lengthOf(graph, found)).toBeCloseTo(shortestByRelaxing(graph, last), 6);
    }),
    { seed: 20261122 },
  );
});

/** Bellman-Ford from node 0: slow, and too plain to be wrong. */
function shortestByRelaxing({ nodes, edges }: StreetNet, goal: number): number {
  const best = nodes.map((_, node) => (node === 0 ? 0 : Number.POSITIVE_INFINITY));
  for (let round = 0; round < nodes.length; round++) {
    edges.forEach((leaving, from) => {
      for (const { to, lengthM } of leaving) best[to] = Math.min(best[to]!, best[from]! + lengthM);
    });
  }
  return best[goal]!;
}
