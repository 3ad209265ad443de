/**
 * Alarms as every screen holds them: those that are not cleared, newest last.
 * In: records from facts or a snapshot. Out: a new slice, or the same object when nothing changed. An older version never
 * replaces a newer one (reliability A6).
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { AlarmId } from '../../server/contract/ids.ts';

export interface AlarmSlice {
  byId: ReadonlyMap<AlarmId, AlarmRecord>;
}

export const noAlarms: AlarmSlice = { byId: new Map() };

export function alarmsOf(records: readonly AlarmRecord[]): AlarmSlice {
  return { byId: new Map(records.map(record => [record.id, record])) };
}

export function withAlarms(slice: AlarmSlice, records: readonly AlarmRecord[]): AlarmSlice {
  if (records.length === 0) return slice;
  const byId = new Map(slice.byId);
  for (const record of records) {
    const known = byId.get(record.id);
    if (known && known.version >= record.version) continue;
    if (record.state === 'cleared') byId.delete(record.id);
    else byId.set(record.id, record);
  }
  return { byId };
}
