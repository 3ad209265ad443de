/**
 * The order of test files: those that take longest first, so that no worker has a minute left when the others are done; then by size.
 * In: the files of a run. Out: the same files in order.
 */
import { statSync } from 'node:fs';
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** More than half a minute each. A file that is not here and takes long costs time, nothing else. */
const LONG = [
  'scripts/server-kill/server-kill.test.ts',
  'client/console/console.browser.test.ts',
  'client/wall/wall.browser.test.ts',
  'client/intake/intake.browser.test.ts',
  'client/admin/admin.browser.test.ts',
  'server/patrol/devices.pg.test.ts',
  'server/patrol/shifts/shifts.pg.test.ts',
];

export class LongestFirst implements TestSequencer {
  sort(files: TestSpecification[]): TestSpecification[] {
    return files
      .map(file => ({ file, rank: rankOf(file.moduleId), bytes: statSync(file.moduleId).size }))
      .sort((a, b) => a.rank - b.rank || b.bytes - a.bytes)
      .map(({ file }) => file);
  }

  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}

function rankOf(moduleId: string): number {
  const at = LONG.findIndex(name => moduleId.endsWith(name));
  return at === -1 ? LONG.length : at;
}
