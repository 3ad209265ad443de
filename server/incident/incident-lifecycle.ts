/**
 * The life of an incident as a table and a pure step. In: the record (null = none yet), an event, the time. Out: the next record
 * and the effects to carry out, or a refusal. Rules: SPEC.md. An event the table does not name cannot happen.
 */
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';

/** What is known of an incident when it begins; number, place and grading are settled by then. */
export type Beginning = Pick<
  IncidentRecord,
  | 'id'
  | 'channel'
  | 'category'
  | 'level'
  | 'grade'
  | 'text'
  | 'lon'
  | 'lat'
  | 'address'
  | 'grid'
  | 'community'
  | 'zone'
  | 'assignedBy'
  | 'onBoundary'
  | 'networks'
  | 'boundaryVersion'
  | 'happenedAt'
  | 'reportedAt'
  | 'reporter'
>;

export type IncidentEvent =
  | { name: 'receive'; incident: Beginning }
  /** A finished case of an earlier system. */
  | { name: 'import'; incident: Beginning; closedAt: number };

type Table = Partial<Record<'none' | IncidentState, Partial<Record<IncidentEvent['name'], IncidentState>>>>;

const transitions = {
  none: { receive: 'received', import: 'closed' },
  received: {},
  closed: {},
} satisfies Table;

/** Kinds of facts to append, each with the new record. */
export interface Effect {
  fact: 'incident-received' | 'incident-imported';
}

export type Step = { ok: true; record: IncidentRecord; effects: Effect[] } | { ok: false; refusal: 'already-exists' };

export function step(record: IncidentRecord | null, event: IncidentEvent, now: number): Step {
  const table: Table = transitions;
  const state = table[record?.state ?? 'none']?.[event.name];
  if (state === undefined) return { ok: false, refusal: 'already-exists' };
  const begun = {
    ...event.incident,
    version: 1,
    state,
    stateSince: now,
    acceptedAt: null,
    acceptedBy: null,
    tasks: [],
    revisitedBy: null,
    reworks: 0,
    reopened: 0,
    neglected: false,
    limits: [],
    requests: [],
    heldUntil: null,
    promise: null,
    supervisions: [],
    accountability: [],
    mergedInto: null,
    merged: [],
    evidence: [],
    allowed: [],
  };
  switch (event.name) {
    case 'receive':
      return {
        ok: true,
        record: { ...begun, receivedAt: now, closedAt: null },
        effects: [{ fact: 'incident-received' }],
      };
    case 'import':
      // Received when it was reported, so that comparisons with the past are right.
      return {
        ok: true,
        record: { ...begun, receivedAt: event.incident.reportedAt, closedAt: event.closedAt },
        effects: [{ fact: 'incident-imported' }],
      };
  }
}
