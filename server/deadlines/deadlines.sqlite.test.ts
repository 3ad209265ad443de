import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../store/database.ts';
import { deadlinesSuite } from './deadlines-suite.ts';

deadlinesSuite('SQLite', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridwall-deadlines-'));
  return {
    open: () => openDatabase({ dataDir }),
    clear: async () => rmSync(dataDir, { recursive: true }),
  };
});
