/** What happened to an incident, told from the rows of the log [I-14]. In: the rows, oldest first, and how much may be seen. */
import type { OrganId } from '../contract/ids.ts';
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';
import type { LoggedFact } from '../store/change-log.ts';
import { type Sight, viewIncident } from './incident-view.ts';

/** The receipt has a record only; every later row says what was done. */
interface RowData {
  incident: IncidentRecord;
  event?: string;
  by?: string;
  onBehalfOf?: OrganId | null;
  note?: string | null;
}

export interface HistoryRow {
  seq: number;
  at: number;
  kind: string;
  actor: string | null;
  event: string | null;
  by: string | null;
  onBehalfOf: OrganId | null;
  note: string | null;
  from: IncidentState | null;
  to: IncidentState;
  incident: IncidentRecord;
}

/** Rows hold no buttons: what was allowed then is allowed to nobody now. */
export function historyFor(facts: readonly LoggedFact[], sight: Sight): HistoryRow[] {
  const rows: HistoryRow[] = [];
  let from: IncidentState | null = null;
  for (const { seq, at, kind, actor, data } of facts) {
    const { incident, event = null, by = null, onBehalfOf = null, note = null } = data as RowData;
    const to = incident.state;
    const view = viewIncident(incident, sight);
    const words = sight === 'masked' ? { actor: null, note: null } : { actor, note };
    if (view) rows.push({ seq, at, kind, event, by, onBehalfOf, ...words, from, to, incident: view });
    from = to;
  }
  return rows;
}
