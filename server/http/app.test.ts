/** Every request on its way to a route and back: whose it is, what becomes of refusals and mistakes, and that nobody harms the others. */
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startTestServer } from '../access/test-server.ts';
import type { ZoneId } from '../contract/ids.ts';
import { AN_INCIDENT, appUnderTest } from './app-under-test.ts';

const app = appUnderTest();
const { get } = app;

describe('[E13] a change with a cookie needs proof that our own page wrote it', () => {
  const withOrigin = async (headers: Record<string, string>) =>
    (
      await app.server.ask('/api/v1/test/incidents', {
        method: 'POST',
        body: AN_INCIDENT,
        headers: { cookie: app.cookie, ...headers },
      })
    ).status;

  test('own origin, listed origin or own header pass; a foreign page and a form without a word do not', async () => {
    expect(await withOrigin({ host: 'wall.lan', origin: 'http://wall.lan' })).toBe(201);
    expect(await withOrigin({ origin: 'https://ok.example' })).toBe(201);
    expect(await withOrigin({ 'x-gridwall': '1' })).toBe(201);
    const before = app.calls();
    expect(await withOrigin({})).toBe(403);
    expect(await withOrigin({ origin: 'https://evil.example' })).toBe(403);
    expect(await withOrigin({ origin: 'null' })).toBe(403);
    expect(app.calls()).toBe(before);
  });

  test('a foreign page cannot sign a browser in, a program without a browser can', async () => {
    const body = { account: 'anna', password: 'wrong' };
    const from = (headers: Record<string, string>) =>
      app.server.ask('/api/v1/session', { method: 'POST', body, headers });
    expect((await from({ origin: 'https://evil.example' })).json).toMatchObject({ refusal: 'foreign-origin' });
    expect((await from({})).json).toMatchObject({ refusal: 'sign-in-failed' });
  });

  test('a bearer token needs none: no browser sends it by itself', async () => {
    const { token } = await app.server.addToken('device');
    const headers = { authorization: `Bearer ${token}`, origin: 'https://evil.example' };
    expect(
      (await app.server.ask('/api/v1/test/incidents', { method: 'POST', body: AN_INCIDENT, headers })).status,
    ).toBe(201);
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
    const line = app.server.logLines.find(line => line.includes(`"id":"${id}"`));
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
    await app.server.addAccount('chief', 'chief', { zone: 'binhai' as ZoneId });
    const chief = { cookie: await app.server.signIn('chief') };
    expect((await get('/api/v1/test/zones/binhai', { headers: chief })).status).toBe(200);
    expect((await get('/api/v1/test/zones/other', { headers: chief })).json).toMatchObject({ refusal: 'not-allowed' });
  });
});

describe('devices that cannot set headers', () => {
  test('show their token in the URL of /osmand, and it stays out of the log', async () => {
    const { token } = await app.server.addToken('device');
    expect((await app.server.ask(`/osmand?id=XJ05&token=${token}`)).status).toBe(200);
    expect((await app.server.ask('/osmand?id=XJ05&token=gw_device_wrong')).status).toBe(401);
    expect((await app.server.ask(`/api/v1/session?token=${token}`)).status).toBe(401);
    const lines = app.server.logLines.join('\n');
    expect(lines).toContain('/osmand?id=XJ05&token=[redacted]');
    expect(lines).not.toContain(token);
    expect(lines).not.toContain('gw_device_wrong');
  });

  test('or as the password of HTTP Basic at /owntracks', async () => {
    const { token } = await app.server.addToken('device');
    const headers = { authorization: `Basic ${Buffer.from(`phone:${token}`).toString('base64')}` };
    const send = (path: string, more = {}) =>
      app.server.ask(path, { method: 'POST', body: {}, headers: { ...headers, ...more } });
    expect((await send('/owntracks')).json).toEqual([]);
    expect((await send('/api/v1/test/incidents')).status).toBe(401);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await app.server.ask('/owntracks', { method: 'POST', body: 'a=1&b=2', headers: form })).status).toBe(200);
  });
});

test('a caller who goes away in the middle of a body harms nobody', async () => {
  const { port } = app.server;
  const sent = request({ port, host: '127.0.0.1', path: '/api/v1/test/incidents', method: 'POST' });
  sent.on('error', () => {});
  for (const [name, value] of Object.entries({
    cookie: app.cookie,
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
  const bounded = await startTestServer(app.place.database, {
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
