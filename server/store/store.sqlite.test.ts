import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { storeSuite } from './store-suite.ts';

function aDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'gridwall-store-'));
}

storeSuite('SQLite', async () => {
  const dataDir = aDirectory();
  return {
    open: () => openDatabase({ dataDir }),
    clear: async () => rmSync(dataDir, { recursive: true }),
  };
});

test('[B5] a second server on the same data directory is refused with one clear line; the first goes on', async () => {
  const dataDir = aDirectory();
  const first = await openDatabase({ dataDir });
  await expect(openDatabase({ dataDir })).rejects.toThrow(/in use by another Gridwall server/);
  await first.db.selectFrom('counter').selectAll().execute();
  await first.close();
  await (await openDatabase({ dataDir })).close();
  rmSync(dataDir, { recursive: true });
});

test('[B1] the lock of a killed process does not block the next start', async () => {
  const dataDir = aDirectory();
  const holder = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '-e',
      `import('./server/store/database.ts').then(async m => { await m.openDatabase({ dataDir: ${JSON.stringify(dataDir)} }); console.log('open'); setInterval(() => {}, 1000); })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(holder.stdout, 'data');
  await expect(openDatabase({ dataDir })).rejects.toThrow(/in use by another/);
  const gone = once(holder, 'exit');
  holder.kill('SIGKILL');
  await gone;
  await (await openDatabase({ dataDir })).close();
  rmSync(dataDir, { recursive: true });
});

test('[B5] a data directory that cannot be made or is no directory stops with one clear line', async () => {
  const dataDir = aDirectory();
  const file = join(dataDir, 'plain-file');
  writeFileSync(file, 'x');
  await expect(openDatabase({ dataDir: file })).rejects.toMatchObject({ name: 'CannotStart' });
  await expect(openDatabase({ dataDir: join(file, 'below') })).rejects.toThrow(/cannot be written/);
  await expect(openDatabase({ dataDir: '/proc/gridwall/data' })).rejects.toThrow(/cannot be written/); // once hung for ever
  await (await openDatabase({ dataDir: join(dataDir, 'a', 'b') })).close();
  rmSync(dataDir, { recursive: true });
});

test.skipIf(process.getuid?.() === 0)('[B5] a read-only data directory stops with one clear line', async () => {
  const dataDir = aDirectory();
  chmodSync(dataDir, 0o500);
  await expect(openDatabase({ dataDir })).rejects.toThrow(/cannot be written/);
  expect(existsSync(join(dataDir, 'gridwall.sqlite'))).toBe(false);
  chmodSync(dataDir, 0o700);
  rmSync(dataDir, { recursive: true });
});

test('[B3] a damaged database file is reported and never replaced by an empty one', async () => {
  const dataDir = aDirectory();
  writeFileSync(join(dataDir, 'gridwall.sqlite'), 'this is not a database, but it may be all somebody has left of one');
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({ name: 'CannotStart' });
  rmSync(dataDir, { recursive: true });
});
