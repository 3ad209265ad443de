/**
 * The change log: every fact that viewers are told, numbered 1, 2, 3 … without a gap inside one `epoch`.
 * In: pieces of work that change tables and append facts. Out: their results, after the disk has them; then the facts, in order.
 * The surprise is group commit. A commit costs a disk flush, so works that wait at the same moment share one transaction.
 * Each runs behind its own savepoint: one that throws is undone alone and its numbers are given to the next, so the sequence
 * has no gap. Inside a work use only `tx`: a query to `db` does not see the work's own changes, and a change waits for itself.
 */
import { randomUUID } from 'node:crypto';
import { CompiledQuery, type Transaction } from 'kysely';
import type { Epoch, Seq, ZoneId } from '../contract/ids.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Database } from './database.ts';
import { isStorageFault, StorageUnavailable } from './storage-unavailable.ts';
import type { ChangeLogRow, Tables } from './tables.ts';

/** Who causes a change, and from which address ('' when it comes from inside): the address goes to the audit only. */
export interface Cause {
  /** Account or token. */
  actor: string;
  address: string;
}

export interface NewFact extends Cause {
  /** First word is the concept: `incident-received`, `unit-registered` … */
  kind: string;
  /** Id of what the fact is about. */
  subject: string;
  zone: ZoneId | null;
  /** UTC ms. */
  at: number;
  /** Plain data, as JSON keeps it. */
  data: unknown;
}

export interface LoggedFact extends Omit<NewFact, 'address'> {
  seq: Seq;
}

export interface FactWriter {
  append(fact: NewFact): Promise<LoggedFact>;
}

export type Work<T> = (tx: Transaction<Tables>, log: FactWriter) => Promise<T>;

export interface ChangeLogOptions {
  /** Runs in the same transaction as the fact; a failure undoes the work (audit trail). */
  onAppend?: (tx: Transaction<Tables>, fact: LoggedFact, address: string) => Promise<void>;
  /** A listener that throws is our mistake; the change itself stands. */
  onListenerError: (error: unknown) => void;
}

interface Waiting {
  run(tx: Transaction<Tables>, log: FactWriter): Promise<void>;
  settle(): void;
  reject(error: unknown): void;
}

interface GroupWriter extends FactWriter {
  /** Throws when the work swallowed the failure of an append: its number would be missing. */
  close(): void;
  cancel(): void;
}

/** Bounds how long one transaction is open; a longer queue is taken in several bites. */
const MOST_WORKS_A_COMMIT = 500;

/**
 * SQLite never waits, so a large group would hold the event loop until it is done. Node 20 accepts one new connection a turn: while
 * each turn took 30 ms, the last of 50 connections opened at once waited 1.5 s to be let in.
 */
const LONGEST_TURN_MS = 4;

const SAVEPOINT = CompiledQuery.raw('savepoint work');
const RELEASE = CompiledQuery.raw('release savepoint work');
const ROLLBACK = CompiledQuery.raw('rollback to savepoint work');

const insertFact = compiledOnce(db =>
  db.insertInto('change_log').values({ seq: 0, at: 0, kind: '', subject: '', zone: '' as ZoneId, actor: '', data: '' }),
);

export class ChangeLog {
  readonly epoch: Epoch;
  readonly #database: Database;
  readonly #options: ChangeLogOptions;
  readonly #listeners = new Set<(facts: LoggedFact[]) => void>();
  #head: Seq;
  #queue: Waiting[] = [];
  #draining: Promise<void> | null = null;

  private constructor(database: Database, options: ChangeLogOptions, epoch: Epoch, head: Seq) {
    this.#database = database;
    this.#options = options;
    this.epoch = epoch;
    this.#head = head;
  }

  /** Reads where the log stands; a database that has none yet gets a new random epoch. */
  static async open(database: Database, options: ChangeLogOptions): Promise<ChangeLog> {
    await database.db
      .insertInto('change_log_head')
      .values({ id: 1, epoch: randomUUID(), seq: 0 })
      .onConflict(conflict => conflict.column('id').doNothing())
      .execute();
    const head = await database.db.selectFrom('change_log_head').selectAll().executeTakeFirstOrThrow();
    return new ChangeLog(database, options, head.epoch as Epoch, head.seq);
  }

  /** Number of the newest committed fact; 0 = none. */
  get seq(): Seq {
    return this.#head;
  }

