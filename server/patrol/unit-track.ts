/**
 * One unit's positions as a track: legs, stops with their places, totals. In: positions oldest first. Out: the wire's track, of which the
 * positions are still ours (track-answer.ts writes them piece by piece). The loop turns between two legs.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LonLat } from '../contract/coordinates.ts';
import type { TrackStop, UnitTrack } from '../contract/track.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { TrackPoint } from '../store/track-block.ts';
import { cutIntoLegs, type Leg } from './track-legs.ts';
import { findStops, metresTravelled } from './track-stops.ts';

export interface FoundTrack extends Omit<UnitTrack, 'legs'> {
  legs: (Leg & { distanceM: number })[];
}

/** What lies at a point. */
export type StopPlace = (at: LonLat) => Pick<TrackStop, 'grid' | 'community' | 'zone' | 'place'>;

export async function trackOf(
  unit: UnitRecord,
  points: readonly TrackPoint[],
  placeOf: StopPlace,
): Promise<FoundTrack> {
  const track: FoundTrack = {
    ...{ unit: unit.id, callSign: unit.callSign, positions: points.length, distanceM: 0, movingMs: 0 },
    ...{ stops: [], legs: [] },
  };
  for (const leg of cutIntoLegs(points)) {
    const stops = findStops(leg.points);
    const distanceM = metresTravelled(leg.points, stops);
    track.legs.push({ ...leg, distanceM });
    track.distanceM += distanceM;
    track.movingMs += leg.points.at(-1)!.fixTimeMs - leg.points[0]!.fixTimeMs;
    for (const { fromMs, toMs, lon, lat } of stops) {
      track.movingMs -= toMs - fromMs;
      track.stops.push({ from: fromMs, to: toMs, lon, lat, ...placeOf([lon, lat]) });
    }
    await nextTurn();
  }
  return track;
}
