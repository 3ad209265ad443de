/** An area laid around targets. In: where they are. Out: a closed ring; null where there are none. */
import { circle, convex, featureCollection } from '@turf/turf';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { OperationTarget } from '../../server/contract/operation.ts';

export const AROUND_M = 100;
const CORNERS_A_TARGET = 12;

/** The tightest area without dents that leaves this much room around each target. */
export function ringAround(targets: readonly Pick<OperationTarget, 'lon' | 'lat'>[]): LonLat[] | null {
  const rooms = targets.map(({ lon, lat }) =>
    circle([lon, lat], AROUND_M, { steps: CORNERS_A_TARGET, units: 'meters' }),
  );
  const hull = convex(featureCollection(rooms));
  return hull ? hull.geometry.coordinates[0]!.map(([lon, lat]): LonLat => [lon!, lat!]) : null;
}
