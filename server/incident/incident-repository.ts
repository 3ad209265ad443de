/** Incidents as rows and as records. */
import type { Kysely, Transaction } from 'kysely';
import type { Crs } from '../contract/coordinates.ts';
import type { CategoryId, CommunityCode, GridCode, IncidentId, OrganId, ZoneId } from '../contract/ids.ts';
import {
  type AssignedBy,
  ENDED_STATES,
  type Grade,
  type IncidentRecord,
  type IncidentState,
  type Level,
} from '../contract/incident.ts';
import type { IncidentRow, Tables } from '../store/tables.ts';
import { countedColumns } from './counted-columns.ts';
import { type IncidentLife, NO_LIFE } from './incident-life.ts';

/** The pair as it was sent. */
export interface RawPlace {
  lon: number;
  lat: number;
  crs: Crs;
}

export async function insertIncident(tx: Transaction<Tables>, incident: IncidentRecord, raw: RawPlace): Promise<void> {
  await tx
    .insertInto('incident')
    .values({
      id: incident.id,
      channel: incident.channel,
      text: incident.text,
      address: incident.address,
      happened_at: incident.happenedAt,
      reported_at: incident.reportedAt,
      received_at: incident.receivedAt,
      reporter_name: incident.reporter?.name ?? null,
      reporter_phone: incident.reporter?.phone ?? null,
      ...rawColumns(raw),
      ...changingColumns(incident),
    })
    .execute();
}

/**
 * Writes the record over the version before it. `raw`: a better pair, as it was sent; null = the place is the one it was.
 * Throws when the row is not of that version: whoever commands has compared it in the same transaction.
 */
export async function updateIncident(
  tx: Transaction<Tables>,
  incident: IncidentRecord,
  raw: RawPlace | null,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('incident')
    .set({ ...changingColumns(incident), ...(raw && rawColumns(raw)) })
    .where('id', '=', incident.id)
    .where('version', '=', incident.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`${incident.id} was not at version ${incident.version - 1}.`);
}

/** Ends the stage it was in, if one was begun, and begins the next. */
export async function enterStage(
  tx: Transaction<Tables>,
  stage: { incident: string; state: IncidentState; organ: string | null },
  now: number,
): Promise<void> {
  await tx
    .updateTable('incident_stage')
    .set({ left_at: now })
    .where('incident', '=', stage.incident)
    .where('left_at', 'is', null)
    .execute();
  await tx
    .insertInto('incident_stage')
    .values({ ...stage, entered_at: now, left_at: null })
    .execute();
}

export async function findIncident(db: Kysely<Tables>, id: string): Promise<IncidentRecord | undefined> {
  const row = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
  return row && incidentFromRow(row);
}

export async function incidentExists(tx: Transaction<Tables>, id: string): Promise<boolean> {
  return (await tx.selectFrom('incident').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** Everything that somebody still owes something for, oldest first. */
export async function readOpenIncidents(db: Kysely<Tables>): Promise<IncidentRecord[]> {
  const rows = await db
    .selectFrom('incident')
    .selectAll()
    .where('state', 'not in', ENDED_STATES)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map(incidentFromRow);
}

function rawColumns(raw: RawPlace) {
  return { raw_lon: raw.lon, raw_lat: raw.lat, raw_crs: raw.crs };
}

/** What events may change; text, channel and times of the report never do. */
function changingColumns(incident: IncidentRecord) {
  const due = incident.limits.filter(({ state }) => state === 'running').map(({ dueAt }) => dueAt);
  const life: IncidentLife = {
    networks: incident.networks,
    boundaryVersion: incident.boundaryVersion,
    tasks: incident.tasks,
    revisitedBy: incident.revisitedBy,
    neglected: incident.neglected,
    limits: incident.limits,
    requests: incident.requests,
    heldUntil: incident.heldUntil,
    promise: incident.promise,
    supervisions: incident.supervisions,
    accountability: incident.accountability,
    mergedInto: incident.mergedInto,
    emergency: incident.emergency,
    merged: incident.merged,
    evidence: incident.evidence,
  };
  return {
    version: incident.version,
    state: incident.state,
    category: incident.category,
    level: incident.level,
    grade: incident.grade,
    lon: incident.lon,
    lat: incident.lat,
    grid: incident.grid,
    community: incident.community,
    zone: incident.zone,
    assigned_by: incident.assignedBy,
    on_boundary: incident.onBoundary ? 1 : 0,
    closed_at: incident.closedAt,
    state_since: incident.stateSince,
    accepted_at: incident.acceptedAt,
    accepted_by: incident.acceptedBy,
    lead_organ: incident.tasks.find(({ lead }) => lead)?.organ ?? null,
    due_at: due.length > 0 ? Math.min(...due) : null,
    late: incident.limits.some(({ breachedAt }) => breachedAt !== null) ? 1 : 0,
    reworks: incident.reworks,
    reopened: incident.reopened,
    ...countedColumns(incident),
    life: JSON.stringify(life),
  };
}

export function incidentFromRow(row: IncidentRow): IncidentRecord {
  const { reporter_name: name, reporter_phone: phone } = row;
  return {
    ...NO_LIFE,
    ...(JSON.parse(row.life) as IncidentLife),
    id: row.id as IncidentId,
    version: row.version,
    state: row.state as IncidentState,
    stateSince: row.state_since,
    channel: row.channel,
    category: row.category as CategoryId | null,
    level: row.level as Level | null,
    grade: row.grade as Grade | null,
    text: row.text,
    lon: row.lon,
    lat: row.lat,
    address: row.address,
    grid: row.grid as GridCode | null,
    community: row.community as CommunityCode | null,
    zone: row.zone as ZoneId | null,
    assignedBy: row.assigned_by as AssignedBy,
    onBoundary: row.on_boundary === 1,
    happenedAt: row.happened_at,
    reportedAt: row.reported_at,
    receivedAt: row.received_at,
    acceptedAt: row.accepted_at,
    closedAt: row.closed_at,
    acceptedBy: row.accepted_by as OrganId | null,
    reworks: row.reworks,
    reopened: row.reopened,
    allowed: [],
    ...((name !== null || phone !== null) && {
      reporter: { ...(name !== null && { name }), ...(phone !== null && { phone }) },
    }),
  };
}
