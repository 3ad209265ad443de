/**
 * The newest position of every unit, saved every minute as one row, so that a start reads that row and the blocks written since
 * instead of the whole track. Out at start: every last position, and through `visit` whatever came after.
 */
import type { Database } from './database.ts';
import { packTrackBlock, type TrackPoint, unpackTrackBlock } from './track-block.ts';
import { visitBlocksAfter } from './track-reader.ts';

const ONLY_ROW = 1;

/** `upToBlock`: newest block whose positions are all in `points`. */
export async function saveLastPlaces({ db }: Database, points: TrackPoint[], upToBlock: number): Promise<void> {
  const row = { up_to_block: upToBlock, count: points.length, fixes: Buffer.from(packTrackBlock(points).buffer) };
  await db
    .insertInto('last_places')
    .values({ id: ONLY_ROW, ...row })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute();
}

/** Out: the newest block that was visited. */
export async function visitLastPlaces(database: Database, visit: (point: TrackPoint) => void): Promise<number> {
  const saved = await database.db.selectFrom('last_places').selectAll().executeTakeFirst();
  if (saved) unpackTrackBlock(saved.fixes, saved.count).forEach(visit);
  return visitBlocksAfter(database, saved?.up_to_block ?? 0, visit);
}

/** Number of the newest block, 0 = none. */
export async function newestBlock({ db }: Database): Promise<number> {
  const row = await db
    .selectFrom('track_block')
    .select(e => e.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}
