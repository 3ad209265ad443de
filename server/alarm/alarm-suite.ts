/** What alarms must do on every database: run by alarm.sqlite.test.ts and alarm.pg.test.ts. Ids in brackets are rules of SPEC.md. */
import { describe } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { alarmsUnderTest } from './alarms-under-test.ts';
import { answeringSuite } from './answering-suite.ts';
import { helpCallsSuite } from './help-calls-suite.ts';
import { raisingSuite } from './raising-suite.ts';
import { silenceSuite } from './silence-suite.ts';

export function alarmSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    const alarms = alarmsUnderTest(newDatabase);
    raisingSuite(alarms);
    answeringSuite(alarms);
    helpCallsSuite(alarms);
    silenceSuite(alarms);
  });
}
