/**
 * For tests: a data directory with a SQLite database that has its tables and nothing in them, as the first start of a server makes it.
 * The tables are made once in a process and copied; the directory is for the caller to take away.
 */
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './database.ts';

const FILE = 'gridwall.sqlite';
let pattern: Promise<string> | undefined;

export async function freshDataDir(): Promise<string> {
  pattern ??= makePattern();
  const from = await pattern;
  const dataDir = newDirectory();
  copyFileSync(join(from, FILE), join(dataDir, FILE));
  return dataDir;
}

async function makePattern(): Promise<string> {
  const dataDir = newDirectory();
  await (await openDatabase({ dataDir })).close();
  return dataDir;
}

function newDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'gridwall-test-'));
}
