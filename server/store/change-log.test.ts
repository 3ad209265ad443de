/** What of the change log concerns SQLite alone; the rest is in store-suite.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ChangeLog } from './change-log.ts';
import { openDatabase } from './database.ts';

test('a long group lets the event loop turn between its works, and is still one transaction', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridwall-change-log-'));
  const database = await openDatabase({ dataDir });
  const log = await ChangeLog.open(database, {
    onListenerError: error => {
      throw error;
    },
  });
  const told: number[] = [];
  log.onCommitted(facts => told.push(facts.length));
  let turns = 0;
  const turn = () => {
    turns++;
    counting = setImmediate(turn);
  };
  let counting = setImmediate(turn);
  const turnsAtWork = await Promise.all(
    Array.from({ length: 4 }, (_, i) =>
      log.commit(async (_tx, writer) => {
        const until = performance.now() + 10; // stands for a work that computes
        while (performance.now() < until);
        await writer.append({ kind: 'a-b', subject: `s${i}`, zone: null, at: 1, actor: 'test', address: '', data: {} });
        return turns;
      }),
    ),
  );
  clearImmediate(counting);
  expect(told).toEqual([4]);
  expect(new Set(turnsAtWork).size).toBe(4);
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});
