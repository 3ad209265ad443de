/**
 * Incidents as the screen holds them: the open ones, and closed ones for a minute so that people see them go (办结 tick).
 * In: records from facts or a snapshot. Out: a new slice, or the same object when nothing changed.
 * An older version of a record never replaces a newer one, so facts may come twice (reliability A6).
 */
import type { IncidentId } from '../../server/contract/ids.ts';
import { type IncidentRecord, isOpen } from '../../server/contract/incident.ts';

export interface IncidentSlice {
  byId: ReadonlyMap<IncidentId, IncidentRecord>;
  /** Open ones: worst level first (ungraded last), then the one that has waited longest. */
  open: readonly IncidentRecord[];
}

export const noIncidents: IncidentSlice = { byId: new Map(), open: [] };

/** How long a closed incident stays visible, after wall-ux §5 `done`. */
export const CLOSED_SHOWN_MS = 60_000;

const UNGRADED_RANK = 5; // after IV

/** Everything a snapshot holds, in place of everything before. */
export function incidentsOf(records: readonly IncidentRecord[], serverNow: number): IncidentSlice {
  return sliceOf(new Map(records.filter(record => isShown(record, serverNow)).map(record => [record.id, record])));
}

/** Puts changed records in, in the order given. */
export function withIncidents(
  slice: IncidentSlice,
  records: readonly IncidentRecord[],
  serverNow: number,
): IncidentSlice {
  const byId = new Map(slice.byId);
  let changed = false;
  for (const record of records) {
    const known = byId.get(record.id);
    if (known && known.version >= record.version) continue;
    if (isShown(record, serverNow)) {
      byId.set(record.id, record);
      changed = true;
    } else if (byId.delete(record.id)) changed = true;
  }
  return changed ? sliceOf(byId) : slice;
}

/** Drops what was closed more than a minute ago; called once a second. */
export function withoutLongClosed(slice: IncidentSlice, serverNow: number): IncidentSlice {
  if (slice.byId.size === slice.open.length) return slice;
  const kept = [...slice.byId].filter(([, record]) => isShown(record, serverNow));
  return kept.length === slice.byId.size ? slice : sliceOf(new Map(kept));
}

function isShown(record: IncidentRecord, serverNow: number): boolean {
  return isOpen(record.state) || (record.closedAt !== null && serverNow - record.closedAt < CLOSED_SHOWN_MS);
}

function sliceOf(byId: Map<IncidentId, IncidentRecord>): IncidentSlice {
  const open = [...byId.values()].filter(record => isOpen(record.state)).sort(worstThenOldest);
  return { byId, open };
}

function worstThenOldest(a: IncidentRecord, b: IncidentRecord): number {
  return (
    (a.level ?? UNGRADED_RANK) - (b.level ?? UNGRADED_RANK) ||
    a.reportedAt - b.reportedAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
