/**
 * Builds the pages when they are missing or older than what they are made from.
 * In: nothing. Out: true when something was built. The times of files decide, so a fresh clone and an edited file both build once.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = path.join(ROOT, 'dist/client/index.html');
const SOURCES = ['client', 'server/contract', 'geodata', 'vite.config.ts', 'package-lock.json'];
/** Not part of the pages: a changed test needs no build. */
const IGNORED = /\.(test|bench)\.tsx?$|\.md$/;

export async function buildClientIfOld(): Promise<boolean> {
  if (!(await isOld())) return false;
  // Loaded only now: Vite alone takes longer to load than everything else a start does.
  const { build } = await import('vite');
  await build({ configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  return true;
}

async function isOld(): Promise<boolean> {
  const builtMs = await changedMs(BUILT);
  const newest = await Promise.all(SOURCES.map(source => newestMs(path.join(ROOT, source))));
  return Math.max(...newest) > builtMs;
}

/** -Infinity when there is no such file. */
async function changedMs(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
}

async function newestMs(at: string): Promise<number> {
  if (!(await stat(at)).isDirectory()) return changedMs(at);
  const files = (await readdir(at, { recursive: true, withFileTypes: true })).filter(
    entry => entry.isFile() && !IGNORED.test(entry.name),
  );
  const times = await Promise.all(files.map(file => changedMs(path.join(file.parentPath, file.name))));
  return Math.max(Number.NEGATIVE_INFINITY, ...times);
}
