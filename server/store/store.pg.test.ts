/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. Each place is a schema of its own, dropped afterwards. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { storeSuite } from './store-suite.ts';

const url = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const reachable = await run('select 1').then(
  () => true,
  () => false,
);

if (reachable) {
  storeSuite('PostgreSQL', async () => {
    const schema = `gridwall_test_${randomBytes(6).toString('hex')}`;
    await run(`create schema ${schema}`);
    const separator = url.includes('?') ? '&' : '?';
    const databaseUrl = `${url}${separator}options=${encodeURIComponent(`-c search_path=${schema}`)}`;
    return {
      open: () => openDatabase({ databaseUrl, dataDir: '/nowhere' }),
      clear: () => run(`drop schema ${schema} cascade`),
    };
  });
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')(`PostgreSQL answers at ${url.replace(/\/\/.*@/, '//')}`, () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}

test('[B5] an unreachable PostgreSQL stops the start with one clear line', async () => {
  const opening = openDatabase({ databaseUrl: 'postgres://someone:secret@127.0.0.1:1/none', dataDir: '/nowhere' });
  await expect(opening).rejects.toMatchObject({ name: 'CannotStart' });
  await expect(opening).rejects.not.toThrow(/secret/);
});
