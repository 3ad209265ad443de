/**
 * Puts the server into one plain file, because fifty starts through tsx spend most of their time on reading TypeScript.
 * In: nothing. Out: the path of the file. It lies inside the repository, so that packages are still found.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = path.join(ROOT, 'dist/server-kill');

export async function bundledServer(): Promise<string> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    // Packages go in, too: finding and reading a thousand small files is half of a start. Native ones cannot.
    ssr: { noExternal: true, external: ['better-sqlite3', '@node-rs/argon2'] },
    build: {
      ssr: 'scripts/server-kill/server-child.ts',
      outDir: OUT,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'server-child.mjs' } },
    },
  });
  return path.join(OUT, 'server-child.mjs');
}
