/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. */
import { expect, test } from 'vitest';
import { newPostgres } from '../access/test-databases.ts';
import { postgresAnswers } from '../store/test-schema.ts';
import { bookSuite } from './book-suite.ts';
import { importSuite } from './import-suite.ts';
import { indexSuite } from './index-suite.ts';

if (postgresAnswers) {
  bookSuite('PostgreSQL', newPostgres);
  indexSuite('PostgreSQL, scores', newPostgres);
  importSuite('PostgreSQL, sheets', newPostgres);
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('PostgreSQL answers', () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
