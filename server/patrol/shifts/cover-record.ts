/**
 * Shift cover of a period (K16): how long each zone was covered of the time it had to be.
 * In: rows of `zone_cover`, each of which holds until the next of its zone. Out: ms, and a share; no time to cover = no share.
 */
import type { Kysely } from 'kysely';
import type { CoverRecord } from '../../contract/duty-standing.ts';
import type { ZoneId } from '../../contract/ids.ts';
import type { Tables } from '../../store/tables.ts';

/** `not-due`: nobody has to be there, or nobody said (未设定). `unknown`: it was not watched. */
export type CoverState = 'covered' | 'no-cover' | 'not-due' | 'unknown';

export interface CoverRow {
  zone: string;
  from_ms: number;
  state: string;
}

/** `fromMs` <= t < `toMs`; what lies after `now` has not been. */
export async function readCover(
  db: Kysely<Tables>,
  zones: readonly ZoneId[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
  now: number,
): Promise<CoverRecord[]> {
  const endMs = Math.min(toMs, now);
  // From the row on that holds when the period begins.
  const rows = await db
    .selectFrom('zone_cover as c')
    .selectAll()
    .where('from_ms', '<', endMs)
    .where('from_ms', '>=', e =>
      e
        .selectFrom('zone_cover as before')
        .whereRef('before.zone', '=', 'c.zone')
        .where('before.from_ms', '<=', fromMs)
        .select(m => m.fn.coalesce(m.fn.max('before.from_ms'), m.lit(0)).as('m')),
    )
    .orderBy('from_ms')
    .execute();
  return zones.map(zone =>
    countCover(
      zone,
      rows.filter(row => row.zone === zone),
      fromMs,
      endMs,
    ),
  );
}

/** `rows` of one zone, oldest first. Before the first one nothing was watched. */
export function countCover(zone: ZoneId, rows: readonly CoverRow[], fromMs: number, endMs: number): CoverRecord {
  const totals = { covered: 0, 'no-cover': 0, 'not-due': 0, unknown: 0 };
  const firstMs = rows[0]?.from_ms ?? endMs;
  totals.unknown += Math.max(0, Math.min(firstMs, endMs) - fromMs);
  rows.forEach((row, i) => {
    const from = Math.max(row.from_ms, fromMs);
    const to = Math.min(rows[i + 1]?.from_ms ?? endMs, endMs);
    totals[row.state as CoverState] += Math.max(0, to - from);
  });
  const due = totals.covered + totals['no-cover'];
  return {
    zone,
    coveredMs: totals.covered,
    noCoverMs: totals['no-cover'],
    unknownMs: totals.unknown,
    share: due === 0 ? null : totals.covered / due,
  };
}
