/** Wants PostgreSQL: see store/test-schema.ts. */
import { expect, test } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { freshSchema, postgresAnswers, shownUrl } from '../store/test-schema.ts';
import { deadlinesSuite } from './deadlines-suite.ts';

if (postgresAnswers) {
  deadlinesSuite('PostgreSQL', async () => {
    const { databaseUrl, drop } = await freshSchema();
    return { open: () => openDatabase({ databaseUrl, dataDir: '/nowhere' }), clear: drop };
  });
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')(`PostgreSQL answers at ${shownUrl}`, () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
