/**
 * When a squad reaches each of its stops ([O-70], [O-71]).
 * In: when it sets out, how it travels, for each stop the metres to it and how long it stays there. Out: UTC milliseconds of each arrival.
 * Surprising rule: an arrival is put off to the next full minute, and the time after it counts from there, so that a plan that is
 * printed in hours and minutes adds up.
 */
import type { PlannedSquad } from '../contract/operation.ts';

/** Over a whole way, with crossings and waiting: a patrol on foot, an enforcement vehicle on streets with traffic lights. */
export const SPEED_KMH: Record<PlannedSquad['mode'], number> = { foot: 4, vehicle: 20 };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface TimedStop {
  /** From the stop before, or from the start. */
  distanceM: number;
  dwellMin: number;
}

export function timetable(startsAtMs: number, mode: PlannedSquad['mode'], stops: readonly TimedStop[]): number[] {
  let readyAt = startsAtMs;
  return stops.map(({ distanceM, dwellMin }) => {
    const arrivesAt = readyAt + (distanceM / 1000 / SPEED_KMH[mode]) * HOUR_MS;
    const plannedAt = Math.ceil(arrivesAt / MINUTE_MS) * MINUTE_MS;
    readyAt = plannedAt + dwellMin * MINUTE_MS;
    return plannedAt;
  });
}
