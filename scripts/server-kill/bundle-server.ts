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
    build: {
      ssr: 'scripts/server-kill/server-child.ts',
      outDir: OUT,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'server-child.mjs' } },
    },
  });
  return path.join(OUT, 'server-child.mjs');
}
