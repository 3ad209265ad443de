/** What access must do on every database: run by access.sqlite.test.ts and access.pg.test.ts. */
import { describe } from 'vitest';
import { accessUnderTest } from './access-under-test.ts';
import { auditSuite } from './audit-suite.ts';
import { groundSuite } from './ground-suite.ts';
import { sessionsSuite } from './sessions-suite.ts';
import { signInSuite } from './sign-in-suite.ts';
import type { TestDatabase } from './test-databases.ts';
import { tokensSuite } from './tokens-suite.ts';

export function accessSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    const opened = accessUnderTest(newDatabase);
    signInSuite(opened);
    sessionsSuite(opened);
    tokensSuite(opened);
    auditSuite(opened);
    groundSuite(opened);
  });
}
