/**
 * The retention job of tracks: removes what is older than the retention time, a bite at a time, and keeps a row about it.
 * In: the time before which a track is too old. Out: how many rows and positions went. A row that still holds something younger stays
 * until all of it is too old: at most an hour for strands.
 */
import type { Database } from './database.ts';
import { inRests } from './in-rests.ts';
import { HOUR_MS } from './track-reader.ts';

const ROWS_A_BITE = 100;
const DAY_MS = 86_400_000;
/** As long as the audit is kept (reliability §6). */
const RUNS_KEPT_DAYS = 400;

export interface Forgotten {
  /** Rows of both tables. */
  blocks: number;
  positions: number;
}

/** Forgets, and writes down that it did. `now`: UTC ms, asked again for how long it took. */
export async function runRetention(
  database: Database,
  days: number,
  now: () => number,
  isStopping: () => boolean = () => false,
): Promise<Forgotten & { tookMs: number }> {
  const { db } = database;
  const at = now();
  const before = at - days * DAY_MS;
  const forgotten = await forgetTracks(database, before, isStopping);
  const tookMs = now() - at;
  await db
    .insertInto('track_forget_run')
    .values({ at, days, before, ...forgotten, took_ms: tookMs })
    .execute();
  await db
    .deleteFrom('track_forget_run')
    .where('at', '<', at - RUNS_KEPT_DAYS * DAY_MS)
    .execute();
  return { ...forgotten, tookMs };
}

export async function forgetTracks(
  { db }: Database,
  beforeMs: number,
  isStopping: () => boolean = () => false,
): Promise<Forgotten> {
  const total: Forgotten = { blocks: 0, positions: 0 };
  await inBites(total, isStopping, () => {
    const old = db.selectFrom('track_block').select('id').where('to_ms', '<', beforeMs).limit(ROWS_A_BITE);
    return db.deleteFrom('track_block').where('id', 'in', old).returning('count').execute();
  });
  const firstKeptHour = Math.floor(beforeMs / HOUR_MS);
  await inBites(total, isStopping, () => {
    const old = db.selectFrom('track_strand').select('id').where('hour', '<', firstKeptHour).limit(ROWS_A_BITE);
    return db.deleteFrom('track_strand').where('id', 'in', old).returning('count').execute();
  });
  return total;
}

/** Writers and screens take their turn between two bites. */
async function inBites(
  total: Forgotten,
  isStopping: () => boolean,
  bite: () => Promise<{ count: number }[]>,
): Promise<void> {
  const pause = inRests();
  for (;;) {
    const gone = await bite();
    total.blocks += gone.length;
    for (const { count } of gone) total.positions += count;
    if (gone.length < ROWS_A_BITE || isStopping()) return;
    await pause();
  }
}
