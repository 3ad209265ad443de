/**
 * Before and after a run of the quick tests: makes the folder in which they keep their SQLite databases, and takes away what they leave
 * there and in PostgreSQL. The folder lies in memory, so one that a killed run has left is taken away, too.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { dropSchemasOf, postgresAnswers } from '../../server/store/test-schema.ts';

export default function prepareRun({ config }: TestProject): () => Promise<void> {
  const { TMPDIR: folder, TEST_SCHEMAS: schemas } = config.env;
  if (folder !== undefined) {
    removeForgotten(folder);
    mkdirSync(folder, { recursive: true });
  }
  return async () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    if (schemas !== undefined && postgresAnswers) await dropSchemasOf(schemas);
  };
}

/** Folders are called like ours, each with the number of the process that made it. */
function removeForgotten(ours: string): void {
  const called = basename(ours).replace(/\d+$/, '');
  for (const name of readdirSync(dirname(ours)))
    if (name.startsWith(called) && !existsSync(`/proc/${name.slice(called.length)}`))
      rmSync(join(dirname(ours), name), { recursive: true, force: true });
}
