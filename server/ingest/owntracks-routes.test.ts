/** OwnTracks over HTTP against the whole server: who may, what the phone is told, what is stored. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts';

let server: ServerUnderTest;
let token: string;

beforeAll(async () => {
  server = await startServerUnderTest();
  const admin = { token: '', headers: { cookie: await server.signIn('admin'), 'x-gridwall': '1' } };
  const unit = (id: string) => ({ id, callSign: id, unitClass: 'patrol-person', homeZone: null });
  await server.ask('/api/v1/units', { ...admin, body: [unit('u1'), unit('u2'), unit('u3')] });
  const device = (id: string, unitId: string, more: object = {}) => ({ id, unit: unitId, ...more });
  const devices = [
    device('li/phone', 'u1'),
    device('li/ab', 'u2', { crs: 'GCJ02' }),
    device('li/old', 'u3', { retired: true }),
  ];
  expect((await server.ask('/api/v1/devices', { ...admin, body: devices })).status).toBeLessThan(300);
  token = await server.token('device');
});
afterAll(() => server.stop());

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const send = (body: unknown, headers: Record<string, string> = {}, query = '') =>
  server.ask(`/owntracks${query}`, {
    ...{ token: '', method: 'POST', body: body as object },
    headers: { authorization: basic('li', token), ...headers },
  });
let tst = Math.floor(Date.now() / 1000) - 600;
const location = (more: object = {}) => ({
  ...{ _type: 'location', lat: 22.565, lon: 113.893, tst: ++tst, tid: 'ab', vel: 36, topic: 'owntracks/li/phone' },
  ...more,
});
const latestOf = (unit: string) => {
  const { intake, latest } = server.running.pipeline;
  const index = intake.unitOf({ unit })!.index;
  return latest.all().find(point => point.unitIndex === index);
};

test('[IN-3] [IN-7] a location is stored before the phone hears `[]`; the name may also come from headers, address, user and letters', async () => {
  expect(await send(location())).toMatchObject({ status: 200, body: [] });
  expect(latestOf('u1')).toMatchObject({ fixTimeMs: tst * 1000, speedMps: 10 });
  const nameless = () => location({ topic: undefined });
  expect((await send(nameless(), { 'x-limit-u': 'li', 'x-limit-d': 'phone' })).status).toBe(200);
  expect(latestOf('u1')).toMatchObject({ fixTimeMs: tst * 1000 });
  expect((await send(nameless(), {}, '?u=li&d=phone')).status).toBe(200);
  expect(latestOf('u1')).toMatchObject({ fixTimeMs: tst * 1000 });
  expect((await send(nameless())).status).toBe(200);
  expect(latestOf('u2')!.lon, 'li/ab reports in GCJ-02').toBeCloseTo(113.893 - 0.004869, 4);
});

test('[IN-3] what the gate refuses, what is known already and what is no position is `[]` too', async () => {
  const again = location();
  for (const message of [
    ...[again, again, location({ tst: 1_600_000_000 }), location({ lat: 0, lon: 0 }), location({ lat: 30 })],
    ...[{ _type: 'lwt', tst }, { _type: 'waypoint', desc: 'home', lat: 1, lon: 2, tst }, []],
  ])
    expect(await send(message)).toMatchObject({ status: 200, body: [] });
  expect(server.running.pipeline.refusals.of('li/phone').map(({ cause }) => cause)).toEqual(
    expect.arrayContaining(['duplicate', 'too-old', 'zero-position', 'far-outside-area']),
  );
});

test('[IN-1] [IN-6] malformed and encrypted ones are refused by name; in an array they hurt nobody', async () => {
  expect(await send(location({ lat: 'north' }))).toMatchObject({ status: 400, body: { field: 'lat' } });
  expect(await send({ _type: 'encrypted', data: 'xx' })).toMatchObject({ status: 400, body: { field: '_type' } });
  expect(await send({})).toMatchObject({ status: 400, body: { field: '_type' } });
  expect(await send([null, { _type: 'encrypted' }])).toMatchObject({ status: 400, body: { field: '_type' } });
  expect((await send('"x"')).status).toBe(400);
  expect(await send([location({ vel: 'fast' }), location(), null])).toMatchObject({ status: 200, body: [] });
  expect(latestOf('u1')).toMatchObject({ fixTimeMs: tst * 1000 });
  expect((await send(Array.from({ length: 1001 }, () => null))).status).toBe(400);
});

test('[IN-3] [P-21] unknown, retired, not signed in and not allowed are told, so that the phone keeps what it has', async () => {
  const topic = (device: string) => location({ topic: `owntracks/li/${device}` });
  expect(await send(topic('new'))).toMatchObject({ status: 404, body: { refusal: 'unknown-device' } });
  expect(await send(topic('old'))).toMatchObject({ status: 403, body: { refusal: 'retired-device' } });
  expect(await send([location(), topic('new')])).toMatchObject({ status: 404 });
  const admin = { token: '', headers: { cookie: await server.signIn('admin'), 'x-gridwall': '1' } };
  expect(JSON.stringify((await server.ask('/api/v1/devices/quarantine', admin)).body)).toContain('li/new');
  expect((await send(location(), { authorization: basic('li', 'wrong') })).status).toBe(401);
  expect((await send(location(), { authorization: '' })).status).toBe(401);
  const other = await server.token('device', { units: ['u2'] });
  expect(await send(location(), { authorization: basic('li', other) })).toMatchObject({ status: 403 });
  const wall = await server.token('wall');
  expect((await send(location(), { authorization: basic('li', wall) })).status).toBe(403);
  expect((await send(location(), { authorization: `Bearer ${token}` })).status).toBe(200);
});
