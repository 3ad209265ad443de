/** Emergencies through the whole server, whatever the database is called: run by the sqlite and the pg test. */
import { describe } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { clocksSuite } from './clocks-suite.ts';
import { declaringSuite } from './declaring-suite.ts';
import { emergenciesUnderTest } from './emergencies-under-test.ts';
import { noticesSuite } from './notices-suite.ts';
import { reportsSuite } from './reports-suite.ts';

export function emergenciesSuite(name: string, open: () => Promise<TestPlace>): void {
  describe(name, () => {
    const emergencies = emergenciesUnderTest(open);
    declaringSuite(emergencies);
    clocksSuite(emergencies);
    reportsSuite(emergencies);
    noticesSuite(emergencies);
  });
}
