/** What one command needs of the store and of other concepts besides its operation; most need nothing. */
import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Viewer } from '../access/viewer.ts';
import type { EvidenceId, IncidentId, OperationId } from '../contract/ids.ts';
import type { IncidentState } from '../contract/incident.ts';
import type { OperationFinding, OperationRecord } from '../contract/operation.ts';
import type { OperationCommand } from '../contract/operation-event.ts';
import { isObjection, refusedBy } from '../http/objection.ts';
import type { Tables } from '../store/tables.ts';
import { applyPlan } from './apply-plan.ts';
import { type BookingParts, findConflicts } from './bookings.ts';
import { findingOf } from './finding-events.ts';
import { step } from './operation-lifecycle.ts';
import { findOperation } from './operation-repository.ts';
import { type Fetched, NOTHING_FETCHED, type OperationContext } from './situation.ts';
import { readStopCodes } from './stop-codes.ts';

export interface FetchParts {
  photosOf(db: Kysely<Tables>, operation: OperationId): Promise<ReadonlySet<EvidenceId>>;
  /** Undefined = there is none. */
  incidentState(db: Kysely<Tables>, id: IncidentId): Promise<IncidentState | undefined>;
  /** [O-43] A report like any other; the same finding always gets the same incident. */
  makeIncident(
    operation: OperationRecord,
    finding: OperationFinding,
    viewer: Viewer,
    now: number,
  ): Promise<{ id: IncidentId; state: IncidentState }>;
}

export async function fetchFor(
  tx: Transaction<Tables>,
  record: OperationRecord,
  command: OperationCommand,
  context: OperationContext,
  bookings: BookingParts,
  parts: FetchParts,
  now: number,
): Promise<Fetched> {
  switch (command.event) {
    case 'submit':
    case 'issue':
      return { ...NOTHING_FETCHED, conflicts: await findConflicts(tx, record, record.id, bookings) };
    case 'edit': {
      if (record.startedAt === null) return NOTHING_FETCHED;
      const planned = applyPlan(command.plan, record, context, now);
      if (isObjection(planned)) return NOTHING_FETCHED;
      return { ...NOTHING_FETCHED, conflicts: await findConflicts(tx, planned, record.id, bookings) };
    }
    case 'arrive-stop': {
      const { code, stop } = command;
      if (code === undefined) return NOTHING_FETCHED;
      return {
        ...NOTHING_FETCHED,
        codeFits: (await readStopCodes(tx, record.id)).get(stop) === code.trim().toUpperCase(),
      };
    }
    case 'add-finding': {
      const photos = await parts.photosOf(tx, record.id);
      const { incident: id } = command;
      const state = id === undefined ? undefined : await parts.incidentState(tx, id);
      return { ...NOTHING_FETCHED, photos, incident: id === undefined || state === undefined ? null : { id, state } };
    }
    case 'add-after-photos':
      return { ...NOTHING_FETCHED, photos: await parts.photosOf(tx, record.id) };
    default:
      return NOTHING_FETCHED;
  }
}

/** Of `make-incident`: the incident, made now or earlier. Null for every other command, and where the step will refuse it anyway. */
export async function incidentFor(
  db: Kysely<Tables>,
  id: string,
  command: OperationCommand,
  { viewer, actor, context, parts }: { viewer: Viewer; actor: Actor; context: OperationContext; parts: FetchParts },
  now: number,
): Promise<Fetched['incident']> {
  if (command.event !== 'make-incident') return null;
  const record = await findOperation(db, id);
  const finding = record && findingOf(record, command.finding);
  if (!finding) return null;
  if (finding.incident !== null && finding.incidentState !== null)
    return { id: finding.incident, state: finding.incidentState };
  // Asked with a stand-in first: nobody makes an incident who may not.
  const standIn = { id: 'XX' as IncidentId, state: 'received' as const };
  const asked = step(record, command, { actor, context, fetched: { ...NOTHING_FETCHED, incident: standIn } }, now);
  if (!asked.ok) throw refusedBy(asked.objection);
  return parts.makeIncident(record, finding, viewer, now);
}
