/**
 * The shortest way along the streets (A*: Dijkstra that looks towards its goal).
 * In: graph, start and goal node. Out: the nodes on the way, both ends included.
 * The straight distance never exceeds the way along streets, so the first arrival at the goal is the shortest one.
 */
import { metresBetween } from '../../geodata/local-plane.ts';
import type { StreetNet } from '../../geodata/street-net.ts';

/** Throws when there is no way: a town keeps one connected part (`largestPart`), so that would be our own mistake. */
export function shortestRoute({ nodes, edges }: StreetNet, start: number, goal: number): number[] {
  const goalAt = nodes[goal]!;
  const walkedM = new Map([[start, 0]]);
  const cameFrom = new Map<number, number>();
  const settled = new Set<number>();
  const open: Candidate[] = [];
  push(open, { node: start, totalM: metresBetween(nodes[start]!, goalAt) });
  for (let next = pop(open); next; next = pop(open)) {
    if (next.node === goal) return traceBack(cameFrom, goal);
    if (settled.has(next.node)) continue;
    settled.add(next.node);
    const soFarM = walkedM.get(next.node)!;
    for (const { to, lengthM } of edges[next.node]!) {
      const viaHereM = soFarM + lengthM;
      if (viaHereM >= (walkedM.get(to) ?? Number.POSITIVE_INFINITY)) continue;
      walkedM.set(to, viaHereM);
      cameFrom.set(to, next.node);
      push(open, { node: to, totalM: viaHereM + metresBetween(nodes[to]!, goalAt) });
    }
  }
  throw new Error(`No way along the streets from node ${start} to node ${goal}.`);
}

function traceBack(cameFrom: Map<number, number>, goal: number): number[] {
  const route = [goal];
  for (let node = cameFrom.get(goal); node !== undefined; node = cameFrom.get(node)) route.push(node);
  return route.reverse();
}

interface Candidate {
  node: number;
  /** Walked so far plus the straight rest: the least this way can cost. */
  totalM: number;
}

/** A binary heap in an array: the cheapest candidate is at 0, the children of i at 2i + 1 and 2i + 2. */
function push(heap: Candidate[], added: Candidate): void {
  let at = heap.push(added) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.totalM <= added.totalM) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = added;
}

function pop(heap: Candidate[]): Candidate | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.totalM < heap[child]!.totalM) child++;
    if (heap[child]!.totalM >= last.totalM) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return first;
}
