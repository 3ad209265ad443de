import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { type Asked, startTestServer, type TestServer } from '../access/test-server.ts';
import type { ZoneId } from '../contract/ids.ts';
import { incidentIntake } from '../contract/incident.ts';
import { positionReport } from '../contract/position-report.ts';
import { StorageUnavailable } from '../store/storage-unavailable.ts';
import { badInput } from './refused.ts';
import { Answer, defineRoute } from './route.ts';

const INDEX = '<!doctype html><title>Gridwall</title>';
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

let place: TestDatabase;
let clientDir: string;
let server: TestServer;
let cookie: string;

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

const AN_INCIDENT = { channel: 'phone', text: '垃圾', lon: 113.9, lat: 22.56, happenedAt: '2026-11-22T14:05:00+08:00' };
const post = (body: unknown, headers: Record<string, string> = {}, path = '/api/v1/test/incidents') =>
  server.ask(path, { method: 'POST', body, headers: { cookie, 'x-gridwall': '1', ...headers } });
const get = (path: string, asked: Asked = {}) => server.ask(path, { ...asked, headers: { cookie, ...asked.headers } });

describe('[E13] a change with a cookie needs proof that our own page wrote it', () => {
  const withOrigin = async (headers: Record<string, string>) =>
    (await server.ask('/api/v1/test/incidents', { method: 'POST', body: AN_INCIDENT, headers: { cookie, ...headers } }))
      .status;

  test('own origin, listed origin or own header pass; a foreign page and a form without a word do not', async () => {
    expect(await withOrigin({ host: 'wall.lan', origin: 'http://wall.lan' })).toBe(201);
    expect(await withOrigin({ origin: 'https://ok.example' })).toBe(201);
    expect(await withOrigin({ 'x-gridwall': '1' })).toBe(201);
    const before = calls;
    expect(await withOrigin({})).toBe(403);
    expect(await withOrigin({ origin: 'https://evil.example' })).toBe(403);
    expect(await withOrigin({ origin: 'null' })).toBe(403);
    expect(calls).toBe(before);
  });

  test('a foreign page cannot sign a browser in, a program without a browser can', async () => {
    const body = { account: 'anna', password: 'wrong' };
    const from = (headers: Record<string, string>) => server.ask('/api/v1/session', { method: 'POST', body, headers });
    expect((await from({ origin: 'https://evil.example' })).json).toMatchObject({ refusal: 'foreign-origin' });
    expect((await from({})).json).toMatchObject({ refusal: 'sign-in-failed' });
  });

  test('a bearer token needs none: no browser sends it by itself', async () => {
    const { token } = await server.addToken('device');
    const headers = { authorization: `Bearer ${token}`, origin: 'https://evil.example' };
    expect((await server.ask('/api/v1/test/incidents', { method: 'POST', body: AN_INCIDENT, headers })).status).toBe(
      201,
    );
  });
});

