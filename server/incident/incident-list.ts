/**
 * Incidents by what people look for. In: filters, an order, where the last page ended. Out: a page of records.
 * The surprise: what has no clock comes last when the most urgent come first.
 */
import { type Kysely, sql } from 'kysely';
import { ENDED_STATES, type IncidentRecord, type IncidentState } from '../contract/incident.ts';
import { badInput } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { incidentFromRow } from './incident-repository.ts';

export interface IncidentFilter {
  state?: readonly IncidentState[] | undefined;
  zone?: string | undefined;
  community?: string | undefined;
  grid?: string | undefined;
  category?: string | undefined;
  level?: number | undefined;
  grade?: string | undefined;
  /** Leads it, takes part, accepted it, is supervised or was found responsible. */
  organ?: string | undefined;
  /** A clock is over and its step still owed; false = none. */
  overdue?: boolean | undefined;
  /** In the number, the text or the address. */
  q?: string | undefined;
  /** UTC ms of receipt, both included. */
  from?: number | undefined;
  to?: number | undefined;
}

export type IncidentOrder = 'newest' | 'time-left';

/** Where a page ended: the next one starts after this. `key`: time of receipt, or the earliest due time. */
export interface IncidentCursor {
  key: number;
  id: string;
}

export interface IncidentQuestion {
  filter: IncidentFilter;
  order: IncidentOrder;
  limit: number;
  after: IncidentCursor | null;
  /** Nothing inside texts is searched for those who see them masked: a search would tell the digits one by one. */
  numbersOnly: boolean;
  now: number;
}

/** Later than every due time. */
const NO_CLOCK = Number.MAX_SAFE_INTEGER;

export async function listIncidents(
  db: Kysely<Tables>,
  { filter, order, limit, after, numbersOnly, now }: IncidentQuestion,
): Promise<IncidentRecord[]> {
  let query = db.selectFrom('incident').selectAll();
  for (const column of ['zone', 'community', 'grid', 'category', 'level', 'grade'] as const) {
    const value = filter[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  if (filter.state !== undefined) query = query.where('state', 'in', filter.state);
  if (filter.from !== undefined) query = query.where('received_at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('received_at', '<=', filter.to);
  const { organ, q, overdue } = filter;
  if (organ !== undefined)
    query = query.where(e =>
      e.or([e('lead_organ', '=', organ), e('accepted_by', '=', organ), contains('life', `"organ":"${organ}"`)]),
    );
  if (q !== undefined)
    query = query.where(e =>
      e.or(numbersOnly ? [contains('id', q)] : [contains('id', q), contains('text', q), contains('address', q)]),
    );
  if (overdue === true) query = query.where('state', 'not in', ENDED_STATES).where('due_at', '<=', now);
  if (overdue === false)
    query = query.where(e => e.or([e('state', 'in', ENDED_STATES), e('due_at', 'is', null), e('due_at', '>', now)]));

  if (order === 'newest') {
    if (after)
      query = query.where(e =>
        e.or([e('received_at', '<', after.key), e.and([e('received_at', '=', after.key), e('id', '<', after.id)])]),
      );
    query = query.orderBy('received_at', 'desc').orderBy('id', 'desc');
  } else {
    const due = sql<number>`coalesce(due_at, ${sql.lit(NO_CLOCK)})`;
    if (after)
      query = query.where(sql<boolean>`(${due} > ${after.key} or (${due} = ${after.key} and id > ${after.id}))`);
    query = query.orderBy(due).orderBy('id');
  }
  return (await query.limit(limit).execute()).map(incidentFromRow);
}

/** Neither database is asked to guess at case: both compare as `lower` does. */
function contains(column: 'id' | 'text' | 'address' | 'life', part: string) {
  const pattern = `%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`;
}

export function writeCursor(last: IncidentRecord, order: IncidentOrder): string {
  const due = last.limits.filter(({ state }) => state === 'running').map(({ dueAt }) => dueAt);
  const key = order === 'newest' ? last.receivedAt : Math.min(NO_CLOCK, ...due);
  return Buffer.from(`${order} ${key} ${last.id}`).toString('base64url');
}

export function readCursor(text: string, order: IncidentOrder): IncidentCursor {
  const [, of, key, id] =
    /^(newest|time-left) (\d{1,16}) ([^\0]{1,40})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (of !== order || key === undefined || id === undefined)
    throw badInput('cursor', {
      zh: 'cursor：不是本接口按此顺序返回的值',
      en: 'cursor: not a value this interface has returned for this order',
    });
  return { key: Number(key), id };
}
