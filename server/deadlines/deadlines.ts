/**
 * Time limits that survive a restart: a row says what is due when, one ticker asks every second which rows are due.
 * In: `set` and `clear` inside the transaction of the change that causes them; handlers by concept. Out: each due row reaches its
 * handler once, in a transaction that deletes the row and keeps what the handler does: both happen or neither.
 * [D-9] A row is claimed by deleting it. Whoever deletes nothing came too late: another process has it.
 * [D-10] A handler that throws leaves its row as it was; it is tried again after 5 s, then twice as long each time, at most 5 min.
 *        Other rows do not wait for it.
 * [D-11] What became due while no server ran fires at the next start, in order of due time.
 * The surprise: a row whose concept has no handler here waits. During an upgrade it belongs to the newer process.
 */
import type { Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { ChangeLog, FactWriter } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import { StorageUnavailable } from '../store/storage-unavailable.ts';
import type { Tables } from '../store/tables.ts';

export interface Deadline {
  /** First word of the facts it leads to: `incident`, `alarm` … */
  concept: string;
  /** Id of what it is about. */
  subject: string;
  /** Which of its deadlines: a limit's id, `hold` … */
  name: string;
  /** UTC ms. */
  dueAt: number;
}

export type DeadlineHandler = (
  tx: Transaction<Tables>,
  log: FactWriter,
  deadline: Deadline,
  now: number,
) => Promise<void>;

export interface DeadlinesParts {
  database: Database;
  changeLog: ChangeLog;
  clock: Clock;
  onError(error: unknown, what: string): void;
}

const TICK_MS = 1000;
/** One look: bounds how long the change log belongs to the ticker after a night without a server. */
const MOST_ROWS_A_LOOK = 200;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;

export class Deadlines {
  readonly #parts: DeadlinesParts;
  readonly #handlers = new Map<string, DeadlineHandler>();
  #stopTicking: (() => void) | null = null;
  /** Rows that were due when it looked and somebody else's, moved or cleared when it reached for them. */
  lostClaims = 0;
  #ticked = false;
  #pass: Promise<void> | null = null;

  constructor(parts: DeadlinesParts) {
    this.#parts = parts;
  }

  /** A row of the same name moves to the new time. */
  async set(tx: Transaction<Tables>, { concept, subject, name, dueAt }: Deadline): Promise<void> {
    const times = { due_at: dueAt, try_at: dueAt, tries: 0 };
    await tx
      .insertInto('deadline')
      .values({ concept, subject, name, ...times })
      .onConflict(conflict => conflict.columns(['concept', 'subject', 'name']).doUpdateSet(times))
      .execute();
  }

  /** Without a name: every row of the subject. What is not there is no mistake. */
  async clear(tx: Transaction<Tables>, concept: string, subject: string, name?: string): Promise<void> {
    let rows = tx.deleteFrom('deadline').where('concept', '=', concept).where('subject', '=', subject);
    if (name !== undefined) rows = rows.where('name', '=', name);
    await rows.execute();
  }

  /** Before `start`; one handler a concept. */
  on(concept: string, handler: DeadlineHandler): void {
    if (this.#handlers.has(concept)) throw new Error(`The deadlines of ${concept} have a handler already.`);
    this.#handlers.set(concept, handler);
  }

  /** Looks at once, then every second. */
  start(): void {
    this.#stopTicking ??= this.#parts.clock.every(TICK_MS, () => this.#tick());
    this.#tick();
  }

  /** Takes no further row and waits for those in hand. */
  async stop(): Promise<void> {
    this.#stopTicking?.();
    this.#stopTicking = null;
    await this.settled();
  }

  /** Resolves when nothing that was due at the last tick is in hand any more. */
  async settled(): Promise<void> {
    await this.#pass;
  }

  /** For the metrics. `oldestDueAt`: null = nothing waits. */
  async waiting(): Promise<{ rows: number; oldestDueAt: number | null }> {
    const { rows, oldest } = await this.#parts.database.db
      .selectFrom('deadline')
      .select(e => [e.fn.countAll<number>().as('rows'), e.fn.min('due_at').as('oldest')])
      .executeTakeFirstOrThrow();
    return { rows, oldestDueAt: oldest };
  }

  /** A tick that finds a pass under way asks for another one after it. */
  #tick(): void {
    this.#ticked = true;
    this.#pass ??= this.#takeWhileTicked().finally(() => {
      this.#pass = null;
    });
  }

  async #takeWhileTicked(): Promise<void> {
    while (this.#ticked) {
      this.#ticked = false;
      await this.#takeDue().catch(error => this.#parts.onError(error, 'due rows could not be read'));
    }
  }

  async #takeDue(): Promise<void> {
    while (this.#stopTicking !== null) {
      const now = this.#parts.clock.now();
      const due = await this.#due(now);
      // Together, so that they share one commit; in order, because the change log keeps it.
      const outcomes = await Promise.all(due.map(deadline => this.#carryOut(deadline, now)));
      const refused = outcomes.find(outcome => outcome instanceof StorageUnavailable);
      if (refused)
        this.#parts.onError(refused, `${due.length} due rows could not be carried out; the next tick tries again`);
      if (refused || due.length < MOST_ROWS_A_LOOK) return;
    }
  }

  async #due(now: number): Promise<Deadline[]> {
    const concepts = [...this.#handlers.keys()];
    if (concepts.length === 0) return [];
    const rows = await this.#parts.database.db
      .selectFrom('deadline')
      .selectAll()
      .where('try_at', '<=', now)
      .where('concept', 'in', concepts)
      .orderBy('try_at')
      .orderBy('concept')
      .orderBy('subject')
      .orderBy('name')
      .limit(MOST_ROWS_A_LOOK)
      .execute();
    return rows.map(({ concept, subject, name, due_at }) => ({ concept, subject, name, dueAt: due_at }));
  }

  /** Out: null, or why the database could not keep it; then the row is as it was. */
  async #carryOut(deadline: Deadline, now: number): Promise<StorageUnavailable | null> {
    const { changeLog, onError } = this.#parts;
    try {
      await changeLog
        .commit(async (tx, log) => {
          const claimed = await this.#claim(tx, deadline, now);
          if (claimed) await this.#handlers.get(deadline.concept)!(tx, log, claimed, now);
          else this.lostClaims++;
        })
        .catch(error => {
          if (error instanceof StorageUnavailable) throw error;
          onError(error, `the deadline ${deadline.concept} ${deadline.subject} ${deadline.name} was not carried out`);
          return changeLog.commit(tx => this.#postpone(tx, deadline, now));
        });
      return null;
    } catch (error) {
      if (error instanceof StorageUnavailable) return error;
      throw error;
    }
  }

  /** Null when another process has it, or when it was moved or cleared since it was read. */
  async #claim(tx: Transaction<Tables>, { concept, subject, name }: Deadline, now: number): Promise<Deadline | null> {
    const row = await tx
      .deleteFrom('deadline')
      .where('concept', '=', concept)
      .where('subject', '=', subject)
      .where('name', '=', name)
      .where('try_at', '<=', now)
      .returning('due_at')
      .executeTakeFirst();
    return row ? { concept, subject, name, dueAt: row.due_at } : null;
  }

  async #postpone(tx: Transaction<Tables>, { concept, subject, name }: Deadline, now: number): Promise<void> {
    const row = await tx
      .selectFrom('deadline')
      .select('tries')
      .where('concept', '=', concept)
      .where('subject', '=', subject)
      .where('name', '=', name)
      .where('try_at', '<=', now)
      .executeTakeFirst();
    if (!row) return;
    await tx
      .updateTable('deadline')
      .set({ tries: row.tries + 1, try_at: now + Math.min(FIRST_RETRY_MS * 2 ** row.tries, LONGEST_RETRY_MS) })
      .where('concept', '=', concept)
      .where('subject', '=', subject)
      .where('name', '=', name)
      .execute();
  }
}
