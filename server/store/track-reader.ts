/**
 * Reads tracks back: for a unit's path, for replay, for the last known places at start.
 * A position may stand in two rows: a device sent it twice across a restart, or it is just being moved from a block to a strand
 * (seal-tracks.ts). Blocks are read before strands, so that what moves meanwhile is seen at least once; readers get it once.
 * The surprise: SQLite answers on the event loop, so everything is read a few rows at a time and the loop turns in between.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import { TrackBlockReader, type TrackPoint, unpackTrackBlock } from './track-block.ts';
import type { TrackStrandTable } from './track-tables.ts';

export const HOUR_MS = 3_600_000;
/** A row holds 66 KB when 10,000 units report every second: this many are about 2 MB a turn. */
const ROWS_A_TURN = 32;

export interface TrackQuestion {
  /** Fix times, both included. UTC ms. */
  fromMs: number;
  toMs: number;
  /** Absent = all units. */
  units?: readonly number[];
  /** Stop when more positions than this were found. */
  most?: number;
}

/** Thrown when there are more than `most`. */
export class TooManyPositions extends Error {
  override name = 'TooManyPositions';
}

/** Oldest first, by unit within one moment. */
export async function readTracks(database: Database, question: TrackQuestion): Promise<TrackPoint[]> {
  const points = [...(await readTracksByUnit(database, question)).values()].flat();
  return points.sort((a, b) => a.fixTimeMs - b.fixTimeMs || a.unitIndex - b.unitIndex);
}

/** By unit index, each unit's positions oldest first. A unit without any is not there. */
export async function readTracksByUnit(
  database: Database,
  question: TrackQuestion,
): Promise<Map<number, TrackPoint[]>> {
  const blocks = new Gathering(question);
  for await (const rows of blocksOf(database, question)) for (const row of rows) blocks.add(row);
  const tracks = new Gathering(question);
  for await (const rows of strandsOf(database, question)) for (const row of rows) tracks.add(row);
  tracks.join(blocks); // strands first: they are in order already, and sorting what is nearly sorted costs little
  for (const [unit, points] of tracks.byUnit) {
    tracks.byUnit.set(unit, inOrderOnce(points));
    await nextTurn();
  }
  return tracks.byUnit;
}

class Gathering {
  readonly byUnit = new Map<number, TrackPoint[]>();
  readonly #question: TrackQuestion;
  readonly #wanted: ReadonlySet<number> | null;
  #count = 0;

  constructor(question: TrackQuestion) {
    this.#question = question;
    this.#wanted = question.units ? new Set(question.units) : null;
  }

  add(row: { fixes: Uint8Array; count: number }): void {
    const { fromMs, toMs } = this.#question;
    const block = new TrackBlockReader(row.fixes, row.count);
    for (let i = 0; i < block.count; i++) {
      if (this.#wanted && !this.#wanted.has(block.unitIndex(i))) continue;
      const fixTimeMs = block.fixTimeMs(i);
      if (fixTimeMs >= fromMs && fixTimeMs <= toMs) this.#keep(block.point(i));
    }
  }

  join(other: Gathering): void {
    for (const points of other.byUnit.values()) for (const point of points) this.#keep(point);
  }

  #keep(point: TrackPoint): void {
    if (++this.#count > (this.#question.most ?? Infinity)) throw new TooManyPositions();
    const points = this.byUnit.get(point.unitIndex);
    if (points) points.push(point);
    else this.byUnit.set(point.unitIndex, [point]);
  }
}

/** Of two with the same time the one that was written first stays. */
function inOrderOnce(points: TrackPoint[]): TrackPoint[] {
  points.sort((a, b) => a.fixTimeMs - b.fixTimeMs);
  return points.filter((point, i) => i === 0 || point.fixTimeMs !== points[i - 1]!.fixTimeMs);
}

async function* blocksOf({ db }: Database, { fromMs, toMs }: TrackQuestion) {
  let last = 0;
  for (;;) {
    const rows = await db
      .selectFrom('track_block')
      .select(['id', 'fixes', 'count'])
      .where('id', '>', last)
      .where('to_ms', '>=', fromMs)
      .where('from_ms', '<=', toMs)
      .orderBy('id')
      .limit(ROWS_A_TURN)
      .execute();
    yield rows;
    await nextTurn();
    if (rows.length < ROWS_A_TURN) return;
    last = rows.at(-1)!.id;
  }
}

/** In order of hour, so that a unit's positions come nearly in order of time. */
async function* strandsOf({ db }: Database, { fromMs, toMs, units }: TrackQuestion) {
  for (const unit of units ? new Set(units) : [null]) {
    let after: Pick<Selectable<TrackStrandTable>, 'id' | 'hour'> | null = null;
    for (;;) {
      let query = db
        .selectFrom('track_strand')
        .select(['id', 'hour', 'fixes', 'count'])
        .where('hour', '>=', Math.floor(fromMs / HOUR_MS))
        .where('hour', '<=', Math.floor(toMs / HOUR_MS))
        .orderBy('hour')
        .orderBy('id')
        .limit(ROWS_A_TURN);
      if (unit !== null) query = query.where('unit_index', '=', unit);
      if (after) {
        const { hour, id } = after;
        query = query.where(e => e.or([e('hour', '>', hour), e.and([e('hour', '=', hour), e('id', '>', id)])]));
      }
      const rows: Pick<Selectable<TrackStrandTable>, 'id' | 'hour' | 'fixes' | 'count'>[] = await query.execute();
      yield rows;
      await nextTurn();
      if (rows.length < ROWS_A_TURN) break;
      after = rows.at(-1)!;
    }
  }
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
