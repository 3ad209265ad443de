/**
 * For tests: an empty database of each kind. SQLite is always there; PostgreSQL (`TEST_DATABASE_URL`, or the local default) gets a
 * schema of its own per database.
 */
import { rmSync } from 'node:fs';
import { type Database, openDatabase } from '../store/database.ts';
import { freshDataDir } from '../store/test-data-dir.ts';
import { freshSchema } from '../store/test-schema.ts';

export interface TestDatabase {
  database: Database;
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
