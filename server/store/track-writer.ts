/**
 * Keeps tracks: collects positions for at most 200 ms and writes them as one block.
 * In: points. Out: a promise that resolves when their block is on disk; the answer to a device waits for it, so a position that
 * was answered survives `kill -9`. The surprise: a failed flush rejects everyone in it, and nothing is tried again here: the
 * devices still have their positions.
 */
import type { Clock } from '../clock.ts';
import type { Database } from './database.ts';
import { StorageUnavailable } from './storage-unavailable.ts';
import { packTrackBlock, type TrackPoint } from './track-block.ts';

/** A quarter of a second is what a person does not notice; five flushes a second cost one disk little. */
const FLUSH_AFTER_MS = 200;
/** Bounds a block, so that reading a minute does not mean unpacking an hour. */
const MOST_POINTS_A_BLOCK = 20_000;

/** The pair as it was sent, for a point that came in another system than WGS-84. */
export interface RawPair {
  lon: number;
  lat: number;
  crs: string;
}

interface Flush {
  points: TrackPoint[];
  /** [place in the block, pair] */
  raw: [number, RawPair][];
  done: Promise<void>;
  write(): void;
}

export class TrackWriter {
  readonly #database: Database;
  readonly #clock: Clock;
  #open: Flush | null = null;
  readonly #underWay = new Set<Promise<void>>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** `raw` is null for a point that came in WGS-84. Resolves when the point is on disk. */
  append(point: TrackPoint, raw: RawPair | null): Promise<void> {
    const flush = this.#open ?? this.#start();
    if (raw) flush.raw.push([flush.points.length, raw]);
    flush.points.push(point);
    if (flush.points.length >= MOST_POINTS_A_BLOCK) flush.write();
    return flush.done;
  }

  /** Resolves when everything appended so far is on disk; rejects when part of it could not be kept. */
  async settled(): Promise<void> {
    await Promise.all([this.#open?.done, ...this.#underWay]);
  }

  /** Writes what is waiting, now. */
  async close(): Promise<void> {
    this.#open?.write();
    await Promise.allSettled(this.#underWay); // whoever appended was told
  }

  #start(): Flush {
    const { promise: done, settle } = newPromise();
    done.catch(() => {}); // a caller may have gone away; that must not end the process
    const flush: Flush = {
      points: [],
      raw: [],
      done,
      write: () => {
        cancel();
        this.#open = null;
        const writing = this.#write(flush).finally(() => this.#underWay.delete(writing));
        this.#underWay.add(writing);
        settle(writing);
      },
    };
    const cancel = this.#clock.after(FLUSH_AFTER_MS, flush.write);
    this.#open = flush;
    return flush;
  }

  async #write({ points, raw }: Flush): Promise<void> {
    let from = Infinity;
    let to = -Infinity;
    for (const { fixTimeMs } of points) {
      if (fixTimeMs < from) from = fixTimeMs;
      if (fixTimeMs > to) to = fixTimeMs;
    }
    try {
      await this.#database.db
        .insertInto('track_block')
        .values({
          from_ms: from,
          to_ms: to,
          received_at: this.#clock.now(),
          count: points.length,
          fixes: Buffer.from(packTrackBlock(points).buffer),
          raw: raw.length > 0 ? JSON.stringify(raw) : null,
        })
        .execute();
    } catch (error) {
      throw new StorageUnavailable('Positions could not be stored.', { cause: error });
    }
  }
}

function newPromise(): { promise: Promise<void>; settle: (outcome: Promise<void>) => void } {
  let settle: (outcome: Promise<void>) => void = () => {};
  const promise = new Promise<void>(resolve => {
    settle = resolve;
  });
  return { promise, settle };
}
