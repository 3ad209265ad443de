/**
 * Alarms as every screen holds them: those that are not cleared, and two orders of them that everybody reads.
 * In: records from facts or a snapshot. Out: a new slice, or the same object when nothing changed. An older version never
 * replaces a newer one (reliability A6).
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { AlarmId } from '../../server/contract/ids.ts';

export interface AlarmSlice {
  byId: ReadonlyMap<AlarmId, AlarmRecord>;
  /** Nobody has answered: the most urgent first, then the one that has waited longest. */
  unanswered: readonly AlarmRecord[];
  /** Somebody is at it: acknowledged before shelved, the most urgent first. */
  answered: readonly AlarmRecord[];
}

export const noAlarms: AlarmSlice = { byId: new Map(), unanswered: [], answered: [] };

export function alarmsOf(records: readonly AlarmRecord[]): AlarmSlice {
  return sliceOf(new Map(records.map(record => [record.id, record])));
}

export function withAlarms(slice: AlarmSlice, records: readonly AlarmRecord[]): AlarmSlice {
  const byId = new Map(slice.byId);
  let changed = false;
  for (const record of records) {
    const known = byId.get(record.id);
    if (known && known.version >= record.version) continue;
    if (record.state !== 'cleared') {
      byId.set(record.id, record);
      changed = true;
    } else if (byId.delete(record.id)) changed = true;
  }
  return changed ? sliceOf(byId) : slice;
}

function sliceOf(byId: ReadonlyMap<AlarmId, AlarmRecord>): AlarmSlice {
  const open = [...byId.values()].sort(urgentFirst);
  const inState = (state: AlarmRecord['state']) => open.filter(alarm => alarm.state === state);
  return { byId, unanswered: inState('raised'), answered: [...inState('acknowledged'), ...inState('shelved')] };
}

function urgentFirst(a: AlarmRecord, b: AlarmRecord): number {
  return a.priority - b.priority || a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
