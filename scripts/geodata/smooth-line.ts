/**
 * Turns a few waypoints into a road-like curve.
 * In: waypoints in metres. Out: a centripetal Catmull-Rom curve through all of them, thinned to what the eye needs.
 * The centripetal form is used because the uniform one makes loops where waypoints lie close together.
 */
import { distance, distanceToSegment, type Metres } from './plane.ts';

const STEP_M = 30;
const TOLERANCE_M = 0.7;

export function smoothLine(waypoints: readonly Metres[], closed = false): Metres[] {
  const n = waypoints.length;
  if (n < 3 && !closed) return [...waypoints];
  const at = (i: number): Metres => {
    if (closed) return waypoints[((i % n) + n) % n]!;
    if (i < 0) return mirror(waypoints[1]!, waypoints[0]!);
    if (i >= n) return mirror(waypoints[n - 2]!, waypoints[n - 1]!);
    return waypoints[i]!;
  };
  const points: Metres[] = [at(0)];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const steps = Math.max(2, Math.ceil(distance(at(i), at(i + 1)) / STEP_M));
    for (let s = 1; s <= steps; s++) points.push(curvePoint(at(i - 1), at(i), at(i + 1), at(i + 2), s / steps));
  }
  return simplify(points, TOLERANCE_M);
}

/** Douglas-Peucker: drops every vertex that lies closer than the tolerance to the line without it. */
export function simplify(points: readonly Metres[], toleranceM: number): Metres[] {
  const first = points[0]!;
  const last = points[points.length - 1]!;
  if (points.length < 3) return [...points];
  let farthest = 0;
  let split = -1;
  for (let i = 1; i < points.length - 1; i++) {
    const off = distanceToSegment(points[i]!, first, last);
    if (off > farthest) {
      farthest = off;
      split = i;
    }
  }
  if (farthest <= toleranceM) return [first, last];
  return [
    ...simplify(points.slice(0, split + 1), toleranceM).slice(0, -1),
    ...simplify(points.slice(split), toleranceM),
  ];
}

const mirror = (inner: Metres, end: Metres): Metres => [2 * end[0] - inner[0], 2 * end[1] - inner[1]];

function curvePoint(a: Metres, b: Metres, c: Metres, d: Metres, t: number): Metres {
  const t1 = Math.sqrt(distance(a, b)) || 1;
  const t2 = t1 + (Math.sqrt(distance(b, c)) || 1);
  const t3 = t2 + (Math.sqrt(distance(c, d)) || 1);
  const now = t1 + (t2 - t1) * t;
  const mix = (p: Metres, q: Metres, from: number, to: number): Metres => {
    const share = (now - from) / (to - from);
    return [p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share];
  };
  const ab = mix(a, b, 0, t1);
  const bc = mix(b, c, t1, t2);
  const cd = mix(c, d, t2, t3);
  return mix(mix(ab, bc, 0, t2), mix(bc, cd, t1, t3), t1, t2);
}
