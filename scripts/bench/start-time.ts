/**
 * From `npm start` to serving, with built pages: on an empty data directory, and on one that was filled before.
 * In: nothing. Out: milliseconds from the start of the process until /readyz says yes and until the first page is delivered.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildClientIfOld } from '../demo/client-build.ts';
import type { GroupResult, Row } from './result.ts';

const SCRIPT = fileURLToPath(new URL('../start-demo.ts', import.meta.url));
const GOAL_MS = 5000;
const GIVE_UP_MS = 30_000;
const STARTS = 3;

export async function measureStart(): Promise<GroupResult> {
  await buildClientIfOld();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gridwall-start-'));
  try {
    const empty = await startOnce(dataDir);
    const filled: number[] = [];
    for (let i = 0; i < STARTS; i++) filled.push(await startOnce(dataDir));
    const median = filled.sort((a, b) => a - b)[STARTS >> 1]!;
    return {
      group: 'start to serving (npm start, built pages)',
      rows: [rowOf('empty data directory', empty), rowOf('data present, median of 3', median)],
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function rowOf(name: string, value: number): Row {
  return { name, value, unit: 'ms', goal: `<= ${GOAL_MS} ms`, ok: value <= GOAL_MS };
}

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, SCRIPT, '--no-simulation'], {
    env: { ...process.env, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let said = '';
  child.stdout.on('data', text => {
    said += text;
  });
  try {
    while (!(await serves(port))) {
      if (performance.now() - startedAt > GIVE_UP_MS || child.exitCode !== null) throw new Error(`No server: ${said}`);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const tookMs = performance.now() - startedAt;
    await filledIn(() => said);
    return tookMs;
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function serves(port: number): Promise<boolean> {
  try {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    await Promise.all([ready.arrayBuffer(), page.arrayBuffer()]);
    return ready.ok && page.ok;
  } catch {
    return false;
  }
}

/** The first start fills the database after it serves; the next one must find it filled. */
async function filledIn(said: () => string): Promise<void> {
  const until = performance.now() + 2000;
  while (!said().includes('First start') && performance.now() < until) await new Promise(r => setTimeout(r, 100));
}

/** Taken and given back: another program could take it in between, but none does on a machine that measures. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('No free port.');
  return address.port;
}
