/**
 * Incidents of a span of time in the order in which they came, page by page; between two pages the event loop turns.
 * In: `[from, to)`. Out: rows with what hot spots are counted from, all of it in the index `incident_in_time` (migration 014): the rows
 * themselves are wide, and reading 50,000 of them takes twice as long.
 * No filter goes into the query: a page is then always the same work, however rare the category that was asked for.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { CategoryId, CommunityCode, GridCode, IncidentId, ZoneId } from '../contract/ids.ts';
import type { IncidentState } from '../contract/incident.ts';
import type { Tables } from '../store/tables.ts';

export interface Matter {
  id: IncidentId;
  received_at: number;
  category: CategoryId | null;
  lon: number;
  lat: number;
  grid: GridCode | null;
  community: CommunityCode | null;
  zone: ZoneId | null;
  state: IncidentState;
  /** 1 = some limit was missed. */
  late: number;
}

export const ROWS_A_PAGE = 1000;

export async function* readMatters(
  db: Kysely<Tables>,
  { from, to }: { from: number; to: number },
  rowsAPage = ROWS_A_PAGE,
): AsyncGenerator<Matter[]> {
  let after = { at: from, id: '' };
  for (;;) {
    const { rows } = await sql<Matter>`
      select id, received_at, category, lon, lat, grid, community, zone, state, late from incident
      where received_at >= ${after.at} and (received_at, id) > (${after.at}, ${after.id}) and received_at < ${to}
      order by received_at, id limit ${rowsAPage}
    `.execute(db);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAPage) return;
    after = { at: last.received_at, id: last.id };
    await nextTurn();
  }
}
