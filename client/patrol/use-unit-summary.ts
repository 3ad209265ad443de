/** Unit counts of this second; they change without any message, because units grow stale by themselves. */

import { createContext, use, useMemo } from 'react';
import { worksOfUnits } from '../../server/contract/unit-task.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { UnitPositions } from './unit-positions.ts';
import { summariseUnits, type UnitSummary } from './unit-summary.ts';

export const UnitPositionsContext = createContext<UnitPositions>(new UnitPositions());

export function useUnitSummary(): UnitSummary {
  const units = useWall(state => state.units);
  const positions = use(UnitPositionsContext);
  const now = useServerNow();
  const { reportIntervalS } = useProfile();
  const open = useWall(state => state.incidents.open);
  const works = useMemo(() => worksOfUnits(open), [open]);
  return useMemo(
    () => summariseUnits(units, positions, now, reportIntervalS, works),
    [units, positions, now, reportIntervalS, works],
  );
}

/** UTC ms of the newest fix of any unit, or null when there is none. */
export function newestFixMs(positions: UnitPositions): number | null {
  let newest: number | null = null;
  positions.forEach(slot => {
    const fixMs = positions.fixTimeMs[slot]!;
    if (newest === null || fixMs > newest) newest = fixMs;
  });
  return newest;
}
