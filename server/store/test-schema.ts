/**
 * For tests that want PostgreSQL: `TEST_DATABASE_URL`, or the local default; each gets a schema of its own.
 * Out: whether it answers, and fresh schemas with their address. Not reachable is a skip, and a failure when REQUIRE_SERVICES=1.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';

const url = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** Address without user and password. */
export const shownUrl = url.replace(/\/\/.*@/, '//');

export const postgresAnswers = await run('select 1').then(
  () => true,
  () => false,
);

export async function freshSchema(): Promise<{ databaseUrl: string; drop(): Promise<void> }> {
  const schema = `gridwall_test_${randomBytes(6).toString('hex')}`;
  await run(`create schema ${schema}`);
  const separator = url.includes('?') ? '&' : '?';
  const databaseUrl = `${url}${separator}options=${encodeURIComponent(`-c search_path=${schema}`)}`;
  return { databaseUrl, drop: () => run(`drop schema ${schema} cascade`) };
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
