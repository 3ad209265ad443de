/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. */
import { expect, test } from 'vitest';
import { newPostgres } from '../access/test-databases.ts';
import { freshSchema, postgresAnswers } from '../store/test-schema.ts';
import { calendarSuite, remindersSuite } from './cadence-suite.ts';

if (postgresAnswers) {
  calendarSuite('PostgreSQL', async () => {
    const { databaseUrl, drop } = await freshSchema();
    return { settings: { databaseUrl }, clear: drop };
  });
  remindersSuite('PostgreSQL', newPostgres);
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('PostgreSQL answers', () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
