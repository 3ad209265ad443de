/** How a class of unit moves and reports, as the gate asks it. A class that the profile no longer has is held to the widest limits. */
import { DEFAULT_REPORT_INTERVAL_S } from '../contract/freshness.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { FASTEST_MPS, speedLimitOf } from './jump-watch.ts';

export interface Motion {
  /** Faster than this is a jump. */
  limitMps: number;
  reportIntervalS: number;
}

const UNKNOWN: Motion = { limitMps: FASTEST_MPS, reportIntervalS: DEFAULT_REPORT_INTERVAL_S };

export function motionOfClass(
  classes: readonly { id: string; maxSpeedMps: number; reportIntervalS: number }[],
): (unit: Pick<UnitRecord, 'unitClass'>) => Motion {
  const motions = new Map(
    classes.map(({ id, maxSpeedMps, reportIntervalS }) => [
      id,
      { limitMps: speedLimitOf(maxSpeedMps), reportIntervalS },
    ]),
  );
  return ({ unitClass }) => motions.get(unitClass) ?? UNKNOWN;
}
