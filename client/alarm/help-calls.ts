/** Which units call for help (求助). In: the alarms of the screen. Out: since when each calls; answered or not, until a person ends it. */
import type { UnitId } from '../../server/contract/ids.ts';
import type { AlarmSlice } from './alarm-slice.ts';

export function helpCalls({ byId }: Pick<AlarmSlice, 'byId'>): ReadonlyMap<UnitId, number> {
  const since = new Map<UnitId, number>();
  for (const { kind, unit, raisedAt } of byId.values()) {
    if (kind === 'help' && unit !== null) since.set(unit, Math.min(raisedAt, since.get(unit) ?? raisedAt));
  }
  return since;
}
