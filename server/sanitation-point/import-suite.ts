/** A round's sheet, for each database: what people hand over, what they are told, and that nothing is ever half taken. */
import { describe } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { badFilesSuite } from './bad-files-suite.ts';
import { badRowsSuite } from './bad-rows-suite.ts';
import { sheetsUnderTest } from './sheets-under-test.ts';
import { takingSuite } from './taking-suite.ts';

export function importSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    const sheets = sheetsUnderTest(open);
    takingSuite(sheets);
    badRowsSuite(sheets);
    badFilesSuite(sheets);
  });
}
