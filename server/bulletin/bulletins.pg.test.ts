/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. */
import { expect, test } from 'vitest';
import { newPostgres, newPostgresPlace } from '../access/test-databases.ts';
import { postgresAnswers } from '../store/test-schema.ts';
import { bulletinPropertySuite } from './bulletin-property-suite.ts';
import { bulletinSuite } from './bulletin-suite.ts';

if (postgresAnswers) {
  bulletinSuite('PostgreSQL', newPostgresPlace);
  bulletinPropertySuite('PostgreSQL, whatever people do', newPostgres, 5);
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('PostgreSQL answers', () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
