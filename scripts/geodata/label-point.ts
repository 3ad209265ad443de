/**
 * Where a name sits best: the point of a ring that is farthest from its edge (pole of inaccessibility).
 * In: one ring in metres, not closed. Out: a point inside it, exact to a metre.
 * A centroid will not do: it falls outside a bent community.
 */
import { distanceToSegment, type Metres, ringContains } from './plane.ts';

const PRECISION_M = 1;

type Cell = { centre: Metres; half: number; clearance: number; best: number };

export function labelPoint(ring: readonly Metres[]): Metres {
  const xs = ring.map(p => p[0]);
  const ys = ring.map(p => p[1]);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const size = Math.min(east - west, north - south);
  const open: Cell[] = [];
  for (let x = west; x < east; x += size) {
    for (let y = south; y < north; y += size) open.push(cellAt(ring, [x + size / 2, y + size / 2], size / 2));
  }
  let best = open[0]!;
  while (open.length > 0) {
    const cell = takeMostPromising(open);
    if (cell.clearance > best.clearance) best = cell;
    if (cell.best - best.clearance <= PRECISION_M) continue;
    const half = cell.half / 2;
    for (const [dx, dy] of QUARTERS) {
      open.push(cellAt(ring, [cell.centre[0] + dx * half, cell.centre[1] + dy * half], half));
    }
  }
  return best.centre;
}

const QUARTERS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;

function takeMostPromising(open: Cell[]): Cell {
  let at = 0;
  for (let i = 1; i < open.length; i++) if (open[i]!.best > open[at]!.best) at = i;
  return open.splice(at, 1)[0]!;
}

function cellAt(ring: readonly Metres[], centre: Metres, half: number): Cell {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    nearest = Math.min(nearest, distanceToSegment(centre, ring[j]!, ring[i]!));
  }
  const clearance = ringContains(ring, centre) ? nearest : -nearest;
  return { centre, half, clearance, best: clearance + half * Math.SQRT2 };
}