  /**
   * Runs `work` in a transaction and resolves with its result once that is on disk and the listeners have been told.
   * Rejects with what `work` threw, or with `StorageUnavailable` when the database could not keep it.
   */
  commit<T>(work: Work<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#queue.push({
        async run(tx, log) {
          result = await work(tx, log);
        },
        settle: () => resolve(result),
        reject,
      });
      this.#draining ??= this.#drain();
    });
  }

  /** Calls `listener` with the facts of each commit, in order of `seq`. The answer unsubscribes. */
  onCommitted(listener: (facts: LoggedFact[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  /** Facts after `seq`, oldest first. */
  async readSince(seq: Seq, limit: number): Promise<LoggedFact[]> {
    const rows = await this.#database.db
      .selectFrom('change_log')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map(factFromRow);
  }

  /** The newest `count` facts, oldest first. */
  async recent(count: number): Promise<LoggedFact[]> {
    const rows = await this.#database.db
      .selectFrom('change_log')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(count)
      .execute();
    return rows.reverse().map(factFromRow);
  }

  /** Everything that happened to one thing, oldest first. `concept` is the first word of its kinds. */
  async history(concept: string, subject: string): Promise<LoggedFact[]> {
    const rows = await this.#database.db
      .selectFrom('change_log')
      .selectAll()
      .where('subject', '=', subject)
      .where('kind', 'like', `${concept}-%`)
      .orderBy('seq')
      .execute();
    return rows.map(factFromRow);
  }

  async #drain(): Promise<void> {
    // One turn of the event loop: every request that arrived in it joins the same commit.
    await nextTurn();
    while (this.#queue.length > 0) await this.#commitGroup(this.#queue.splice(0, MOST_WORKS_A_COMMIT));
    this.#draining = null;
  }

  async #commitGroup(group: Waiting[]): Promise<void> {
    const failures = new Map<Waiting, unknown>();
    let facts: LoggedFact[];
    try {
      facts = await this.#database.db.transaction().execute(tx => this.#runGroup(tx, group, failures));
    } catch (error) {
      // A work that was alone failed for its own reason; otherwise the transaction as a whole could not be kept.
      const ownMistake = group.length === 1 && !isStorageFault(error);
      const reason = ownMistake ? error : new StorageUnavailable('The change could not be stored.', { cause: error });
      for (const waiting of group) waiting.reject(reason);
      return;
    }
    const newest = facts.at(-1);
    if (newest) {
      this.#head = newest.seq;
      for (const listener of this.#listeners) this.#tell(listener, facts);
    }
    for (const waiting of group) {
      if (failures.has(waiting)) waiting.reject(failures.get(waiting));
      else waiting.settle();
    }
  }

  async #runGroup(tx: Transaction<Tables>, group: Waiting[], failures: Map<Waiting, unknown>): Promise<LoggedFact[]> {
    let head = tx.selectFrom('change_log_head').select('seq').where('id', '=', 1);
    if (this.#database.dialect === 'postgres') head = head.forUpdate();
    const { seq: start } = await head.executeTakeFirstOrThrow();
    const facts: LoggedFact[] = [];
    const alone = group.length === 1; // nobody to protect: the transaction is savepoint enough
    let turnBegan = performance.now();
    for (const waiting of group) {
      if (performance.now() - turnBegan > LONGEST_TURN_MS) {
        await nextTurn();
        turnBegan = performance.now();
      }
      const kept = facts.length;
      if (!alone) await tx.executeQuery(SAVEPOINT);
      const writer = this.#writer(tx, start, facts);
      try {
        await waiting.run(tx, writer);
        writer.close();
        if (!alone) await tx.executeQuery(RELEASE);
      } catch (error) {
        writer.cancel();
        if (alone || isStorageFault(error)) throw error;
        failures.set(waiting, error);
        facts.length = kept;
        await tx.executeQuery(ROLLBACK);
        await tx.executeQuery(RELEASE);
      }
    }
    if (facts.length > 0) {
      await tx
        .updateTable('change_log_head')
        .set({ seq: start + facts.length })
        .where('id', '=', 1)
        .execute();
    }
    return facts;
  }

  #writer(tx: Transaction<Tables>, start: Seq, facts: LoggedFact[]): GroupWriter {
    let ended = false;
    let unwritten = 0;
    return {
      append: async ({ address, ...fact }) => {
        if (ended) throw new Error(`Fact ${fact.kind} appended after its work had ended.`);
        const logged = { ...fact, seq: start + facts.length + 1 };
        facts.push(logged); // the number is taken before the first await, so that parallel appends cannot share it
        unwritten++;
        const { seq, at, kind, subject, zone, actor } = logged;
        await insertFact(tx, [seq, at, kind, subject, zone, actor, JSON.stringify(fact.data)]);
        await this.#options.onAppend?.(tx, logged, address);
        unwritten--;
        return logged;
      },
      close() {
        ended = true;
        if (unwritten > 0) throw new Error('A work ended although a fact of it was not written.');
      },
      cancel() {
        ended = true;
      },
    };
  }

  #tell(listener: (facts: LoggedFact[]) => void, facts: LoggedFact[]): void {
    try {
      listener(facts);
    } catch (error) {
      this.#options.onListenerError(error);
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function factFromRow(row: ChangeLogRow): LoggedFact {
  return { ...row, zone: row.zone as ZoneId | null, data: JSON.parse(row.data) as unknown };
}
