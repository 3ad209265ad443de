/** What commands to incidents do through the whole server, whatever the database is called: run by the sqlite and the pg test. */
import { describe } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { commandsSuite } from './commands-suite.ts';
import { incidentsUnderTest } from './incidents-under-test.ts';
import { limitsSuite } from './limits-suite.ts';
import { viewersSuite } from './viewers-suite.ts';

export function incidentCommandsSuite(name: string, open: () => Promise<TestPlace>): void {
  describe(name, () => {
    const incidents = incidentsUnderTest(open);
    commandsSuite(incidents);
    viewersSuite(incidents);
    limitsSuite(incidents);
  });
}
