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

/** The pair as it was sent. */
export interface RawPlace {
  lon: number;
  lat: number;
  crs: Crs;
}

export interface IncidentFilter {
  state?: IncidentState | undefined;
  zone?: string | undefined;
  community?: string | undefined;
  grid?: string | undefined;
  category?: string | undefined;
  level?: number | undefined;
  /** UTC ms of receipt, both included. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Where a page ended: the next one starts after this incident. */
export interface IncidentCursor {
  receivedAt: number;
  id: string;
}

export async function insertIncident(tx: Transaction<Tables>, incident: IncidentRecord, raw: RawPlace): Promise<void> {
  await tx
    .insertInto('incident')
    .values({
      id: incident.id,
      version: incident.version,
      state: incident.state,
      channel: incident.channel,
      category: incident.category,
      level: incident.level,
      grade: incident.grade,
      text: incident.text,
      lon: incident.lon,
      lat: incident.lat,
      raw_lon: raw.lon,
      raw_lat: raw.lat,
      raw_crs: raw.crs,
      address: incident.address,
      grid: incident.grid,
      community: incident.community,
      zone: incident.zone,
      assigned_by: incident.assignedBy,
      on_boundary: incident.onBoundary ? 1 : 0,
      happened_at: incident.happenedAt,
      reported_at: incident.reportedAt,
      received_at: incident.receivedAt,
      closed_at: incident.closedAt,
      reporter_name: incident.reporter?.name ?? null,
      reporter_phone: incident.reporter?.phone ?? null,
      ...lifeColumns(incident),
    })
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

/** Newest first. */
export async function listIncidents(
  db: Kysely<Tables>,
  filter: IncidentFilter,
  limit: number,
  after: IncidentCursor | null,
): Promise<IncidentRecord[]> {
  let query = db.selectFrom('incident').selectAll();
  for (const column of ['state', 'zone', 'community', 'grid', 'category', 'level'] as const) {
    const value = filter[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  if (filter.from !== undefined) query = query.where('received_at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('received_at', '<=', filter.to);
  if (after)
    query = query.where(e =>
      e.or([
        e('received_at', '<', after.receivedAt),
        e.and([e('received_at', '=', after.receivedAt), e('id', '<', after.id)]),
      ]),
    );
  const rows = await query.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(incidentFromRow);
}

/** What changes with every event. */
function lifeColumns(incident: IncidentRecord) {
  const due = incident.limits.filter(({ state }) => state === 'running').map(({ dueAt }) => dueAt);
  const life: Life = {
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
    merged: incident.merged,
    evidence: incident.evidence,
  };
  return {
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

/** The part of a record that nobody searches by. */
type Life = Pick<
  IncidentRecord,
  | 'networks'
  | 'boundaryVersion'
  | 'tasks'
  | 'revisitedBy'
  | 'neglected'
  | 'limits'
  | 'requests'
  | 'heldUntil'
  | 'promise'
  | 'supervisions'
  | 'accountability'
  | 'mergedInto'
  | 'merged'
  | 'evidence'
>;

/** Rows of before the lifecycle have `{}`. */
const NO_LIFE: Life = {
  networks: [],
  boundaryVersion: '',
  tasks: [],
  revisitedBy: null,
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
};

function incidentFromRow(row: IncidentRow): IncidentRecord {
  const { reporter_name: name, reporter_phone: phone } = row;
  return {
    ...NO_LIFE,
    ...(JSON.parse(row.life) as Life),
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
