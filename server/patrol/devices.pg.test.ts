/** Wants PostgreSQL: `TEST_DATABASE_URL`, or the local default. */
import { expect, test } from 'vitest';
import { freshSchema, postgresAnswers } from '../store/test-schema.ts';
import { deviceSuite } from './device-suite.ts';
import { reportIntervalSuite } from './report-interval-suite.ts';

if (postgresAnswers) {
  const newPlace = async () => {
    const { databaseUrl, drop } = await freshSchema();
    return { settings: { databaseUrl }, clear: drop };
  };
  deviceSuite('PostgreSQL', newPlace);
  reportIntervalSuite('reporting intervals on PostgreSQL', newPlace);
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')('PostgreSQL answers', () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}
