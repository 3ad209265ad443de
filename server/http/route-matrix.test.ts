/** Every route of the product times every role, made from the route table itself: a new route is tested by existing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ACTIONS, type Action, PERMISSIONS } from '../access/permissions.ts';
import { newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { startTestServer, type TestServer } from '../access/test-server.ts';
import { readConfig } from '../config.ts';
import type { ZoneId } from '../contract/ids.ts';
import { type Role, role, type Scope } from '../contract/viewer.ts';
import { type RunningServer, startServer } from '../main.ts';
import { defineRoute, type Route } from './route.ts';

/** One route for each action, so that every cell of the permission table is asked over HTTP. */
const probes = ACTIONS.map(action =>
  defineRoute({
    method: 'get',
    path: `/api/v1/probe/${action.replace(':', '/')}`,
    action,
    summary: '',
    answer: z.null(),
    handle: () => null,
  }),
);

/** Open to anyone, and why; the list in route.ts refuses more. */
const PUBLIC = [
  'post /api/v1/session',
  'post /api/v1/session/wall',
  'get /healthz',
  'get /readyz',
  'get /api',
  'get /api/openapi.json',
];

/** Roles that are nobody without one. */
const SCOPES: Partial<Record<Role, Scope>> = { chief: { zone: 'binhai' as ZoneId }, field: { units: ['none'] } };

let place: TestDatabase;
let product: RunningServer;
let server: TestServer;
let dataDir: string;
const credentials = new Map<Role, Record<string, string>>();

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gridwall-matrix-'));
  const config = { ...readConfig({}, { demo: true }), port: 0, dataDir, logLevel: 'silent' as const };
  product = await startServer(config);
  place = await newSqlite();
  server = await startTestServer(place.database, { routes: [...probes, ...product.pipeline.routes] });
  for (const name of role.options) {
    if (name === 'wall' || name === 'device' || name === 'integration') {
      credentials.set(name, { authorization: `Bearer ${(await server.addToken(name)).token}` });
    } else {
      await server.addAccount(name, name, SCOPES[name] ?? {});
      credentials.set(name, { cookie: await server.signIn(name), 'x-gridwall': '1' });
    }
  }
});
afterAll(async () => {
  await server.close();
  await place.clear();
  await product.stop();
  rmSync(dataDir, { recursive: true });
});

/** With names that nothing has: what is asked here is who may knock, not what is behind the door. */
function knock(route: Route, headers: Record<string, string>) {
  return server.ask(route.path.replace(/:\w+/g, 'none'), { method: route.method.toUpperCase(), headers });
}

test('the routes that are open to anyone are exactly those that let people in or tell about the process', () => {
  const open = server.routes.filter(route => route.action === 'public').map(route => `${route.method} ${route.path}`);
  expect(open.sort()).toEqual([...PUBLIC].sort());
});

test('[E2] without signing in, every other route answers 401 and nothing else', async () => {
  const closed = server.routes.filter(route => route.action !== 'public' && !route.openToLoopback);
  expect(closed.length).toBeGreaterThan(ACTIONS.length);
  for (const route of closed) {
    const answer = await knock(route, {});
    expect([answer.status, answer.json], route.path).toMatchObject([401, { refusal: 'not-signed-in' }]);
  }
});

describe.each(role.options)('[E3] %s', name => {
  test('gets through where the table says so, and nowhere else', async () => {
    for (const route of server.routes) {
      // Signing out would end the session that asks.
      if (route.action === 'public' || (route.method === 'delete' && route.path === '/api/v1/session')) continue;
      const answer = await knock(route, credentials.get(name) ?? {});
      const allowed = PERMISSIONS[name].includes(route.action as Action);
      const what = `${name} ${route.method} ${route.path}`;
      if (allowed) expect([401, 403], what).not.toContain(answer.status);
      else expect([answer.status, answer.json], what).toMatchObject([403, { refusal: 'not-allowed' }]);
    }
  });
});

test('a route that is not in the public list cannot be made public, and only /osmand reads a token from its URL', () => {
  const answer = z.null();
  const open = { method: 'get', action: 'public', summary: '', answer, handle: () => null } as const;
  expect(() => defineRoute({ ...open, path: '/api/v1/incidents' })).toThrow(/may not be public/);
  const withToken = { ...open, action: 'position:send', tokenFrom: 'query' } as const;
  expect(() => defineRoute({ ...withToken, path: '/api/v1/positions' })).toThrow(/from its URL/);
  expect(() => defineRoute({ ...withToken, path: '/osmand' })).not.toThrow();
});
