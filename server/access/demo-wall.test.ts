import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newSqlite, type TestDatabase } from './test-databases.ts';
import { cookieOf, startTestServer, type TestServer, type TestSettings } from './test-server.ts';

let place: TestDatabase;
let clientDir: string;
let server: TestServer | undefined;

beforeEach(async () => {
  place = await newSqlite();
  clientDir = mkdtempSync(join(tmpdir(), 'gridwall-client-'));
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Gridwall</title>');
});
afterEach(async () => {
  await server?.close();
  await place.clear();
  rmSync(clientDir, { recursive: true });
});

async function start(config: TestSettings['config']): Promise<TestServer> {
  server = await startTestServer(place.database, { config: { clientDir, ...config } });
  return server;
}

test('a browser on the machine of a demonstration sees the wall at once, with a role that may only look', async () => {
  const { ask } = await start({ demo: true });
  for (const page of ['/', '/wall', '/wall?size=4k']) {
    const opened = await ask(page);
    expect(opened.status).toBe(200);
    const cookie = cookieOf(opened);
    const me = await ask('/api/v1/session', { headers: { cookie } });
    expect(me.json).toEqual({ account: 'wall:demo', title: '大屏', role: 'wall', scope: {}, demo: true });
    expect(cookieOf(await ask(page, { headers: { cookie } })), 'who has a session keeps it').toBe('');
  }
  expect(cookieOf(await ask('/sign-in'))).toBe('');
});

test.each<[string, TestSettings['config'], Record<string, string>]>([
  ['in production', { demo: false }, {}],
  ['when other machines can reach it', { demo: true, host: '0.0.0.0' }, {}],
  ['for a foreign name that points here', { demo: true }, { host: 'evil.example:8080' }],
])('nobody gets in without signing in %s', async (_when, config, headers) => {
  const { ask } = await start(config);
  const opened = await ask('/wall', { headers });
  expect([opened.status, cookieOf(opened)]).toEqual([200, '']);
});

test('a demonstration session is worth nothing to a production server on the same data', async () => {
  const demo = await start({ demo: true });
  const cookie = cookieOf(await demo.ask('/wall'));
  const production = await startTestServer(place.database);
  expect((await production.ask('/api/v1/session', { headers: { cookie } })).status).toBe(401);
  await production.close();
});
