/**
 * What the next officer takes over, as it is now (rule H-1). In: database, the lost units, the time, perhaps a zone. Out: ids, oldest
 * first. Records are asked for by their ids; a handover keeps what was true, not what things looked like.
 */
import { type Kysely, sql } from 'kysely';
import type { HandoverContent } from '../contract/handover.ts';
import type { AlarmId, IncidentId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { incidentIsOpen } from '../store/incident-is-open.ts';
import type { Tables } from '../store/tables.ts';

export interface ContentParts {
  db: Kysely<Tables>;
  /** On duty and not heard for too long; the alarm's rule decides. */
  lostUnits(now: number): readonly UnitRecord[];
}

/** `zone` undefined = the whole area [H-3]. */
export async function handoverContent(
  { db, lostUnits }: ContentParts,
  zone: string | undefined,
  now: number,
): Promise<HandoverContent> {
  let incidents = db
    .selectFrom('incident')
    .select(['id', 'due_at', 'reopened'])
    // The one thing that has no column: whether somebody waits for an answer. Asked once a shift.
    .select(sql<number>`case when life like '%"decision":null%' then 1 else 0 end`.as('asks'))
    .where(incidentIsOpen)
    .orderBy('received_at')
    .orderBy('id');
  if (zone !== undefined) incidents = incidents.where('zone', '=', zone);
  let alarms = db
    .selectFrom('alarm')
    .select(['id', 'state'])
    .where('open_key', 'is not', null)
    .orderBy('raised_at')
    .orderBy('id');
  if (zone !== undefined) alarms = alarms.where('zone', '=', zone);
  const [open, raised] = await Promise.all([incidents.execute(), alarms.execute()]);

  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id as IncidentId);
  const alarmsIn = (state: string) => raised.filter(alarm => alarm.state === state).map(({ id }) => id as AlarmId);
  return {
    open: idsOf(open),
    overdue: idsOf(open.filter(({ due_at }) => due_at !== null && due_at <= now)),
    reopened: idsOf(open.filter(({ reopened }) => reopened > 0)),
    requests: idsOf(open.filter(({ asks }) => asks === 1)),
    shelvedAlarms: alarmsIn('shelved'),
    unacknowledgedAlarms: alarmsIn('raised'),
    lostUnits: lostUnits(now)
      .filter(({ homeZone }) => zone === undefined || homeZone === zone)
      .map(({ id }) => id),
  };
}
