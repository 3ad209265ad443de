/** For tests: incidents as rows of the tables that indicators and figures are counted from. Name only what matters. */
import type { Kysely } from 'kysely';
import type { IncidentState } from '../contract/incident.ts';
import type { Tables } from '../store/tables.ts';

export interface Stage {
  state: IncidentState;
  organ: string | null;
  enteredAt: number;
  leftAt: number | null;
}

export interface Case {
  id: string;
  state: IncidentState;
  channel: string;
  category: string | null;
  lon: number;
  lat: number;
  grid: string | null;
  community: string | null;
  zone: string | null;
  receivedAt: number;
  closedAt: number | null;
  dueAt: number | null;
  late: boolean;
  leadOrgan: string | null;
  acceptedBy: string | null;
  acceptDueAt: number | null;
  acceptDoneAt: number | null;
  runningLimits: number;
  unfiledLimits: number;
  waitingOrgans: string | null;
  stages: readonly Stage[];
}

const PLAIN: Omit<Case, 'id'> = {
  ...{ state: 'handling', channel: 'hotline', category: null, lon: 0, lat: 0, grid: 'g1', community: 'c1', zone: 'z1' },
  ...{ receivedAt: 0, closedAt: null, dueAt: null, late: false, leadOrgan: 'a', acceptedBy: 'b' },
  ...{ acceptDueAt: null, acceptDoneAt: null, runningLimits: 0, unfiledLimits: 0, waitingOrgans: null, stages: [] },
};
const ROWS_A_STATEMENT = 500;

export async function storeCases(db: Kysely<Tables>, cases: readonly Partial<Case>[]): Promise<Case[]> {
  const whole = cases.map((one, i): Case => ({ ...PLAIN, id: `i${i}`, ...one }));
  await insertAll(
    whole.map(one => ({
      ...{
        id: one.id,
        version: 1,
        state: one.state,
        channel: one.channel,
        category: one.category,
        level: null,
        grade: null,
      },
      ...{ text: 'x', lon: one.lon, lat: one.lat, raw_lon: 0, raw_lat: 0, raw_crs: 'WGS84', address: null },
      ...{ grid: one.grid, community: one.community, zone: one.zone, assigned_by: 'polygon', on_boundary: 0 },
      ...{ happened_at: one.receivedAt, reported_at: one.receivedAt, received_at: one.receivedAt },
      ...{ closed_at: one.closedAt, state_since: one.receivedAt, accepted_at: null, accepted_by: one.acceptedBy },
      ...{ lead_organ: one.leadOrgan, due_at: one.dueAt, late: one.late ? 1 : 0, reworks: 0, reopened: 0 },
      ...{ accept_due_at: one.acceptDueAt, accept_done_at: one.acceptDoneAt, waiting_organs: one.waitingOrgans },
      ...{ running_limits: one.runningLimits, unfiled_limits: one.unfiledLimits, life: '{}' },
    })),
    part => db.insertInto('incident').values(part).execute(),
  );
  await insertAll(
    whole.flatMap(({ id, stages }) =>
      stages.map(({ state, organ, enteredAt, leftAt }) => ({
        ...{ incident: id, state, organ, entered_at: enteredAt, left_at: leftAt },
      })),
    ),
    part => db.insertInto('incident_stage').values(part).execute(),
  );
  return whole;
}

async function insertAll<T>(rows: readonly T[], insert: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) await insert(rows.slice(i, i + ROWS_A_STATEMENT));
}
