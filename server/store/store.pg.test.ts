/** Wants PostgreSQL: see test-schema.ts. */
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { storeSuite } from './store-suite.ts';
import { freshSchema, postgresAnswers, shownUrl } from './test-schema.ts';

if (postgresAnswers) {
  storeSuite('PostgreSQL', async () => {
    const { databaseUrl, drop } = await freshSchema();
    return { open: () => openDatabase({ databaseUrl, dataDir: '/nowhere' }), clear: drop };
  });
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')(`PostgreSQL answers at ${shownUrl}`, () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}

test('[B5] an unreachable PostgreSQL stops the start with one clear line', async () => {
  const opening = openDatabase({ databaseUrl: 'postgres://someone:secret@127.0.0.1:1/none', dataDir: '/nowhere' });
  await expect(opening).rejects.toMatchObject({ name: 'CannotStart' });
  await expect(opening).rejects.not.toThrow(/secret/);
});