describe('bad input is refused with the field and the value', () => {
  test.each<[string, unknown, string | undefined, string]>([
    ['wrong type', { ...AN_INCIDENT, lon: 'abc' }, 'lon', 'lon：应为数字，收到 "abc"'],
    ['missing', { ...AN_INCIDENT, lat: undefined }, 'lat', 'lat：应为数字，收到 undefined'],
    ['too long', { ...AN_INCIDENT, text: '😀'.repeat(501) }, 'text', `text：长度应 ≤ 500，收到 "${'😀'.repeat(59)}…`],
    ['empty', { ...AN_INCIDENT, text: '  ' }, 'text', 'text：长度应 ≥ 1，收到 "  "'],
    ['unknown key', { ...AN_INCIDENT, role: 'admin' }, 'role', '不认识的字段 "role"'],
    ['an unknown key inside', { ...AN_INCIDENT, reporter: { sex: 1 } }, 'reporter.sex', 'reporter：不认识的字段 "sex"'],
    ['NUL', { ...AN_INCIDENT, text: 'a\0b' }, 'text', 'text：含有无法保存的字符，收到 "a\\u0000b"'],
    [
      'half a character',
      { ...AN_INCIDENT, address: '\ud83d' },
      'address',
      'address：含有无法保存的字符，收到 "\\ud83d"',
    ],
    ['nested', { ...AN_INCIDENT, reporter: { phone: 1 } }, 'reporter.phone', 'reporter.phone：应为文字，收到 1'],
    [
      'not in the list',
      { ...AN_INCIDENT, crs: 'X' },
      'crs',
      'crs：应为 "WGS84" | "CGCS2000" | "GCJ02" | "BD09" | "EPSG:4547" | "EPSG:4526"，收到 "X"',
    ],
    [
      'time without a zone',
      { ...AN_INCIDENT, happenedAt: '2026-11-22 14:05' },
      'happenedAt',
      'happenedAt：应为带时区的 ISO 8601 时间，收到 "2026-11-22 14:05"',
    ],
    [
      'time of another type',
      { ...AN_INCIDENT, happenedAt: true },
      'happenedAt',
      'happenedAt：应为文字或数字，收到 true',
    ],
    ['a list', [AN_INCIDENT], '', '应为对象，收到 [… 1]'],
    ['nothing', undefined, '', '应为对象，收到 undefined'],
  ])('%s', async (_what, body, field, message) => {
    const before = calls;
    const answer = await post(body);
    expect(answer.json).toEqual({ refusal: 'bad-input', message, field });
    expect([answer.status, calls]).toEqual([400, before]);
  });

  test('in English on request', async () => {
    const answer = await post({ ...AN_INCIDENT, lon: null }, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' });
    expect(answer.json).toMatchObject({ message: 'lon: expected a number, received null' });
  });

  test('of a list, the item that is wrong', async () => {
    const position = { unit: 'XJ05', lon: 113.9, lat: 22.5, time: 1 };
    const send = async (body: unknown) => (await post(body, {}, '/api/v1/test/positions')).json;
    expect(await send([position, { ...position, lon: 'x' }])).toMatchObject({ field: '[1].lon' });
    expect(await send({ ...position, unit: '' })).toMatchObject({ field: 'unit' });
    expect(await send(Array(4).fill(position))).toMatchObject({ message: '条数应 ≤ 3，收到 [… 4]' });
    expect(await send('text')).toMatchObject({ message: '请求体不是合法的 JSON' });
    expect(await send('"text"')).toMatchObject({ message: '应为对象或数组，收到 "text"' });
    expect(await send([])).toBe(null);
  });

  test('a query without a schema takes nothing, one with a schema nothing else', async () => {
    expect((await get('/api/v1/session?x=1')).json).toMatchObject({ message: '不认识的字段 "x"' });
    expect((await get('/api/v1/test/zones/a?lom=1')).json).toMatchObject({ message: '不认识的字段 "lom"' });
    expect((await get('/api/v1/test/zones/a?lon=abc')).json).toMatchObject({ message: 'lon：应为数字，收到 "abc"' });
    expect((await get('/api/v1/test/zones/a?lon[x]=1')).status).toBe(400);
  });

  test('a password is never repeated', async () => {
    const answer = await post({ account: 'a', password: 4711 }, {}, '/api/v1/session');
    expect(answer.json).toMatchObject({ field: 'password', message: 'password：应为文字' });
  });

  test('[E4] keys that reach for prototypes are refused', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const text = JSON.stringify(AN_INCIDENT).replace('{', `{"${key}":{"role":"admin"},`);
      const answer = await post(text);
      expect([answer.status, answer.text], key).toEqual([400, expect.stringContaining(key)]);
    }
    expect((await post('{"reporter":{"__proto__":1}}')).json).toMatchObject({ field: '__proto__' });
  });

  test('[E10] broken JSON, wrong type, too large, too deep', async () => {
    expect((await post('{"text": ')).json).toMatchObject({ refusal: 'bad-input' });
    const broken = await post('{"password":"hush" "x":1}');
    expect(broken.json).toMatchObject({ message: '请求体不是合法的 JSON（第 19 个字符处）' });
    expect((await post('a=b', { 'content-type': 'text/plain' })).json).toMatchObject({
      field: 'Content-Type',
      message: 'Content-Type 应为 application/json，收到 "text/plain"',
    });
    const large = await post({ ...AN_INCIDENT, text: 'x'.repeat(65 * 1024) });
    expect([large.status, large.json]).toMatchObject([
      413,
      { refusal: 'too-large', message: '请求体超过上限 65536 字节' },
    ]);
    const startedAt = performance.now();
    const deep = await post(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    expect(deep.json).toMatchObject({ message: '请求体嵌套超过 10 层' });
    const keys = await post(`{${Array.from({ length: 6000 }, (_, i) => `"k${i}":1`).join()}}`);
    expect(keys.status).toBe(400);
    expect(keys.text.length).toBeLessThan(500);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  test('nobody who may not send makes us read the body', async () => {
    const { token } = await server.addToken('wall');
    const large = { ...AN_INCIDENT, text: 'x'.repeat(65 * 1024) };
    const answer = await server.ask('/api/v1/test/incidents', {
      method: 'POST',
      body: large,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(403);
  });
});

describe('refusals and mistakes', () => {
  test('an unknown route is a refusal, in any method', async () => {
    const answer = await get('/api/v1/nothing');
    expect([answer.status, answer.json]).toMatchObject([404, { refusal: 'not-found' }]);
    expect((await get('/api/v1/session', { method: 'PUT', headers: { 'x-gridwall': '1' } })).status).toBe(404);
    expect((await get('/api/v1/test/zones/%E0%A4%A')).json).toMatchObject({ refusal: 'bad-input' });
  });

  test('our own mistake tells the caller a number and the log the rest', async () => {
    const answer = await get('/api/v1/test/zones/broken');
    expect(answer.status).toBe(500);
    expect(answer.json).toMatchObject({ refusal: 'internal-error' });
    expect(answer.text).not.toMatch(/secret detail|\.ts|at /);
    const id = /编号 (\w+)/.exec(answer.text)?.[1];
    expect(id).toBeTruthy();
    const line = server.logLines.find(line => line.includes(`"id":"${id}"`));
    expect(line).toContain('a secret detail');
  });

  test('a database that cannot write says when to come back', async () => {
    const answer = await get('/api/v1/test/zones/full');
    expect([answer.status, answer.headers['retry-after'], answer.json]).toMatchObject([
      503,
      '5',
      { refusal: 'storage-unavailable', retryAfterS: 5 },
    ]);
  });

  test('a thrown refusal is answered in the language of the reader', async () => {
    expect((await get('/api/v1/test/zones/refused')).json).toEqual({
      refusal: 'bad-input',
      message: '片区不对',
      field: 'zone',
    });
    const english = await get('/api/v1/test/zones/refused', { headers: { 'accept-language': 'en' } });
    expect(english.json).toMatchObject({ message: 'wrong zone' });
  });

  test('text is never sent as a page by mistake', async () => {
    expect((await get('/api/v1/test/zones/bytes')).status).toBe(500);
    expect((await get('/api/v1/test/zones/a')).headers['content-type']).toMatch(/^application\/json/);
  });

  test('[E3] a handler that asks for the ground is guarded like the route', async () => {
    await server.addAccount('chief', 'chief', { zone: 'binhai' as ZoneId });
    const chief = { cookie: await server.signIn('chief') };
    expect((await get('/api/v1/test/zones/binhai', { headers: chief })).status).toBe(200);
    expect((await get('/api/v1/test/zones/other', { headers: chief })).json).toMatchObject({ refusal: 'not-allowed' });
  });
});

describe('devices that cannot set headers', () => {
  test('show their token in the URL of /osmand, and it stays out of the log', async () => {
    const { token } = await server.addToken('device');
    expect((await server.ask(`/osmand?id=XJ05&token=${token}`)).status).toBe(200);
    expect((await server.ask('/osmand?id=XJ05&token=gw_device_wrong')).status).toBe(401);
    expect((await server.ask(`/api/v1/session?token=${token}`)).status).toBe(401);
    const lines = server.logLines.join('\n');
    expect(lines).toContain('/osmand?id=XJ05&token=[redacted]');
    expect(lines).not.toContain(token);
    expect(lines).not.toContain('gw_device_wrong');
  });

  test('or as the password of HTTP Basic at /owntracks', async () => {
    const { token } = await server.addToken('device');
    const headers = { authorization: `Basic ${Buffer.from(`phone:${token}`).toString('base64')}` };
    const send = (path: string, more = {}) =>
      server.ask(path, { method: 'POST', body: {}, headers: { ...headers, ...more } });
    expect((await send('/owntracks')).json).toEqual([]);
    expect((await send('/api/v1/test/incidents')).status).toBe(401);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await server.ask('/owntracks', { method: 'POST', body: 'a=1&b=2', headers: form })).status).toBe(200);
  });
});

describe('pages', () => {
  test('every page is the client, never kept; built files are kept for ever', async () => {
    for (const path of ['/', '/wall?mode=live', '/sign-in']) {
      const page = await server.ask(path);
      expect([page.status, page.text, page.headers['cache-control']]).toEqual([200, INDEX, 'no-cache']);
    }
    const asset = await server.ask('/assets/main-a1b2.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-encoding']).toBe('gzip');
  });

  test('map archives are read in ranges, uncompressed', async () => {
    const part = await server.ask('/base.pmtiles', { headers: { range: 'bytes=0-9', 'accept-encoding': 'gzip' } });
    expect([part.status, part.text, part.headers['content-encoding']]).toEqual([206, 'pppppppppp', undefined]);
  });

  test('what is no page is not found', async () => {
    for (const path of ['/nothing', '/assets/gone.js', '/../package.json', '/%2e%2e/package.json', '/assets']) {
      expect((await server.ask(path)).status, path).toBe(404);
    }
  });

  test('[E14] the browser is bound: own scripts only, no frame, no sniffing, no referrer', async () => {
    const { headers } = await server.ask('/wall');
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';script-src 'self';worker-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data: blob:;" +
        "connect-src 'self' data: blob:;font-src 'self' data:;object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect((await get('/api/v1/session')).headers['cache-control']).toBe('no-store');
  });
});

describe('operations', () => {
  test('health tells of the process, readiness of every part', async () => {
    expect((await server.ask('/healthz')).json).toEqual({ alive: true, build: 'test' });
    const ready = await server.ask('/readyz');
    expect([ready.status, ready.json]).toEqual([503, { ready: false, checks: { store: true, profile: false } }]);
  });

  test('metrics are for this machine, administrators and integrations', async () => {
    const text = (await server.ask('/metrics')).text;
    expect(text).toContain(
      'gridwall_http_request_seconds_count{method="POST",route="/api/v1/test/incidents",status="201"}',
    );
    const proxied = { 'x-forwarded-for': '192.0.2.1' };
    expect((await server.ask('/metrics', { headers: proxied })).status).toBe(401);
    expect((await get('/metrics', { headers: proxied })).status).toBe(200);
    const { token } = await server.addToken('wall');
    expect((await server.ask('/metrics', { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
  });

  test('the interface is described completely, for programs and for people', async () => {
    const described = (await server.ask('/api/openapi.json')).json as {
      paths: Record<string, Record<string, unknown>>;
    };
    const page = await server.ask('/api');
    for (const route of server.routes) {
      const operation = described.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method];
      expect(operation, route.path).toMatchObject({ 'x-action': route.action });
      expect('requestBody' in (operation as object)).toBe(route.body !== undefined);
      expect(page.text).toContain(`${route.method.toUpperCase()} ${route.path}</code>`);
    }
    const incident = JSON.stringify(described.paths['/api/v1/test/incidents']);
    for (const field of Object.keys(incidentIntake.shape)) expect(incident).toContain(`"${field}"`);
    expect(described.paths['/api/v1/test/zones/{zone}']?.get).toMatchObject({
      parameters: [
        { name: 'zone', in: 'path', required: true },
        { name: 'lon', in: 'query', required: false },
      ],
    });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).not.toContain('<script');
  });

  test('log lines name who, what and how long, and nothing secret', async () => {
    await post(AN_INCIDENT);
    const lines = server.logLines.map(line => JSON.parse(line) as Record<string, unknown>);
    const line = lines.findLast(line => line.path === '/api/v1/test/incidents');
    expect(line).toMatchObject({
      method: 'POST',
      status: 201,
      account: 'anna',
      address: '127.0.0.1',
      ms: expect.any(Number),
    });
    expect(server.logLines.join('\n')).not.toContain(cookie.split('=')[1]);
  });
});

test('a caller who goes away in the middle of a body harms nobody', async () => {
  const { port } = server;
  const sent = request({ port, host: '127.0.0.1', path: '/api/v1/test/incidents', method: 'POST' });
  sent.on('error', () => {});
  for (const [name, value] of Object.entries({
    cookie,
    'x-gridwall': '1',
    'content-type': 'application/json',
    'content-length': '500',
  })) {
    sent.setHeader(name, value);
  }
  sent.write('{"text":');
  await new Promise(resolve => setTimeout(resolve, 50));
  sent.destroy();
  expect((await get('/api/v1/session')).status).toBe(200);
});

test('floods are bounded: everything, and trying passwords much sooner', async () => {
  const bounded = await startTestServer(place.database, {
    rateLimits: { requestsAMinute: 12, signInsAMinute: 3, feedsAMinute: 2 },
  });
  const tries = [];
  for (let i = 0; i < 5; i++) {
    tries.push(
      (await bounded.ask('/api/v1/session', { method: 'POST', body: { account: `n${i}`, password: 'x' } })).status,
    );
  }
  expect(tries).toEqual([401, 401, 401, 429, 429]);
  for (let i = 0; i < 7; i++) expect((await bounded.ask('/healthz')).status).toBe(200);
  const over = await bounded.ask('/healthz');
  expect([over.status, over.headers['retry-after'], over.json]).toMatchObject([
    429,
    '60',
    { refusal: 'too-many-requests' },
  ]);
  await bounded.close();
});
