/**
 * Joint operations as the screen holds them: from the draft until they are summarised. In: records from facts or a snapshot. Out: a
 * new slice, or the same object when nothing changed. An older version never replaces a newer one (reliability A6).
 */
import type { OperationId } from '../../server/contract/ids.ts';
import { isLiveOperation, type OperationRecord } from '../../server/contract/operation.ts';

export interface OperationSlice {
  byId: ReadonlyMap<OperationId, OperationRecord>;
  /** The next first. */
  inOrder: readonly OperationRecord[];
}

export const noOperations: OperationSlice = { byId: new Map(), inOrder: [] };

export function operationsOf(records: readonly OperationRecord[]): OperationSlice {
  return sliceOf(new Map(records.map(record => [record.id, record])));
}

export function withOperations(slice: OperationSlice, records: readonly OperationRecord[]): OperationSlice {
  const byId = new Map(slice.byId);
  let changed = false;
  for (const record of records) {
    const known = byId.get(record.id);
    if (known && known.version >= record.version) continue;
    if (isLiveOperation(record.state)) {
      byId.set(record.id, record);
      changed = true;
    } else if (byId.delete(record.id)) changed = true;
  }
  return changed ? sliceOf(byId) : slice;
}

function sliceOf(byId: ReadonlyMap<OperationId, OperationRecord>): OperationSlice {
  const inOrder = [...byId.values()].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  return { byId, inOrder };
}
