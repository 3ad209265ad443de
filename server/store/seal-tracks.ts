/**
 * Moves positions from the order in which they came (blocks: all units of 200 ms) to the order in which they are read (strands: one
 * unit, one hour). Without it a look at one unit's day would unpack everybody's day. See decisions/track-storage.md.
 * In: the newest block that may be moved. Out: how many positions moved. It may break off anywhere: the mark (`track_seal`) is set when
 * all strands of a batch are there, blocks go after the mark, and strands behind the last mark are thrown away at the next beginning.
 * One server at a time: the mark's row is claimed for some minutes.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Insertable } from 'kysely';
import type { Database } from './database.ts';
import { packTrackBlock, TrackBlockReader, type TrackPoint } from './track-block.ts';
import { HOUR_MS } from './track-reader.ts';
import type { TrackStrandTable } from './track-tables.ts';
import type { RawPair } from './track-writer.ts';

/** Bounds memory (33 bytes each while they wait) and how much of a block's order a reader has to look through. */
export const POSITIONS_A_SEAL = 500_000;
/** Few units: a strand is then an hour of one unit, as small as it gets. */
export const LONGEST_WAIT_MS = HOUR_MS;
const BLOCKS_A_TURN = 8;
const STRANDS_A_WRITE = 40;
const BLOCKS_A_BITE = 64;
const CLAIM_MS = 5 * 60_000;
const ONLY_ROW = 1;

type Strand = Insertable<TrackStrandTable>;

/**
 * `upToBlock`: blocks after it stay as they are (a start reads them for the last places). `isStopping`: asked between two batches,
 * which take a second or two each.
 */
export async function sealTracks(
  database: Database,
  upToBlock: number,
  now: () => number,
  isStopping: () => boolean = () => false,
): Promise<number> {
  const me = randomUUID();
  let moved = 0;
  try {
    while (!isStopping() && (await claim(database, me, now()))) {
      const batch = await gatherDue(database, upToBlock, now());
      if (!batch) break;
      await writeStrands(database, batch.strands);
      await setMark(database, me, batch.upToBlock);
      await removeSealedBlocks(database);
      moved += batch.positions;
    }
  } finally {
    await database.db
      .updateTable('track_seal')
      .set({ claimed_by: null, claimed_until: 0 })
      .where('claimed_by', '=', me)
      .execute();
  }
  return moved;
}

async function claim({ db }: Database, me: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('track_seal')
    .set({ claimed_by: me, claimed_until: now + CLAIM_MS })
    .where('id', '=', ONLY_ROW)
    .where(e => e.or([e('claimed_by', '=', me), e('claimed_until', '<=', now)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

interface Batch {
  strands: Map<string, Gathered>;
  upToBlock: number;
  positions: number;
}

interface Gathered {
  unit: number;
  hour: number;
  fixes: { block: TrackBlockReader; i: number; raw: RawPair | undefined }[];
}

/** Null = there is nothing that has to move now. */
async function gatherDue({ db }: Database, upToBlock: number, now: number): Promise<Batch | null> {
  const mark = await db.selectFrom('track_seal').selectAll().executeTakeFirstOrThrow();
  const waiting = () => db.selectFrom('track_block').where('id', '>', mark.up_to_block).where('id', '<=', upToBlock);
  const { positions, oldest } = await waiting()
    .select(e => [e.fn.sum<number | null>('count').as('positions'), e.fn.min('received_at').as('oldest')])
    .executeTakeFirstOrThrow();
  if (positions === null || !(Number(positions) >= POSITIONS_A_SEAL || oldest <= now - LONGEST_WAIT_MS)) return null;
  await db.deleteFrom('track_strand').where('id', '>', mark.up_to_strand).execute();

  const batch: Batch = { strands: new Map(), upToBlock: mark.up_to_block, positions: 0 };
  for (;;) {
    const rows = await waiting()
      .select(['id', 'fixes', 'count', 'raw'])
      .where('id', '>', batch.upToBlock)
      .orderBy('id')
      .limit(BLOCKS_A_TURN)
      .execute();
    for (const row of rows) {
      gather(batch, row);
      batch.upToBlock = row.id;
    }
    if (rows.length < BLOCKS_A_TURN || batch.positions >= POSITIONS_A_SEAL) return batch;
    await nextTurn();
  }
}

function gather(batch: Batch, row: { fixes: Uint8Array; count: number; raw: string | null }): void {
  const block = new TrackBlockReader(row.fixes, row.count);
  const raw = new Map(row.raw === null ? [] : (JSON.parse(row.raw) as [number, RawPair][]));
  for (let i = 0; i < block.count; i++) {
    const unit = block.unitIndex(i);
    const hour = Math.floor(block.fixTimeMs(i) / HOUR_MS);
    const key = `${hour} ${unit}`;
    let strand = batch.strands.get(key);
    if (!strand) {
      strand = { unit, hour, fixes: [] };
      batch.strands.set(key, strand);
    }
    strand.fixes.push({ block, i, raw: raw.get(i) });
  }
  batch.positions += block.count;
}

/** Hour by hour, so that what is forgotten together lies together. */
async function writeStrands({ db }: Database, strands: Batch['strands']): Promise<void> {
  const inOrder = [...strands.values()].sort((a, b) => a.hour - b.hour || a.unit - b.unit);
  for (let i = 0; i < inOrder.length; i += STRANDS_A_WRITE) {
    const rows = inOrder.slice(i, i + STRANDS_A_WRITE).map(packed);
    await db.insertInto('track_strand').values(rows).execute();
    await nextTurn();
  }
}

function packed({ unit, hour, fixes }: Gathered): Strand {
  const sorted = fixes
    .map(({ block, i, raw }): { point: TrackPoint; raw: RawPair | undefined } => ({ point: block.point(i), raw }))
    .sort((a, b) => a.point.fixTimeMs - b.point.fixTimeMs);
  const raw = sorted.flatMap(({ raw }, place): [number, RawPair][] => (raw ? [[place, raw]] : []));
  return {
    unit_index: unit,
    hour,
    count: sorted.length,
    fixes: Buffer.from(packTrackBlock(sorted.map(({ point }) => point)).buffer),
    raw: raw.length > 0 ? JSON.stringify(raw) : null,
  };
}

async function setMark({ db }: Database, me: string, upToBlock: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('track_seal')
    .set(e => ({
      up_to_block: upToBlock,
      up_to_strand: e.selectFrom('track_strand').select(s => s.fn.coalesce(s.fn.max('id'), s.lit(0)).as('id')),
    }))
    .where('claimed_by', '=', me)
    .executeTakeFirstOrThrow();
  // Somebody else thought us dead; the strands we wrote are behind that one's mark or will be thrown away.
  if (numUpdatedRows === 0n) throw new Error('Another server took over the sealing of tracks.');
}

async function removeSealedBlocks({ db }: Database): Promise<void> {
  const { up_to_block } = await db.selectFrom('track_seal').select('up_to_block').executeTakeFirstOrThrow();
  for (;;) {
    const sealed = db
      .selectFrom('track_block')
      .select('id')
      .where('id', '<=', up_to_block)
      .orderBy('id')
      .limit(BLOCKS_A_BITE);
    const { numDeletedRows } = await db.deleteFrom('track_block').where('id', 'in', sealed).executeTakeFirstOrThrow();
    if (numDeletedRows < BigInt(BLOCKS_A_BITE)) return;
    await nextTurn();
  }
}
