/**
 * Which build of the pages this server serves: their own name, written beside them by `npm run build`. The page compares it with
 * the one in the heartbeat and reloads when they differ (reliability A11), so it must come from there and from nowhere else.
 * In: the folder of the pages. Out: the name; `unversioned` where none were built.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './store/cannot-start.ts';

const buildFile = z.object({ build: z.string().min(1).max(60) });

export async function readBuildName(clientDir: string): Promise<string> {
  const path = join(clientDir, 'build.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return 'unversioned';
  }
  try {
    return buildFile.parse(JSON.parse(text)).build;
  } catch {
    throw new CannotStart(`${path} does not name a build: run npm run build again.`);
  }
}
