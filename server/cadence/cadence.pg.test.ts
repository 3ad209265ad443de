/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. */
import { expect, test } from 'vitest';
import { newPostgres, newPostgresPlace } from '../access/test-databases.ts';
import { postgresAnswers } from '../store/test-schema.ts';
import { calendarSuite, remindersSuite } from './cadence-suite.ts';

if (postgresAnswers) {
  calendarSuite('PostgreSQL', newPostgresPlace);
  remindersSuite('PostgreSQL', newPostgres);
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('PostgreSQL answers', () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
