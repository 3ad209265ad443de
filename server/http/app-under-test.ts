/** For tests: a server with a few routes of its own, of which each does one odd thing, and a client to be served. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { type Asked, startTestServer, type TestServer } from '../access/test-server.ts';
import { incidentIntake } from '../contract/incident.ts';
import { positionReport } from '../contract/position-report.ts';
import { StorageUnavailable } from '../store/storage-unavailable.ts';
import { badInput } from './refused.ts';
import { Answer, defineRoute } from './route.ts';

export const INDEX = '<!doctype html><title>Gridwall</title>';
let calls = 0;

const routes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/test/incidents',
    action: 'incident:report',
    summary: '<script>alert(1)</script>',
    body: incidentIntake,
    answer: z.object({ text: z.string() }),
    status: 201,
    handle({ body }) {
      calls++;
      return { text: body.text };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/test/positions',
    action: 'incident:report',
    summary: '',
    body: z.union([positionReport, z.array(positionReport).max(3)]),
    answer: z.null(),
    handle: () => null,
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/test/zones/:zone',
    action: 'incident:read',
    summary: '',
    params: z.strictObject({ zone: z.string() }),
    query: z.strictObject({ lon: z.coerce.number().optional() }),
    answer: z.string(),
    handle({ params, require }) {
      require({ zone: params.zone });
      if (params.zone === 'broken') throw new Error('a secret detail');
      if (params.zone === 'full') throw new StorageUnavailable('disk full');
      if (params.zone === 'refused') throw badInput('zone', { zh: '片区不对', en: 'wrong zone' });
      if (params.zone === 'bytes') return new Answer('<b>');
      return params.zone;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/osmand',
    action: 'position:send',
    summary: '',
    tokenFrom: 'query',
    query: z.strictObject({ id: z.string() }),
    answer: z.null(),
    handle: () => null,
  }),
  defineRoute({
    method: 'post',
    path: '/owntracks',
    action: 'position:send',
    summary: '',
    tokenFrom: 'basic',
    bodyTypes: ['json', 'form'],
    body: z.looseObject({}),
    answer: z.array(z.null()),
    handle: () => [],
  }),
];
export const AN_INCIDENT = {
  channel: 'phone',
  text: '垃圾',
  lon: 113.9,
  lat: 22.56,
  happenedAt: '2026-11-22T14:05:00+08:00',
};

/** Called once in a file. */
export function appUnderTest() {
  let place: TestDatabase;
  let server: TestServer;
  let cookie: string;
  let clientDir: string;

  beforeAll(async () => {
    place = await newSqlite();
    clientDir = mkdtempSync(join(tmpdir(), 'gridwall-client-'));
    mkdirSync(join(clientDir, 'assets'));
    writeFileSync(join(clientDir, 'index.html'), INDEX);
    writeFileSync(join(clientDir, 'assets', 'main-a1b2.js'), 'let x = 1;'.repeat(500));
    writeFileSync(join(clientDir, 'base.pmtiles'), 'p'.repeat(5000));
    const checks = { store: async () => true, profile: async () => Promise.reject(new Error('not loaded')) };
    server = await startTestServer(place.database, {
      routes,
      checks,
      config: { clientDir, allowedOrigins: ['https://ok.example'] },
    });
    await server.addAccount('anna', 'admin');
    cookie = await server.signIn('anna');
  });
  afterAll(async () => {
    await server.close();
    await place.clear();
    rmSync(clientDir, { recursive: true });
  });
  const post = (body: unknown, headers: Record<string, string> = {}, path = '/api/v1/test/incidents') =>
    server.ask(path, { method: 'POST', body, headers: { cookie, 'x-gridwall': '1', ...headers } });
  const get = (path: string, asked: Asked = {}) =>
    server.ask(path, { ...asked, headers: { cookie, ...asked.headers } });

  return {
    ...{ post, get, calls: () => calls },
    get place() {
      return place;
    },
    get server() {
      return server;
    },
    /** Of somebody who administers. */
    get cookie() {
      return cookie;
    },
  };
}
