/**
 * Patrol units as records: who they are and whether they are on duty. Where they are is in unit-positions.ts.
 * In: records from facts or a snapshot. Out: a new slice, or the same object when nothing changed.
 * `byIndex` answers the small integer of position frames; indices are never reused, so both maps only grow inside an epoch.
 */
import type { UnitId, UnitIndex } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';

export interface UnitSlice {
  byId: ReadonlyMap<UnitId, UnitRecord>;
  byIndex: ReadonlyMap<UnitIndex, UnitRecord>;
}

export const noUnits: UnitSlice = { byId: new Map(), byIndex: new Map() };

export function unitsOf(records: readonly UnitRecord[]): UnitSlice {
  return {
    byId: new Map(records.map(record => [record.id, record])),
    byIndex: new Map(records.map(record => [record.index, record])),
  };
}

/** Puts changed records in; an older version never replaces a newer one (A6). */
export function withUnits(slice: UnitSlice, records: readonly UnitRecord[]): UnitSlice {
  const newer = records.filter(record => (slice.byId.get(record.id)?.version ?? 0) < record.version);
  if (newer.length === 0) return slice;
  const byId = new Map(slice.byId);
  const byIndex = new Map(slice.byIndex);
  for (const record of newer) {
    if ((byId.get(record.id)?.version ?? 0) >= record.version) continue;
    byId.set(record.id, record);
    byIndex.set(record.index, record);
  }
  return { byId, byIndex };
}
