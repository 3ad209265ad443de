/**
 * For tests: an empty database of each kind. SQLite is always there; PostgreSQL (`TEST_DATABASE_URL`, or the local default) gets a
 * schema of its own per database, dropped afterwards.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, openDatabase } from '../store/database.ts';

export interface TestDatabase {
  database: Database;
  clear(): Promise<void>;
}

export async function newSqlite(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridwall-access-'));
  const database = await openDatabase({ dataDir });
  return {
    database,
    async clear() {
      await database.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

const url = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export async function newPostgres(): Promise<TestDatabase> {
  const schema = `gridwall_access_${randomBytes(6).toString('hex')}`;
  await run(`create schema ${schema}`);
  const databaseUrl = `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c search_path=${schema}`)}`;
  const database = await openDatabase({ databaseUrl, dataDir: '/nowhere' });
  return {
    database,
    async clear() {
      await database.close();
      await run(`drop schema ${schema} cascade`);
    },
  };
}

export function postgresAnswers(): Promise<boolean> {
  return run('select 1').then(
    () => true,
    () => false,
  );
}

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
