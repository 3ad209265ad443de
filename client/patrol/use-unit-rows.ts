/** The rows of this second; they change without any message, because units grow old by themselves. */

import { use, useMemo } from 'react';
import { worksOfUnits } from '../../server/contract/unit-task.ts';
import { helpCalls } from '../alarm/help-calls.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { type UnitRow, unitRows } from './unit-rows.ts';
import { UnitPositionsContext } from './use-unit-summary.ts';

export function useUnitRows(): readonly UnitRow[] {
  const units = useWall(state => state.units);
  const open = useWall(state => state.incidents.open);
  const alarms = useWall(state => state.alarms);
  const positions = use(UnitPositionsContext);
  const serverNow = useServerNow();
  const { reportIntervalS } = useProfile();
  const works = useMemo(() => worksOfUnits(open), [open]);
  const helpSince = useMemo(() => helpCalls(alarms), [alarms]);
  return useMemo(
    () => unitRows({ units, positions, works, helpSince, reportIntervalS, serverNow }),
    [units, positions, works, helpSince, reportIntervalS, serverNow],
  );
}
