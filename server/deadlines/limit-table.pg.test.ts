/** Wants PostgreSQL: see store/test-schema.ts. */
import { expect, test } from 'vitest';
import { newPostgres } from '../access/test-databases.ts';
import { postgresAnswers, shownUrl } from '../store/test-schema.ts';
import { limitTableSuite } from './limit-table-suite.ts';

if (postgresAnswers) limitTableSuite('PostgreSQL', newPostgres);
else
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')(`PostgreSQL answers at ${shownUrl}`, () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
