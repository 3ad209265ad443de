/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. */
import { expect, test } from 'vitest';
import { postgresAnswers } from '../store/test-schema.ts';
import { adminSuite } from './admin-suite.ts';
import { newPostgres } from './test-databases.ts';

if (postgresAnswers) {
  adminSuite('PostgreSQL', newPostgres);
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('PostgreSQL answers', () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
