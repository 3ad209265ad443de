/**
 * SQLite for Kysely with two connections to one file: one writes, one reads.
 * Kysely's own dialect has one connection behind a lock, so the look-up of every request's token waits for the commit under way, and
 * the requests then arrive at the next commit one by one: group commit has nothing to group. In WAL mode a reader waits for nobody.
 * In: the two open files. Out: a dialect. The rule: a SELECT outside a transaction reads what is committed; everything else takes its
 * turn at the writer, first come, first served. Prepared statements are kept, because preparing costs more than most of ours run.
 */
import type Sqlite from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

export function sqliteDialect(writer: Sqlite.Database, reader: Sqlite.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createDriver: () => new TwoConnectionDriver(new SqliteFile(writer), new SqliteFile(reader)),
  };
}

class TwoConnectionDriver implements Driver {
  readonly #writer: SqliteFile;
  readonly #reader: SqliteFile;
  readonly #turns = new Turns();

  constructor(writer: SqliteFile, reader: SqliteFile) {
    this.#writer = writer;
    this.#reader = reader;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteConnection(this.#writer, this.#reader, this.#turns);
  }

  async releaseConnection(): Promise<void> {}

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return ours(connection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    ours(connection).end('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    ours(connection).end('rollback');
  }

  async destroy(): Promise<void> {
    this.#reader.close();
    this.#writer.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #writer: SqliteFile;
  readonly #reader: SqliteFile;
  readonly #turns: Turns;
  /** Set while a transaction is open: gives the writer to the next. */
  #handOn: (() => void) | null = null;

  constructor(writer: SqliteFile, reader: SqliteFile, turns: Turns) {
    this.#writer = writer;
    this.#reader = reader;
    this.#turns = turns;
  }

  async begin(): Promise<void> {
    const handOn = await this.#turns.take();
    try {
      this.#writer.exec('begin immediate');
    } catch (error) {
      handOn();
      throw error;
    }
    this.#handOn = handOn;
  }

  end(statement: 'commit' | 'rollback'): void {
    try {
      this.#writer.exec(statement);
    } catch (error) {
      // A failed commit leaves the transaction open, and Kysely rolls back next; that must not hand the turn on twice.
      if (statement === 'commit' && this.#writer.inTransaction) throw error;
      this.#finish();
      throw error;
    }
    this.#finish();
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#handOn) return this.#writer.run<R>(query);
    if (query.query.kind === 'SelectQueryNode') return this.#reader.run<R>(query);
    const handOn = await this.#turns.take();
    try {
      return this.#writer.run<R>(query);
    } finally {
      handOn();
    }
  }

  streamQuery(): never {
    throw new Error('SQLite queries are not streamed.');
  }

  #finish(): void {
    const handOn = this.#handOn;
    this.#handOn = null;
    handOn?.();
  }
}

/** One file with the statements it has prepared. */
class SqliteFile {
  readonly #file: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(file: Sqlite.Database) {
    this.#file = file;
  }

  get inTransaction(): boolean {
    return this.#file.inTransaction;
  }

  exec(text: string): void {
    this.#file.exec(text);
  }

  run<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const statement = this.#prepared(sql);
    if (statement.reader) return { rows: statement.all(parameters) as R[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  close(): void {
    if (this.#file.open) this.#file.close();
  }

  /** The number of our statements is small; a list in a query (`in (?, ?, …)`) makes new ones, so the oldest goes. */
  #prepared(sql: string): Sqlite.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#file.prepare(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > MOST_STATEMENTS) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    return statement;
  }
}

const MOST_STATEMENTS = 300;

/** Who waits for the writer, first come, first served. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves with the function that hands on. */
  async take(): Promise<() => void> {
    let handOn: () => void = () => {};
    const mine = new Promise<void>(resolve => {
      handOn = resolve;
    });
    const before = this.#last;
    this.#last = before.then(() => mine);
    await before;
    return handOn;
  }
}

function ours(connection: DatabaseConnection): SqliteConnection {
  if (!(connection instanceof SqliteConnection)) throw new Error('A connection of another driver.');
  return connection;
}
