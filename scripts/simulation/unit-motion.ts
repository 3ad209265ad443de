/**
 * How one unit moves: along a route to its next stop, a while there, and on.
 * In: its motion, a span of time, and somebody who names the next stop. Out: the motion afterwards.
 * The true position is always on an edge of the graph; what the phone makes of it is gps-fix.ts.
 */
import { bearingDeg, type Metres, metresBetween } from '../../geodata/local-plane.ts';
import type { StreetNet } from '../../geodata/street-net.ts';
import type { Chance } from './random-stream.ts';
import { shortestRoute } from './shortest-route.ts';
import type { Gait } from './unit-roster.ts';

/** A red light, a crossing: how often and how long a driver waits at a junction. */
const JUNCTION_WAIT_PROBABILITY = 0.12;
const JUNCTION_WAIT_S = [8, 35] as const;
const DRIVES_FROM_MPS = 3; // slower units walk and do not wait at lights
/** A long span is walked in strides of this length, so that stops inside it are kept. */
const STRIDE_MS = 1000;

export interface Motion {
  /** Nodes of the way; the unit is between `passed` and the one after it. */
  route: readonly number[];
  passed: number;
  /** Metres walked since the node last passed. */
  beyondM: number;
  speedMps: number;
  headingDeg: number;
  standsUntilMs: number;
}

export function standingAt(node: number): Motion {
  return { route: [node], passed: 0, beyondM: 0, speedMps: 0, headingDeg: 0, standsUntilMs: 0 };
}

export function whereIs({ nodes }: StreetNet, { route, passed, beyondM }: Motion): Metres {
  const from = nodes[route[passed]!]!;
  const next = route[passed + 1];
  if (next === undefined) return from;
  const to = nodes[next]!;
  const share = Math.min(1, beyondM / metresBetween(from, to));
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** Turns the unit towards another goal, from the node that it comes to next. */
export function headFor(graph: StreetNet, motion: Motion, goal: number): void {
  const at = motion.route[motion.passed]!;
  const next = motion.route[motion.passed + 1];
  motion.route = next === undefined ? shortestRoute(graph, at, goal) : [at, ...shortestRoute(graph, next, goal)];
  motion.passed = 0;
  motion.standsUntilMs = 0;
}

/** Moves the unit on from `fromMs` to `toMs`. `nextStop` gets the node where it stands and answers the node to go to. */
export function moveOn(
  graph: StreetNet,
  motion: Motion,
  gait: Gait,
  span: { fromMs: number; toMs: number },
  chance: Chance,
  nextStop: (from: number) => number,
): void {
  for (let now = span.fromMs; now < span.toMs; now += STRIDE_MS) {
    const strideS = Math.min(STRIDE_MS, span.toMs - now) / 1000;
    if (now < motion.standsUntilMs) {
      motion.speedMps = 0;
      continue;
    }
    const at = motion.route[motion.passed]!;
    if (motion.passed === motion.route.length - 1) {
      motion.route = shortestRoute(graph, at, nextStop(at));
      motion.passed = 0;
      motion.beyondM = 0;
    }
    stride(graph, motion, gait, strideS, now, chance);
  }
}

function stride(graph: StreetNet, motion: Motion, gait: Gait, strideS: number, nowMs: number, chance: Chance): void {
  const restM = metresLeft(graph, motion);
  // Fast enough to get on, slow enough to halt at the end of the way.
  const canHaltFrom = Math.sqrt(2 * gait.accelerationMps2 * restM) + 0.3;
  motion.speedMps = Math.min(
    motion.speedMps + gait.accelerationMps2 * strideS,
    gait.cruiseMps * (1 + 0.08 * Math.max(-2, Math.min(2, chance.normal()))),
    canHaltFrom,
  );
  motion.beyondM += motion.speedMps * strideS;
  for (;;) {
    const from = motion.route[motion.passed]!;
    const to = motion.route[motion.passed + 1];
    if (to === undefined) {
      motion.beyondM = 0;
      motion.standsUntilMs = nowMs + 1000 * chance.between(...gait.dwellS);
      return;
    }
    const edgeM = metresBetween(graph.nodes[from]!, graph.nodes[to]!);
    motion.headingDeg = bearingDeg(graph.nodes[from]!, graph.nodes[to]!);
    if (motion.beyondM < edgeM) return;
    motion.beyondM -= edgeM;
    motion.passed++;
    const isJunction = graph.edges[to]!.length > 2;
    if (isJunction && gait.cruiseMps >= DRIVES_FROM_MPS && chance.happens(JUNCTION_WAIT_PROBABILITY)) {
      motion.beyondM = 0;
      motion.standsUntilMs = nowMs + 1000 * chance.between(...JUNCTION_WAIT_S);
      return;
    }
  }
}

/** Far enough ahead to brake in time; a longer way needs no exact sum. */
const LOOK_AHEAD_M = 60;

function metresLeft({ nodes }: StreetNet, { route, passed, beyondM }: Motion): number {
  let leftM = -beyondM;
  for (let i = passed + 1; i < route.length && leftM < LOOK_AHEAD_M; i++) {
    leftM += metresBetween(nodes[route[i - 1]!]!, nodes[route[i]!]!);
  }
  return Math.max(0, leftM);
}
