/**
 * Opens the database and brings its tables up to date: PostgreSQL when there is an address, a SQLite file otherwise.
 * In: where. Out: a typed Kysely and `close()`.
 * The surprise: with SQLite a second server on the same data directory is refused. The lock is a transaction on a small
 * lock database, so the operating system drops it with the process, however that process ended.
 */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import type { Dialect } from './dialect.ts';
import { migrations } from './migrations/list.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';

export interface Database {
  db: Kysely<Tables>;
  dialect: Dialect;
  /** Waits for queries under way, closes the file or the connections, gives the lock back. */
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** `postgres://…`; absent = SQLite in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
}

const PG_INT8 = 20;
/** Only a backup tool can hold the file besides us. */
const BUSY_TIMEOUT_MS = 5000;

/** Throws `CannotStart` with one clear line when the place cannot be used. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const database = settings.databaseUrl ? await openPostgres(settings.databaseUrl) : openSqlite(settings.dataDir);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

function openSqlite(dataDir: string): Database {
  try {
    makeDirectory(resolve(dataDir));
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CannotStart(`Data directory ${dataDir} cannot be written: ${reasonOf(error)}`);
  }
  const releaseLock = lockDirectory(dataDir);
  try {
    const path = join(dataDir, 'gridwall.sqlite');
    const writer = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
    writer.pragma('journal_mode = WAL');
    writer.pragma('synchronous = FULL'); // an answered command survives a power cut
    writer.pragma('foreign_keys = ON');
    const reader = new Sqlite(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    const db = new Kysely<Tables>({ dialect: sqliteDialect(writer, reader) });
    return {
      db,
      dialect: 'sqlite',
      async close() {
        await db.destroy();
        for (const file of [reader, writer]) if (file.open) file.close(); // Kysely closes only what it has used
        releaseLock();
      },
    };
  } catch (error) {
    releaseLock();
    throw new CannotStart(`Database in ${dataDir} cannot be opened: ${reasonOf(error)}`);
  }
}

/** Like `mkdirSync` with `recursive`, which never returns where the file system says "no such folder" (`/proc`). */
function makeDirectory(dir: string): void {
  if (existsSync(dir)) return;
  if (dirname(dir) !== dir) makeDirectory(dirname(dir));
  mkdirSync(dir);
}

function lockDirectory(dataDir: string): () => void {
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(join(dataDir, 'gridwall.lock'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new CannotStart(`Data directory ${dataDir} is in use by another Gridwall server.`);
    throw new CannotStart(`Data directory ${dataDir} cannot be locked: ${reasonOf(error)}`);
  }
  const held = lock;
  return () => held.close();
}

async function openPostgres(databaseUrl: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5000,
    types: {
      // All our bigints are times and counts, far below 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === PG_INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format ?? 'text'),
    },
  });
  // An idle connection that the server closes would end the process without a listener; the next query reports it.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw new CannotStart(`PostgreSQL cannot be reached: ${reasonOf(error)}`);
  }
  return { db, dialect: 'postgres', close: () => db.destroy() };
}

async function migrate({ db, dialect }: Database): Promise<void> {
  // Kysely looks for its own tables in every schema unless told which one is ours.
  const schema =
    dialect === 'postgres'
      ? (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows[0]?.name
      : undefined;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations(dialect) },
    ...(schema ? { migrationTableSchema: schema } : {}),
  });
  let { error, results } = await migrator.migrateToLatest();
  for (let look = 1; look < MOST_LOOKS && !results?.length && isAnothersSchemaGone(error); look++)
    ({ error, results } = await migrator.migrateToLatest());
  if (!error) return;
  const failed = results?.find(r => r.status === 'Error')?.migrationName ?? 'before the first one';
  throw new CannotStart(`Tables cannot be brought up to date (${failed}): ${reasonOf(error)}`);
}

/**
 * Kysely first looks through every schema of the database, and PostgreSQL fails that look when somebody drops one meanwhile: another
 * application, or another test.
 */
function isAnothersSchemaGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '3F000' || error.code === '42P01');
}
const MOST_LOOKS = 20;

/** The message without anything a connection string might carry. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
