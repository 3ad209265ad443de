/**
 * How an incident begins: as a report that waits, or as a finished case of an earlier system. Pure.
 * In: what the desk has settled (number, place, class), the time. Out: the first record and its effects.
 */
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentLimit } from '../contract/incident-limit.ts';
import { type Effect, effectsOf } from './incident-effects.ts';
import { NO_LIFE } from './incident-life.ts';
import { type Clocked, settledLimits } from './owed-limits.ts';
import type { IncidentContext } from './situation.ts';

/** What is known of an incident when it begins. */
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

export interface Begun {
  fact: 'incident-received' | 'incident-imported';
  record: IncidentRecord;
  effects: Effect[];
}

/** [I-93] Clocks that count from when it happened may be over at this moment, and then say so. */
export function received(incident: Beginning, context: IncidentContext, now: number): Begun {
  const record: IncidentRecord = { ...NOTHING_YET, ...incident, state: 'received', stateSince: now, receivedAt: now };
  const running = { ...record, limits: settledLimits(null, record, context, now) };
  return { fact: 'incident-received', record: running, effects: effectsOf(null, running) };
}

/** The clocks that would run if this were saved now. */
export function limitsAtReceipt(
  matter: Pick<Clocked, 'category' | 'grade' | 'channel' | 'happenedAt' | 'reportedAt'>,
  context: IncidentContext,
  now: number,
): IncidentLimit[] {
  return settledLimits(null, { ...NOTHING_YET, ...matter, state: 'received', stateSince: now }, context, now);
}

/** Received when it was reported, so that comparisons with the past are right. */
export function imported(incident: Beginning, closedAt: number): Begun {
  const record: IncidentRecord = {
    ...NOTHING_YET,
    ...incident,
    state: 'closed',
    stateSince: closedAt,
    receivedAt: incident.reportedAt,
    closedAt,
  };
  return { fact: 'incident-imported', record, effects: [] };
}

const NOTHING_YET = {
  ...NO_LIFE,
  version: 1,
  acceptedAt: null,
  closedAt: null,
  acceptedBy: null,
  reworks: 0,
  reopened: 0,
  allowed: [],
};
