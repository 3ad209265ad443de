/** Joint operations through the whole server, whatever the database is called: run by the sqlite and the pg test. */
import { describe } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { daySuite } from './day-suite.ts';
import { operationsUnderTest } from './operations-under-test.ts';
import { planningSuite } from './planning-suite.ts';
import { reportSuite } from './report-suite.ts';

export function operationsSuite(name: string, open: () => Promise<TestPlace>): void {
  describe(name, () => {
    const operations = operationsUnderTest(open);
    planningSuite(operations);
    daySuite(operations);
    reportSuite(operations);
  });
}
