/** The real server: what became due while it was down, and what an operator sees of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { handClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';

const START = Date.UTC(2026, 10, 23, 1, 0, 0);
const MINUTE_MS = 60_000;

test('a row outlives the server; /metrics says how many wait and how late the oldest is', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridwall-deadlines-'));
  const config = { ...readConfig({}, { demo: true }), port: 0, dataDir, logLevel: 'silent' as const };
  const clock = handClock(START);
  const first = await startServer(config, { clock });
  const { deadlines, changeLog } = first.pipeline;
  await changeLog.commit(async tx => {
    // A concept that only a newer server knows.
    for (const [subject, inMs] of [
      ['a', 5 * MINUTE_MS],
      ['b', 90 * MINUTE_MS],
    ] as const)
      await deadlines.set(tx, { concept: 'unheard-of', subject, name: 'x', dueAt: START + inMs });
  });
  expect(await numbers(first.url)).toEqual({ waiting: 2, overdueS: 0 });
  await first.stop();

  clock.advance(15 * MINUTE_MS);
  const second = await startServer(config, { clock });
  expect(await numbers(second.url)).toEqual({ waiting: 2, overdueS: 600 });
  await second.stop();
  rmSync(dataDir, { recursive: true });
});

async function numbers(url: string): Promise<{ waiting: number; overdueS: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const read = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
  return { waiting: read('gridwall_deadlines_waiting'), overdueS: read('gridwall_deadline_overdue_seconds') };
}
