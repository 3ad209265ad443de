/** The judge of the kill test must see what it is there to see: each promise is broken once by hand. */
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { startServer } from '../../server/main.ts';
import { signInAsAdmin } from '../demo/admin-session.ts';
import { brokenPromises, type History } from './history.ts';
import { PASSWORD } from './running-server.ts';

let root: string;
let history: History;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'gridwall-judge-'));
  const settings = { DATA_DIR: path.join(root, 'kept'), PORT: '0', DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
  const server = await startServer(readConfig(settings, { demo: true }));
  const admin = await signInAsAdmin(server.url, PASSWORD);
  history = { commands: new Map(), repeated: 0, accepted: [] };
  for (let i = 0; i < 3; i++) {
    const commandId = randomUUID();
    const body = { commandId, channel: 'patrol', text: commandId, lon: 113.8931, lat: 22.5667, happenedAt: Date.now() };
    const { id } = (await admin.post('/api/v1/incidents', body)) as IncidentRecord;
    history.commands.set(commandId, [id]);
  }
  await server.stop();
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What the judge says about a copy of the data after `sql` was done to it. */
async function judgeAfter(sql: string, said: History = history): Promise<string[]> {
  const copy = await mkdtemp(path.join(root, 'copy-'));
  await cp(path.join(root, 'kept'), copy, { recursive: true });
  const file = new Sqlite(path.join(copy, 'gridwall.sqlite'));
  for (const name of file.prepare("select name from sqlite_master where type = 'trigger'").pluck().all()) {
    file.exec(`drop trigger "${name}"`);
  }
  file.exec(sql);
  file.close();
  return brokenPromises(said, copy);
}

test('data as the server left it keeps every promise', async () => {
  expect(await judgeAfter('')).toEqual([]);
});

test.each([
  ['a fact that is gone', 'delete from change_log where seq = 2', /seq 3 stands where 2 should/],
  ['a head that runs ahead', 'update change_log_head set seq = 9', /the head says 9/],
  ['an answered incident that is gone', "delete from incident where id like '%-0001'", /answered but is not stored/],
  [
    'a missing audit row',
    "delete from audit where action = 'incident-received' and seq = (select max(seq) from audit)",
    /audit/,
  ],
  ['an edited audit row', "update audit set actor = 'nobody' where seq = 1", /audit row 1: edited/],
])('%s is seen', async (_, sql, sentence) => {
  expect((await judgeAfter(sql)).join('\n')).toMatch(sentence);
});

test('a position that was accepted and is gone, and two answers to one command, are seen', async () => {
  const [commandId] = history.commands.keys();
  const said: History = {
    ...history,
    commands: new Map([[commandId!, [...history.commands.get(commandId!)!, 'XA-9']]]),
    accepted: [{ unitIndex: 1, timeMs: 5 }],
  };
  const broken = (await judgeAfter('', said)).join('\n');
  expect(broken).toMatch(/position of unit 1 at 5 was accepted and is gone/);
  expect(broken).toMatch(/got different answers/);
});
