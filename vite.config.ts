import { statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/test-run/longest-first.ts';

/** Named anew by every build; page and server compare it to notice that one of them is newer (reliability A11). */
const BUILD = Date.now().toString(36);

const nameTheBuild: Plugin = {
  name: 'name-the-build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'build.json', source: JSON.stringify({ build: BUILD }) });
  },
};

const FIELD_WORKER = 'field-worker.js';

/** Writes into the worker of /field which files that page is made of. Fonts are left to the worker, slice by slice: all of them are 4 MB. */
const listFieldFiles: Plugin = {
  name: 'list-field-files',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const files = new Set<string>();
      const add = (name: string) => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || files.has(name)) return;
        files.add(name);
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        chunk.imports.forEach(add);
      };
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk' && (chunk.name === 'main' || chunk.name === 'field-page')) add(chunk.fileName);
      const worker = bundle[FIELD_WORKER];
      if (worker?.type !== 'chunk') throw new Error(`${FIELD_WORKER} was not built.`);
      // A phone would refuse it without a word.
      if (worker.imports.length > 0)
        throw new Error(`${FIELD_WORKER} must stand alone, but imports ${worker.imports}.`);
      const list = [
        { url: '/index.html', revision: BUILD },
        { url: '/field.webmanifest', revision: BUILD },
        { url: '/icon.svg', revision: BUILD },
        ...[...files].map(file => ({ url: `/${file}`, revision: null })),
      ];
      worker.code = worker.code.replace('__FIELD_FILES__', JSON.stringify(list));
    },
  },
};

const TESTS = ['{client,server,geodata,scripts}/**/*.test.{ts,tsx}'];
const ALONE = [
  'client/**/*.browser.test.{ts,tsx}',
  'scripts/server-kill/*.test.ts',
  'scripts/deadline-race/*.test.ts',
  'scripts/contract-examples.test.ts',
  'server/live/slow-client.test.ts',
];

const GIB = 2 ** 30;

/**
 * Where quick tests keep their databases: in memory if there is room, because each commit waits for the disk and there is one disk.
 * No test sees a power cut; the killed servers, which are the nearest to it, keep theirs on the disk.
 */
function testFolder(): { TMPDIR?: string } {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 4 * GIB ? { TMPDIR: `/dev/shm/gridwall-test-${process.pid}` } : {};
  } catch {
    return {};
  }
}

export default defineConfig({
  root: 'client',
  plugins: [react(), nameTheBuild, listFieldFiles],
  define: { __BUILD__: JSON.stringify(BUILD) },
  build: {
    target: 'es2023',
    outDir: '../dist/client',
    emptyOutDir: true,
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      input: { main: 'client/index.html', 'field-worker': 'client/field/field-worker.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'field-worker' ? FIELD_WORKER : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: {
      '/socket.io': { target: 'http://127.0.0.1:8080', ws: true },
      '/api': 'http://127.0.0.1:8080',
    },
  },
  test: {
    root: '.',
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    // What takes much of the machine (a browser, killed servers, memory) runs after the rest, and never more than two of it.
    projects: [
      {
        extends: true,
        test: {
          ...{ name: 'quick', include: TESTS, exclude: ALONE, sequence: { groupOrder: 0 } },
          // Two thirds of the time of a quick file is reading its modules: the files of a worker share them. So no test leaves
          // anything behind in a module (a mock, a global, a server that runs on).
          isolate: false,
          // Vitest would leave one core to itself, and most of our tests wait for a database half of the time.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          env: { ...testFolder(), TEST_SCHEMAS: `gridwall_test_${process.pid}` },
          globalSetup: 'scripts/test-run/test-run.ts',
        },
      },
      {
        extends: true,
        test: {
          ...{ name: 'alone', include: ALONE, maxWorkers: 2, sequence: { groupOrder: 1 } },
          globalSetup: 'scripts/test-run/build-pages.ts',
        },
      },
    ],
  },
});
