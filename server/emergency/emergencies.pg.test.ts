/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. */
import { expect, test } from 'vitest';
import { newPostgresPlace } from '../access/test-databases.ts';
import { postgresAnswers } from '../store/test-schema.ts';
import { emergenciesSuite } from './emergencies-suite.ts';

if (postgresAnswers) {
  emergenciesSuite('PostgreSQL', newPostgresPlace);
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('PostgreSQL answers', () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
