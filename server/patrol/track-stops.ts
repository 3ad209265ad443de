/**
 * [P-75] Where a unit stayed, and how far it went besides. In: the positions of one leg. Out: its stops, and metres.
 * A parked phone wanders some metres with every fix. Inside a stop nothing is counted, and outside of it only from ten metres on, or a
 * lunch break would become a walk of a kilometre.
 */
import { metresBetween } from '../../geodata/metres-between.ts';
import type { TrackPoint } from '../store/track-block.ts';

export const SHORTEST_STOP_MS = 5 * 60_000;
const STOP_RADIUS_M = 50;
/** Where the next stop may begin when this one was none; bounds how often a position is looked at. */
const NEXT_TRY_M = 15;
const STEP_M = 10;

export interface Stop {
  /** Places in the list of positions, both included. */
  first: number;
  last: number;
  fromMs: number;
  toMs: number;
  /** Middle of its positions. */
  lon: number;
  lat: number;
}

export function findStops(points: readonly TrackPoint[]): Stop[] {
  const stops: Stop[] = [];
  let first = 0;
  while (first < points.length) {
    const start = points[first]!;
    let end = first + 1;
    let next: number | null = null;
    for (; end < points.length; end++) {
      const metres = between(start, points[end]!);
      if (metres > NEXT_TRY_M) next ??= end;
      if (metres > STOP_RADIUS_M) break;
    }
    if (points[end - 1]!.fixTimeMs - start.fixTimeMs >= SHORTEST_STOP_MS) {
      stops.push(stopOf(points, first, end - 1));
      first = end;
    } else first = next ?? end;
  }
  return stops;
}

export function metresTravelled(points: readonly TrackPoint[], stops: readonly Stop[]): number {
  let metres = 0;
  let counted: TrackPoint | undefined;
  let next = 0;
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    const stop = stops[next];
    if (stop && i === stop.last) next++;
    if (stop && i > stop.first && i <= stop.last) {
      if (i === stop.last) counted = point;
      continue;
    }
    counted ??= point;
    const step = between(counted, point);
    if (step < STEP_M) continue;
    metres += step;
    counted = point;
  }
  return metres;
}

function stopOf(points: readonly TrackPoint[], first: number, last: number): Stop {
  let lon = 0;
  let lat = 0;
  for (let i = first; i <= last; i++) {
    lon += points[i]!.lon;
    lat += points[i]!.lat;
  }
  const count = last - first + 1;
  return {
    ...{ first, last, fromMs: points[first]!.fixTimeMs, toMs: points[last]!.fixTimeMs },
    ...{ lon: lon / count, lat: lat / count },
  };
}

function between(a: TrackPoint, b: TrackPoint): number {
  return metresBetween(a.lon, a.lat, b.lon, b.lat);
}
