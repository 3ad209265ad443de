import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Named anew by every build; page and server compare it to notice that one of them is newer (reliability A11). */
const BUILD = Date.now().toString(36);

const nameTheBuild: Plugin = {
  name: 'name-the-build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'build.json', source: JSON.stringify({ build: BUILD }) });
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

export default defineConfig({
  root: 'client',
  plugins: [react(), nameTheBuild],
  define: { __BUILD__: JSON.stringify(BUILD) },
  build: { target: 'es2023', outDir: '../dist/client', emptyOutDir: true, chunkSizeWarningLimit: 2500 },
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
    // What needs the machine for itself (a browser, killed servers, memory) runs after the rest, one file at a time.
    projects: [
      {
        extends: true,
        test: { name: 'quick', include: TESTS, exclude: ALONE, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: { name: 'alone', include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
