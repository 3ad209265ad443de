/** [C12] [P-32] Positions that a device signs with its own key, through the whole server. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts';

let server: ServerUnderTest;
let key: string;
const sha256 = (text: string) => createHash('sha256').update(text).digest();
const asAdmin = async (path: string, body: unknown) =>
  (await server.ask(path, { token: '', headers: { cookie: await server.signIn('admin'), 'x-gridwall': '1' }, body }))
    .body;

beforeAll(async () => {
  server = await startServerUnderTest();
  await asAdmin(
    '/api/v1/units',
    ['u1', 'u2'].map(id => ({ id, callSign: id, unitClass: 'patrol-person' })),
  );
  await asAdmin('/api/v1/devices', { id: 'li/phone', unit: 'u1' });
  key = ((await asAdmin('/api/v1/devices/li%2Fphone/key', {})) as { key: string }).key;
  await asAdmin('/api/v1/devices', { id: 'li/phone', mustSign: true });
});
afterAll(() => server.stop());

let fixes = 0;
const aBody = (unit = 'u1') =>
  JSON.stringify({ unit, lon: 113.893, lat: 22.565, time: Date.now() - 60_000 + 1000 * fixes++ });
interface Signing {
  time?: number;
  nonce?: string;
  with?: string;
  path?: string;
}
function sign(
  body: string,
  { time = Date.now(), nonce = randomBytes(12).toString('hex'), path, ...more }: Signing = {},
) {
  const digest = sha256(body).toString('hex');
  const text = ['POST', path ?? '/api/v1/positions', time, nonce, digest].join('\n');
  const signature = createHmac('sha256', sha256(more.with ?? key))
    .update(text)
    .digest('hex');
  return `Gridwall-HMAC device=li/phone,time=${time},nonce=${nonce},digest=${digest},signature=${signature}`;
}
const send = (body: string, authorization: string) =>
  server.ask('/api/v1/positions', { token: '', headers: { authorization }, body });
const denials = async () =>
  (await server.running.database.db.selectFrom('audit').selectAll().where('action', '=', 'denied').execute()).map(
    row => row.after,
  );

test('a signed position is taken for the unit of the device and for no other', async () => {
  const body = aBody();
  expect(await send(body, sign(body))).toMatchObject({ status: 200, body: { accepted: 1 } });
  const other = aBody('u2');
  expect(await send(other, sign(other))).toMatchObject({ body: { refused: [{ reason: 'not-allowed' }] } });
});

test('a capture that is played again, and one that is two minutes old, are refused and audited', async () => {
  const body = aBody();
  const capture = sign(body);
  expect((await send(body, capture)).status).toBe(200);
  expect(await send(body, capture)).toMatchObject({ status: 409, body: { refusal: 'replayed', field: 'nonce' } });
  const stale = sign(body, { time: Date.now() - 121_000 });
  expect(await send(body, stale)).toMatchObject({ status: 409, body: { refusal: 'replayed', field: 'time' } });
  const early = sign(body, { time: Date.now() + 125_000 });
  expect(await send(body, early)).toMatchObject({ status: 409, body: { refusal: 'replayed', field: 'time' } });
  for (const what of ['replayed nonce', 'replayed time'])
    await expect.poll(async () => (await denials()).join()).toContain(what);
});

test('what was signed before the start cannot be played again after it', async () => {
  const body = aBody();
  const capture = sign(body);
  expect((await send(body, capture)).status).toBe(200);
  await server.restart();
  expect(await send(body, capture)).toMatchObject({ status: 409, body: { refusal: 'replayed', field: 'time' } });
});

test('another key, another body, another path, a torn header, or a route that takes no signature lets nobody in', async () => {
  const body = aBody();
  const wrong = { status: 401, body: { refusal: 'bad-signature' } };
  expect(await send(body, sign(body, { with: 'guessed' }))).toMatchObject(wrong);
  expect(await send(aBody(), sign(body))).toMatchObject(wrong);
  expect(await send(body, sign(body, { path: '/osmand' }))).toMatchObject(wrong);
  expect(await send(body, sign(body).slice(0, -1))).toMatchObject(wrong);
  expect(await send(body, sign(body).replace('li/phone', 'nobody'))).toMatchObject(wrong);
  const units = await server.ask('/api/v1/incidents', { token: '', headers: { authorization: sign(body) }, body });
  expect(units.status).toBe(401);
  await expect.poll(async () => (await denials()).join()).toContain('signature from');
});

test('[P-23] a device that must sign is heard by no other HTTP door, nor under the name of its unit', async () => {
  const body = aBody();
  expect(await server.ask('/api/v1/positions', { body })).toMatchObject({
    body: { accepted: 0, refused: [{ reason: 'bad-signature' }] },
  });
  const osmand = await server.ask(`/osmand?id=u1&lat=22.565&lon=113.893&timestamp=${Date.now()}`);
  expect(osmand).toMatchObject({ status: 401, body: { refusal: 'bad-signature' } });
});
