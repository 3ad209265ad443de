/**
 * For tests: an empty database of each kind, or the place of one for a whole server. SQLite is always there; PostgreSQL
 * (`TEST_DATABASE_URL`, or the local default) gets a schema of its own per database.
 */
import { rmSync } from 'node:fs';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { freshDataDir } from '../store/test-data-dir.ts';
import { freshSchema } from '../store/test-schema.ts';

export interface TestDatabase {
  database: Database;
  clear(): Promise<void>;
}

/** Settings of a server that keeps its facts there. */
export interface TestPlace {
  settings: Partial<Config>;
  clear(): Promise<void>;
}

export async function newSqlite(): Promise<TestDatabase> {
  const dataDir = await freshDataDir();
  const database = await openDatabase({ dataDir });
  return {
    database,
    async clear() {
      await database.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export async function newPostgres(): Promise<TestDatabase> {
  const { databaseUrl, drop } = await freshSchema();
  const database = await openDatabase({ databaseUrl, dataDir: '/nowhere' });
  return {
    database,
    async clear() {
      await database.close();
      await drop();
    },
  };
}

/** In the data directory that a server under test has of its own. */
export async function newSqlitePlace(): Promise<TestPlace> {
  return { settings: {}, clear: async () => {} };
}

export async function newPostgresPlace(): Promise<TestPlace> {
  const { databaseUrl, drop } = await freshSchema();
  return { settings: { databaseUrl }, clear: drop };
}
