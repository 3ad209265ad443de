/** Wants PostgreSQL: see store/test-schema.ts. */
import { expect, test } from 'vitest';
import { newPostgres } from '../../access/test-databases.ts';
import { postgresAnswers, shownUrl } from '../../store/test-schema.ts';
import { postedDeskSuite } from './posted-desk-suite.ts';
import { shiftSuite } from './shift-suite.ts';

if (postgresAnswers) {
  shiftSuite('PostgreSQL', newPostgres);
  postedDeskSuite('posted desks on PostgreSQL', newPostgres);
} else
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')(`PostgreSQL answers at ${shownUrl}`, () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
