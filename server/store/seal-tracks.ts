/**
 * Moves positions from the order in which they came (blocks: all units of 200 ms) to the order in which they are read (strands: one
 * unit, one hour). Without it a look at one unit's day would unpack everybody's day. See decisions/track-storage.md.
 * In: the newest block that may be moved. Out: how many positions moved. It may break off anywhere: the mark (`track_seal`) is set when
 * all strands of a batch are there, blocks go after the mark, and strands behind the last mark are thrown away at the next beginning.
 * One server at a time: the mark's row is claimed for some minutes.
 */
import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Database } from './database.ts';
import { inRests } from './in-rests.ts';
import { packTrackBlock, TrackBlockReader, type TrackPoint } from './track-block.ts';
import { HOUR_MS } from './track-reader.ts';
import type { TrackStrandTable } from './track-tables.ts';
import type { RawPair } from './track-writer.ts';

/** Bounds memory (33 bytes each while they wait) and how much of a block's order a reader has to look through. */
export const POSITIONS_A_SEAL = 500_000;
/** Few units: a strand is then an hour of one unit, as small as it gets. */
export const LONGEST_WAIT_MS = HOUR_MS;
const BLOCKS_A_TURN = 4;
const STRANDS_A_WRITE = 20;
const BLOCKS_A_BITE = 16;
const CLAIM_MS = 5 * 60_000;
const ONLY_ROW = 1;

type Strand = Insertable<TrackStrandTable>;
type Pause = ReturnType<typeof inRests>;

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
  const pause = inRests();
  let moved = 0;
  try {
    while (!isStopping() && (await claim(database, me, now()))) {
      const batch = await gatherDue(database, upToBlock, now(), pause);
      if (!batch) break;
      await writeStrands(database, batch, pause);
      await setMark(database, me, batch.upToBlock);
      await removeSealedBlocks(database, pause);
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
  blocks: { reader: TrackBlockReader; raw: Map<number, RawPair> | null }[];
  strands: Map<number, Gathered[]>;
  upToBlock: number;
  positions: number;
}

/**
 * One strand to be. `places`: number of the block times `PLACES_A_BLOCK` plus the place in it. Numbers, because half a million small
 * objects would cost the collector a pause that every screen feels.
 */
interface Gathered {
  unit: number;
  hour: number;
  places: number[];
}

/** More than a block holds (track-writer.ts). */
const PLACES_A_BLOCK = 65_536;

/** Null = there is nothing that has to move now. */
async function gatherDue({ db }: Database, upToBlock: number, now: number, pause: Pause): Promise<Batch | null> {
  const mark = await db.selectFrom('track_seal').selectAll().executeTakeFirstOrThrow();
  const waiting = () => db.selectFrom('track_block').where('id', '>', mark.up_to_block).where('id', '<=', upToBlock);
  const { positions, oldest } = await waiting()
    .select(e => [e.fn.sum<number | null>('count').as('positions'), e.fn.min('received_at').as('oldest')])
    .executeTakeFirstOrThrow();
  if (positions === null || !(Number(positions) >= POSITIONS_A_SEAL || oldest <= now - LONGEST_WAIT_MS)) return null;
  await db.deleteFrom('track_strand').where('id', '>', mark.up_to_strand).execute();

  const batch: Batch = { blocks: [], strands: new Map(), upToBlock: mark.up_to_block, positions: 0 };
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
    await pause();
  }
}

function gather(batch: Batch, row: { fixes: Uint8Array; count: number; raw: string | null }): void {
  const reader = new TrackBlockReader(row.fixes, row.count);
  const first = PLACES_A_BLOCK * batch.blocks.length;
  batch.blocks.push({ reader, raw: row.raw === null ? null : new Map(JSON.parse(row.raw) as [number, RawPair][]) });
  for (let i = 0; i < reader.count; i++) {
    const unit = reader.unitIndex(i);
    const hour = Math.floor(reader.fixTimeMs(i) / HOUR_MS);
    let ofUnit = batch.strands.get(unit);
    if (!ofUnit) {
      ofUnit = [];
      batch.strands.set(unit, ofUnit);
    }
    let strand = ofUnit.find(known => known.hour === hour);
    if (!strand) {
      strand = { unit, hour, places: [] };
      ofUnit.push(strand);
    }
    strand.places.push(first + i);
  }
  batch.positions += reader.count;
}

/** Hour by hour, so that what is forgotten together lies together. */
async function writeStrands({ db }: Database, { blocks, strands }: Batch, pause: Pause): Promise<void> {
  const inOrder = [...strands.values()].flat().sort((a, b) => a.hour - b.hour || a.unit - b.unit);
  for (let i = 0; i < inOrder.length; i += STRANDS_A_WRITE) {
    const rows = inOrder.slice(i, i + STRANDS_A_WRITE).map(strand => packed(strand, blocks));
    await db.insertInto('track_strand').values(rows).execute();
    await pause();
  }
}

function packed({ unit, hour, places }: Gathered, blocks: Batch['blocks']): Strand {
  const sorted = places
    .map((place): { point: TrackPoint; raw: RawPair | undefined } => {
      const { reader, raw } = blocks[Math.floor(place / PLACES_A_BLOCK)]!;
      const i = place % PLACES_A_BLOCK;
      return { point: reader.point(i), raw: raw?.get(i) };
    })
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

async function removeSealedBlocks({ db }: Database, pause: Pause): Promise<void> {
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
    await pause();
  }
}
