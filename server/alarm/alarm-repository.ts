/** Alarms as rows and as records. A row is written by us, so only its shape is turned, not checked. */
import type { Kysely, Transaction } from 'kysely';
import type { AlarmKind, AlarmRecord, AlarmState } from '../contract/alarm.ts';
import type { AlarmId, EmergencyId, IncidentId, OperationId, UnitId, ZoneId } from '../contract/ids.ts';
import type { PageCursor } from '../http/page-cursor.ts';
import type { AlarmRow, Tables } from '../store/tables.ts';

/** What an alarm is about; there is never more than one open alarm about the same. */
export type AlarmSubject = Pick<AlarmRecord, 'kind' | 'incident' | 'unit' | 'limit'> &
  Partial<Pick<AlarmRecord, 'operation' | 'squad' | 'emergency'>>;

/** Which open alarms are meant; what is left out may be anything. */
export interface AlarmSelector {
  kind?: AlarmKind;
  incident?: IncidentId;
  unit?: UnitId | null;
  limit?: string;
  operation?: OperationId;
  squad?: string;
  emergency?: EmergencyId;
}

export interface AlarmFilter {
  state?: AlarmState | undefined;
  kind?: AlarmKind | undefined;
  zone?: string | undefined;
  /** UTC ms of raising, both included. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Who ended it and why; screens do not show it, lists that are taken out of the product do. */
export interface Ending {
  by: string;
  reason: string;
}

/** The reason of one that was over before it came. */
export const CAME_LATE = 'came-late';

/** `ending`: of one that is listed only. Out: false when an open alarm about the same is there already. */
export async function insertAlarm(
  tx: Transaction<Tables>,
  alarm: AlarmRecord,
  ending: Ending | null = null,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('alarm')
    .values({
      ...rowFromAlarm(alarm),
      id: alarm.id,
      cleared_by: ending?.by ?? null,
      clear_reason: ending?.reason ?? null,
    })
    .onConflict(conflict => conflict.column('open_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function updateAlarm(tx: Transaction<Tables>, alarm: AlarmRecord, ending?: Ending): Promise<void> {
  await tx
    .updateTable('alarm')
    .set({ ...rowFromAlarm(alarm), ...(ending && { cleared_by: ending.by, clear_reason: ending.reason }) })
    .where('id', '=', alarm.id)
    .execute();
}

export async function findAlarm(db: Kysely<Tables>, id: string): Promise<AlarmRecord | undefined> {
  const row = await db.selectFrom('alarm').selectAll().where('id', '=', id).executeTakeFirst();
  return row && alarmFromRow(row);
}

export async function findOpenAlarm(db: Kysely<Tables>, about: AlarmSubject): Promise<AlarmRecord | undefined> {
  const row = await db.selectFrom('alarm').selectAll().where('open_key', '=', keyOf(about)).executeTakeFirst();
  return row && alarmFromRow(row);
}

/**
 * The call for help that a call of this unit at `thenMs` is the same as: raised or listed within `withinMs` of that, or unended just
 * then. One that came late itself stood for nobody, so only its own time counts.
 */
export async function findHelpCallOfThen(
  db: Kysely<Tables>,
  unit: UnitId,
  thenMs: number,
  withinMs: number,
): Promise<AlarmRecord | undefined> {
  const row = await db
    .selectFrom('alarm')
    .selectAll()
    .where('kind', '=', 'help')
    .where('unit', '=', unit)
    .where(e =>
      e.or([
        e.and([e('raised_at', '>=', thenMs - withinMs), e('raised_at', '<=', thenMs + withinMs)]),
        e.and([e('raised_at', '<=', thenMs), e('open_key', 'is not', null)]),
        e.and([e('raised_at', '<=', thenMs), e('cleared_at', '>=', thenMs), e('clear_reason', '!=', CAME_LATE)]),
      ]),
    )
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && alarmFromRow(row);
}

export async function findOpenAlarms(db: Kysely<Tables>, selector: AlarmSelector): Promise<AlarmRecord[]> {
  let query = db.selectFrom('alarm').selectAll().where('open_key', 'is not', null);
  if (selector.kind !== undefined) query = query.where('kind', '=', selector.kind);
  if (selector.incident !== undefined) query = query.where('incident', '=', selector.incident);
  if (selector.limit !== undefined) query = query.where('limit_id', '=', selector.limit);
  if (selector.operation !== undefined) query = query.where('operation', '=', selector.operation);
  if (selector.emergency !== undefined) query = query.where('emergency', '=', selector.emergency);
  if (selector.squad !== undefined) query = query.where('squad', '=', selector.squad);
  if (selector.unit === null) query = query.where('unit', 'is', null);
  else if (selector.unit !== undefined) query = query.where('unit', '=', selector.unit);
  return (await query.orderBy('raised_at').orderBy('id').execute()).map(alarmFromRow);
}

/** Alarms about an emergency or one of these incidents, whatever became of them. */
export async function alarmsAbout(
  db: Kysely<Tables>,
  { emergency, incidents }: { emergency: EmergencyId; incidents: readonly IncidentId[] },
): Promise<{ id: AlarmId; incident: IncidentId | null }[]> {
  const rows = await db
    .selectFrom('alarm')
    .select(['id', 'incident'])
    .where(e =>
      e.or([e('emergency', '=', emergency), ...(incidents.length > 0 ? [e('incident', 'in', [...incidents])] : [])]),
    )
    .execute();
  return rows.map(({ id, incident }) => ({ id: id as AlarmId, incident: incident as IncidentId | null }));
}

/** Everything that is not cleared, oldest first. */
export function readOpenAlarms(db: Kysely<Tables>): Promise<AlarmRecord[]> {
  return findOpenAlarms(db, {});
}

export type AlarmWithEnding = AlarmRecord & { clearedBy: string | null; clearReason: string | null };

/** Newest first. */
export async function listAlarms(
  db: Kysely<Tables>,
  filter: AlarmFilter,
  limit: number,
  after: PageCursor | null,
): Promise<AlarmWithEnding[]> {
  let query = db.selectFrom('alarm').selectAll();
  for (const column of ['state', 'kind', 'zone'] as const) {
    const value = filter[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  if (filter.from !== undefined) query = query.where('raised_at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('raised_at', '<=', filter.to);
  if (after)
    query = query.where(e =>
      e.or([e('raised_at', '<', after.at), e.and([e('raised_at', '=', after.at), e('id', '<', after.id)])]),
    );
  const rows = await query.orderBy('raised_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(row => ({ ...alarmFromRow(row), clearedBy: row.cleared_by, clearReason: row.clear_reason }));
}

function keyOf({ kind, incident, unit, limit, operation, squad, emergency }: AlarmSubject): string {
  return [kind, incident ?? operation ?? emergency ?? unit ?? '', limit ?? squad ?? ''].join(' ');
}

function rowFromAlarm(alarm: AlarmRecord): Omit<AlarmRow, 'id' | 'cleared_by' | 'clear_reason'> {
  return {
    open_key: alarm.state === 'cleared' ? null : keyOf(alarm),
    version: alarm.version,
    kind: alarm.kind,
    state: alarm.state,
    priority: alarm.priority,
    incident: alarm.incident,
    unit: alarm.unit,
    limit_id: alarm.limit,
    operation: alarm.operation,
    squad: alarm.squad,
    emergency: alarm.emergency,
    zone: alarm.zone,
    lon: alarm.lon,
    lat: alarm.lat,
    said: alarm.said,
    raised_at: alarm.raisedAt,
    acknowledged_by: alarm.acknowledgedBy,
    acknowledged_at: alarm.acknowledgedAt,
    shelved_by: alarm.shelvedBy,
    shelved_until: alarm.shelvedUntil,
    shelve_reason: alarm.shelveReason,
    escalation: alarm.escalation,
    cleared_at: alarm.clearedAt,
  };
}

function alarmFromRow(row: AlarmRow): AlarmRecord {
  return {
    id: row.id as AlarmId,
    version: row.version,
    kind: row.kind as AlarmKind,
    state: row.state as AlarmState,
    priority: row.priority as AlarmRecord['priority'],
    incident: row.incident as IncidentId | null,
    unit: row.unit as UnitId | null,
    limit: row.limit_id,
    operation: row.operation as OperationId | null,
    squad: row.squad,
    emergency: row.emergency as EmergencyId | null,
    zone: row.zone as ZoneId | null,
    lon: row.lon,
    lat: row.lat,
    said: row.said,
    raisedAt: row.raised_at,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: row.acknowledged_at,
    shelvedBy: row.shelved_by,
    shelvedUntil: row.shelved_until,
    shelveReason: row.shelve_reason,
    escalation: row.escalation,
    clearedAt: row.cleared_at,
  };
}
