/** Operations as rows and as records. A row is written by us, so its JSON is read, not checked. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { IncidentId, OperationId } from '../contract/ids.ts';
import type { OperationFinding, OperationRecord, OperationState } from '../contract/operation.ts';
import type { PageCursor } from '../http/page-cursor.ts';
import type { Tables } from '../store/tables.ts';

type Tx = Transaction<Tables>;

/** Those that screens hold (contract: `isLiveOperation`). */
const LIVE_STATES: readonly OperationState[] = [
  'proposed',
  'countersigning',
  'planned',
  'under-way',
  'reinforced',
  'finished',
];

export async function insertOperation(tx: Tx, operation: OperationRecord): Promise<void> {
  await tx
    .insertInto('operation')
    .values({ id: operation.id, created_at: operation.createdAt, ...columns(operation) })
    .execute();
}

/** Throws when the row is not of the version before: whoever commands has compared it in the same transaction. */
export async function updateOperation(tx: Tx, operation: OperationRecord): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('operation')
    .set(columns(operation))
    .where('id', '=', operation.id)
    .where('version', '=', operation.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`${operation.id} was not at version ${operation.version - 1}.`);
}

export async function findOperation(db: Kysely<Tables>, id: string): Promise<OperationRecord | undefined> {
  const row = await db.selectFrom('operation').select('record').where('id', '=', id).executeTakeFirst();
  return row && (JSON.parse(row.record) as OperationRecord);
}

export async function readLiveOperations(db: Kysely<Tables>): Promise<OperationRecord[]> {
  const rows = await db
    .selectFrom('operation')
    .select('record')
    .where('state', 'in', [...LIVE_STATES])
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
  return rows.map(({ record }) => JSON.parse(record) as OperationRecord);
}

/** A record with its findings may have 100 KB: SQLite answers on the event loop, so it turns in between. */
const ROWS_A_TURN = 20;

/** Every one that touches the time, the last to begin first. */
export async function operationsBetween(db: Kysely<Tables>, fromMs: number, toMs: number): Promise<OperationRecord[]> {
  const found: OperationRecord[] = [];
  for (;;) {
    const last = found.at(-1);
    const after = last ? { at: last.startsAt, id: last.id } : null;
    const page = await listOperations(db, { from: fromMs, to: toMs }, ROWS_A_TURN, after);
    found.push(...page);
    if (page.length < ROWS_A_TURN) return found;
    await nextTurn();
  }
}

const DONE: readonly OperationState[] = ['finished', 'summarised', 'archived'];
/** Most viewers see the first; a chief does not see all of the whole subdistrict's. */
const MOST_BEFORE = 5;

/** Of the same kind and zone, the newest first. */
export async function finishedBefore(
  db: Kysely<Tables>,
  { id, kind, zone, startedAt, startsAt }: OperationRecord,
): Promise<OperationRecord[]> {
  const rows = await db
    .selectFrom('operation')
    .select('record')
    .where('kind', '=', kind)
    .where('zone', zone === null ? 'is' : '=', zone)
    .where('state', 'in', [...DONE])
    .where('started_at', '<', startedAt ?? startsAt)
    .where('id', '!=', id)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_BEFORE)
    .execute();
  return rows.map(({ record }) => JSON.parse(record) as OperationRecord);
}

export interface OperationFilter {
  /** UTC ms; an operation that touches the time between. */
  from?: number | undefined;
  to?: number | undefined;
  /** Its own and those of the whole subdistrict. */
  zone?: string | undefined;
  kind?: string | undefined;
  states?: readonly OperationState[] | undefined;
}

/** Newest first. */
export async function listOperations(
  db: Kysely<Tables>,
  { from, to, zone, kind, states }: OperationFilter,
  limit: number,
  after: PageCursor | null,
): Promise<OperationRecord[]> {
  let query = db.selectFrom('operation').select('record');
  if (from !== undefined) query = query.where('ends_at', '>=', from);
  if (to !== undefined) query = query.where('starts_at', '<=', to);
  if (zone !== undefined) query = query.where(e => e.or([e('zone', '=', zone), e('zone', 'is', null)]));
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (states !== undefined) query = query.where('state', 'in', [...states]);
  if (after)
    query = query.where(e =>
      e.or([e('starts_at', '<', after.at), e.and([e('starts_at', '=', after.at), e('id', '<', after.id)])]),
    );
  const rows = await query.orderBy('starts_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(({ record }) => JSON.parse(record) as OperationRecord);
}

/** Findings stand in the record; these rows say which incident came of which. */
export async function writeFindings(tx: Tx, id: OperationId, changed: readonly OperationFinding[]): Promise<void> {
  for (const finding of changed)
    await tx
      .insertInto('operation_finding')
      .values({ id: finding.id, operation: id, at: finding.at, incident: finding.incident })
      .onConflict(conflict => conflict.column('id').doUpdateSet({ incident: finding.incident }))
      .execute();
}

export async function operationOfIncident(db: Kysely<Tables>, incident: IncidentId): Promise<OperationId | null> {
  const row = await db
    .selectFrom('operation_finding')
    .select('operation')
    .where('incident', '=', incident)
    .executeTakeFirst();
  return (row?.operation as OperationId | undefined) ?? null;
}

function columns(operation: OperationRecord) {
  return {
    version: operation.version,
    state: operation.state,
    kind: operation.kind,
    zone: operation.zone,
    starts_at: operation.startsAt,
    ends_at: operation.endsAt,
    started_at: operation.startedAt,
    finished_at: operation.finishedAt,
    cadence: operation.cadence,
    period: operation.period,
    lead_organ: operation.leadOrgan,
    record: JSON.stringify({ ...operation, allowed: [] }),
  };
}
