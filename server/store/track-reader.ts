/**
 * Reads tracks back: for replay, for a unit's path, for the last known places at start; and forgets them when their time is over.
 * A position that a device sent twice across a restart may stand in two blocks; readers get it once.
 */
import type { Database } from './database.ts';
import { type TrackPoint, unpackTrackBlock } from './track-block.ts';

/** Positions with a fix time in `fromMs..toMs` (both included), oldest first, of one unit or of all. */
export async function readTracks(
  { db }: Database,
  fromMs: number,
  toMs: number,
  unitIndex?: number,
): Promise<TrackPoint[]> {
  const blocks = await db
    .selectFrom('track_block')
    .select(['fixes', 'count'])
    .where('to_ms', '>=', fromMs)
    .where('from_ms', '<=', toMs)
    .orderBy('id')
    .execute();
  const seen = new Map<string, TrackPoint>();
  for (const block of blocks) {
    for (const point of unpackTrackBlock(block.fixes, block.count)) {
      if (point.fixTimeMs < fromMs || point.fixTimeMs > toMs) continue;
      if (unitIndex !== undefined && point.unitIndex !== unitIndex) continue;
      const key = `${point.unitIndex} ${point.fixTimeMs}`;
      if (!seen.has(key)) seen.set(key, point);
    }
  }
  return [...seen.values()].sort((a, b) => a.fixTimeMs - b.fixTimeMs || a.unitIndex - b.unitIndex);
}

/** Calls `visit` with every position of the blocks after `afterBlock`, in the order they were written. Out: the newest block. */
export async function visitBlocksAfter(
  { db }: Database,
  afterBlock: number,
  visit: (point: TrackPoint) => void,
): Promise<number> {
  const BLOCKS_A_READ = 200;
  let last = afterBlock;
  for (;;) {
    const blocks = await db
      .selectFrom('track_block')
      .select(['id', 'fixes', 'count'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(BLOCKS_A_READ)
      .execute();
    for (const block of blocks) {
      unpackTrackBlock(block.fixes, block.count).forEach(visit);
      last = block.id;
    }
    if (blocks.length < BLOCKS_A_READ) return last;
  }
}

/** Removes blocks whose newest position is older than `beforeMs`, a bite at a time, so that writers are not held up. */
export async function forgetTracks({ db }: Database, beforeMs: number): Promise<void> {
  const BLOCKS_A_BITE = 2000;
  for (;;) {
    const old = db.selectFrom('track_block').select('id').where('to_ms', '<', beforeMs).limit(BLOCKS_A_BITE);
    const { numDeletedRows } = await db.deleteFrom('track_block').where('id', 'in', old).executeTakeFirstOrThrow();
    if (Number(numDeletedRows) < BLOCKS_A_BITE) return;
  }
}
