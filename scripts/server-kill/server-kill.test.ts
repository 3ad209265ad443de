import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledServer } from './bundle-server.ts';
import { brokenPromises } from './history.ts';
import { killCycles } from './kill-cycles.ts';

/** KILL_SEED repeats a run as far as chance goes; KILL_CYCLES=1000 is the nightly run. */
const SEED = Number(process.env.KILL_SEED) || Date.now() % 1_000_000;
const CYCLES = Number(process.env.KILL_CYCLES) || 50;
const CYCLE_LIMIT_MS = 6000;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'gridwall-kill-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test(`[B1] ${CYCLES} servers killed at any moment break no promise (KILL_SEED=${SEED})`, {
  timeout: CYCLES * CYCLE_LIMIT_MS,
}, async () => {
  const command = [process.execPath, await bundledServer()];
  const history = await killCycles({ command, dataDir, cycles: CYCLES, seed: SEED });
  expect(await brokenPromises(history, dataDir)).toEqual([]);

  const answered = [...history.commands.values()].filter(replies => replies.length > 0).length;
  console.log(
    `KILL_SEED=${SEED}: ${answered} commands, ${history.repeated} sent again, ${history.accepted.length} positions.`,
  );
  // A run in which nothing was in flight would prove nothing.
  expect(answered).toBe(history.commands.size);
  expect(history.repeated).toBeGreaterThan(CYCLES);
  expect(history.accepted.length).toBeGreaterThan(10); // few on a busy machine: a flush waits 200 ms
});
