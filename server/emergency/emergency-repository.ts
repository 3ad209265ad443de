/** Emergencies as rows and as records. A row is written by us, so its JSON is read, not checked. */
import type { Kysely, Transaction } from 'kysely';
import type { EmergencyRecord, EmergencyState } from '../contract/emergency.ts';
import type { ReportFields } from '../contract/emergency-report.ts';
import type { PageCursor } from '../http/page-cursor.ts';
import type { Tables } from '../store/tables.ts';
import type { Wording } from './situation.ts';

type Tx = Transaction<Tables>;

/** Those that screens hold (contract: `isLiveEmergency`). */
const LIVE_STATES: readonly EmergencyState[] = ['reported', 'judged', 'first-disposal', 'command', 'expanded', 'ended'];

export async function insertEmergency(tx: Tx, emergency: EmergencyRecord): Promise<void> {
  await tx
    .insertInto('emergency')
    .values({ id: emergency.id, declared_at: emergency.declaredAt, ...columns(emergency) })
    .execute();
}

/** Throws when the row is not of the version before: whoever commands has compared it in the same transaction. */
export async function updateEmergency(tx: Tx, emergency: EmergencyRecord): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('emergency')
    .set(columns(emergency))
    .where('id', '=', emergency.id)
    .where('version', '=', emergency.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`${emergency.id} was not at version ${emergency.version - 1}.`);
}

export async function findEmergency(db: Kysely<Tables>, id: string): Promise<EmergencyRecord | undefined> {
  const row = await db.selectFrom('emergency').select('record').where('id', '=', id).executeTakeFirst();
  return row && (JSON.parse(row.record) as EmergencyRecord);
}

export async function readLiveEmergencies(db: Kysely<Tables>): Promise<EmergencyRecord[]> {
  const rows = await db
    .selectFrom('emergency')
    .select('record')
    .where('state', 'in', [...LIVE_STATES])
    .orderBy('declared_at')
    .orderBy('id')
    .execute();
  return rows.map(({ record }) => JSON.parse(record) as EmergencyRecord);
}

export interface EmergencyFilter {
  /** UTC ms of declaration, both included. */
  from?: number | undefined;
  to?: number | undefined;
  zone?: string | undefined;
  nature?: string | undefined;
  states?: readonly EmergencyState[] | undefined;
}

/** Newest first. */
export async function listEmergencies(
  db: Kysely<Tables>,
  { from, to, zone, nature, states }: EmergencyFilter,
  limit: number,
  after: PageCursor | null,
): Promise<EmergencyRecord[]> {
  let query = db.selectFrom('emergency').select('record');
  if (from !== undefined) query = query.where('declared_at', '>=', from);
  if (to !== undefined) query = query.where('declared_at', '<=', to);
  if (zone !== undefined) query = query.where('zone', '=', zone);
  if (nature !== undefined) query = query.where('nature', '=', nature);
  if (states !== undefined) query = query.where('state', 'in', [...states]);
  if (after)
    query = query.where(e =>
      e.or([e('declared_at', '<', after.at), e.and([e('declared_at', '=', after.at), e('id', '<', after.id)])]),
    );
  const rows = await query.orderBy('declared_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(({ record }) => JSON.parse(record) as EmergencyRecord);
}

/** K12: those that happened in a time, both ends included. */
export async function emergenciesThatHappened(
  db: Kysely<Tables>,
  { from, to, zone }: { from: number; to: number; zone?: string | undefined },
): Promise<EmergencyRecord[]> {
  let query = db
    .selectFrom('emergency')
    .select('record')
    .where('happened_at', '>=', from)
    .where('happened_at', '<=', to);
  if (zone !== undefined) query = query.where('zone', '=', zone);
  return (await query.execute()).map(({ record }) => JSON.parse(record) as EmergencyRecord);
}

export async function keepWording(
  tx: Tx,
  emergency: string,
  { report, version, fields }: Wording,
  by: string,
  at: number,
): Promise<void> {
  await tx
    .insertInto('emergency_report')
    .values({ emergency, report, version, fields: JSON.stringify(fields), written_by: by, at })
    .execute();
}

/** Undefined = there is no such wording. */
export async function findWording(
  db: Kysely<Tables>,
  emergency: string,
  report: number,
  version: number,
): Promise<{ fields: ReportFields; writtenBy: string; at: number } | undefined> {
  const row = await db
    .selectFrom('emergency_report')
    .select(['fields', 'written_by', 'at'])
    .where('emergency', '=', emergency)
    .where('report', '=', report)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && { fields: JSON.parse(row.fields) as ReportFields, writtenBy: row.written_by, at: row.at };
}

function columns(emergency: EmergencyRecord) {
  return {
    version: emergency.version,
    state: emergency.state,
    nature: emergency.nature,
    level: emergency.level,
    zone: emergency.zone,
    happened_at: emergency.happenedAt,
    ended_at: emergency.endedAt,
    record: JSON.stringify({ ...emergency, allowed: [] }),
  };
}
