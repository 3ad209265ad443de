/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. */
import { expect, test } from 'vitest';
import { newPostgres } from '../access/test-databases.ts';
import { postgresAnswers } from '../store/test-schema.ts';
import { hotSpotPropertySuite } from './hot-spot-property-suite.ts';
import { hotSpotSuite } from './hot-spot-suite.ts';
import { spotEvidenceSuite } from './spot-evidence-suite.ts';

if (postgresAnswers) {
  hotSpotSuite('PostgreSQL', newPostgres);
  spotEvidenceSuite('PostgreSQL', newPostgres);
  hotSpotPropertySuite('PostgreSQL', newPostgres);
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('PostgreSQL answers', () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
