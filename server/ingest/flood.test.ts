/** Senders over their allowance, through the whole server: who is answered unread, who is not, and what is told of it. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HandClock, handClock, systemClock } from '../clock.ts';
import { createLog } from '../http/log.ts';
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts';

const START = Date.parse('2026-11-28T02:00:00Z');
const ALLOWED = 100;
const UNITS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'quiet'];

let server: ServerUnderTest;
let clock: HandClock;
let gateway: string;
const lines: { msg: string; sender?: string; unread?: number; status?: number }[] = [];
const asAdmin = async (path: string, body: unknown) => {
  const headers = { cookie: await server.signIn('admin'), 'x-gridwall': '1' };
  const answer = await server.ask(path, { token: '', headers, body });
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

beforeAll(async () => {
  clock = handClock(START);
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const overrides = { clock: { ...clock, after: systemClock.after }, log: createLog('info', sink) };
  server = await startServerUnderTest({}, overrides);
  await asAdmin(
    '/api/v1/units',
    UNITS.map(id => ({ id, callSign: id, unitClass: 'patrol-person' })),
  );
  await asAdmin('/api/v1/devices', [
    { id: 'li/phone', unit: 'five' },
    { id: 'signer', unit: 'six' },
  ]);
  gateway = await server.token('device');
});
afterAll(() => server.stop());
beforeEach(() => {
  clock.advance(60_000);
  lines.length = 0;
});

const at = (unit: string, more: object = {}) => ({ unit, lon: 113.893, lat: 22.565, time: clock.now(), ...more });
const send = (token: string, unit: string, more: object = {}) =>
  server.ask('/api/v1/positions', { token, body: at(unit, more) });
const ownToken = (unit: string) => server.token('device', { units: [unit] });
/** Says the same so often that the next one is too much: the first is taken. */
async function flood(say: () => Promise<{ status: number }>): Promise<void> {
  const answers = await Promise.all(Array.from({ length: ALLOWED + 1 }, say));
  expect(answers.filter(({ status }) => status === 429)).toEqual([]);
}
const counted = (name: string) =>
  server.running.pipeline.refusals.of(name).find(({ cause }) => cause === 'too-many-requests')?.count ?? 0;
const aboutFloods = () => lines.filter(({ msg }) => msg.includes('over its allowance'));

/** Only the head of a request; the body never comes. */
async function headOnly(token: string, more: object = {}): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more };
  const asked = request(`${server.url}/api/v1/positions`, { method: 'POST', headers });
  asked.on('error', () => {}); // the link ends before the body was sent
  asked.flushHeaders();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer;
}

test('[IN-13] a device over its allowance is answered before its body is read; its neighbours on the same address are served', async () => {
  const token = await ownToken('one');
  await flood(() => send(token, 'one'));
  const small = await headOnly(token, { 'content-length': 200 });
  expect(small.statusCode).toBe(429);
  expect(small.headers).toMatchObject({ 'retry-after': '1', 'cache-control': 'no-store', connection: 'keep-alive' });
  // What comes anyway need not be thrown away for long.
  for (const head of [{ 'content-length': 900_000 }, { 'transfer-encoding': 'chunked' }])
    expect((await headOnly(token, head)).headers.connection).toBe('close');
  const { status, body } = await send(token, 'one');
  expect({ status, body }).toMatchObject({
    status: 429,
    body: { refusal: 'too-many-requests', message: expect.stringContaining('过于频繁'), retryAfterS: 1 },
  });
  expect(await send(await ownToken('quiet'), 'quiet')).toMatchObject({ status: 200, body: { accepted: 1 } });
  expect(await send(gateway, 'two')).toMatchObject({ status: 200, body: { accepted: 1 } });
  // The unit itself may be reported by others.
  expect(await send(gateway, 'one', { time: clock.now() + 600 })).toMatchObject({ body: { accepted: 1 } });
});

test('[IN-13] every refusal is counted by device and cause, and one line is logged', async () => {
  const token = await ownToken('two');
  await flood(() => send(token, 'two'));
  const before = lines.length;
  for (let i = 0; i < 30; i++) expect((await send(token, 'two')).status).toBe(429);
  expect(counted('two')).toBe(30);
  expect(aboutFloods()).toMatchObject([{ sender: 'two', source: 'http', unread: 1 }]);
  expect(lines).toHaveLength(before + 1);
  clock.advance(60_000);
  await flood(() => send(token, 'two'));
  await send(token, 'two');
  expect(aboutFloods()).toMatchObject([{ unread: 1 }, { unread: 31 }]);
  const { body } = await server.ask('/metrics');
  const [, measured] =
    /_count\{method="POST",route="\/api\/v1\/positions",status="429"\} (\d+)/.exec(String(body)) ?? [];
  expect(Number(measured)).toBeGreaterThanOrEqual(31);
});

test('[IN-13] who keeps quiet is read again, and of who does not ten a second are', async () => {
  const token = await ownToken('three');
  await flood(() => send(token, 'three'));
  expect((await send(token, 'three')).status).toBe(429);
  clock.advance(600);
  expect(await send(token, 'three')).toMatchObject({ status: 200, body: { accepted: 1 } });
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(token, 'three')));
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  clock.advance(100);
  expect((await send(token, 'three')).status).toBe(200);
});

test('[IN-13] a backlog is no flood, however fast it comes and however often, nor is what is refused of it', async () => {
  const token = await ownToken('four');
  const old = Array.from({ length: 150 }, (_, i) => START - 3_600_000 + i * 1000);
  for (const more of [{}, {}, { lon: 100 }]) {
    const answers = await Promise.all(old.map(time => send(token, 'four', { time, ...more })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  }
  expect(await send(token, 'four')).toMatchObject({ body: { accepted: 1 } });
});

test('[IN-13] whom a gateway`s head does not name is not refused for another one', async () => {
  for (let i = 0; i < 2; i++) await flood(() => send(gateway, 'seven'));
  expect(await send(gateway, 'eight')).toMatchObject({ status: 200, body: { accepted: 1 } });
  expect(counted('seven')).toBe(0);
});

const osmand = (id: string, more = '') =>
  server.ask(`/osmand?id=${id}&token=${gateway}&lat=22.565&lon=113.893&timestamp=${clock.now()}${more}`, { token: '' });

test('[IN-13] [IN-14] OsmAnd: the device in the address is turned away, not the others of its token, and never a call for help', async () => {
  await flood(() => osmand('eight'));
  expect((await osmand('eight')).status).toBe(429);
  expect(await osmand('nine')).toMatchObject({ status: 200, body: { accepted: 1 } });
  expect((await osmand('eight', '&alarm=sos')).status).toBe(200);
  const coords = { latitude: 22.565, longitude: 113.893 };
  const body = { device_id: 'eight', location: { timestamp: clock.now(), coords, extras: { alarm: 'sos' } } };
  expect((await server.ask(`/osmand?token=${gateway}`, { token: '', body })).status).toBe(200);
  const { body: alarms } = await server.ask('/api/v1/alarms?kind=help', { token: await server.token('wall') });
  expect(alarms).toMatchObject({ alarms: [{ unit: 'eight', state: 'raised' }] });
});

test('[IN-13] OwnTracks: the device in the headers, when the message says the same', async () => {
  const authorization = `Basic ${Buffer.from(`li:${gateway}`).toString('base64')}`;
  const say = (device: string, topic: string) =>
    server.ask('/owntracks', {
      ...{ token: '', headers: { authorization, 'x-limit-u': 'li', 'x-limit-d': device } },
      body: { _type: 'location', lat: 22.565, lon: 113.893, tst: clock.now() / 1000, topic },
    });
  await flood(() => say('phone', 'owntracks/li/phone'));
  expect((await say('phone', 'owntracks/li/phone')).status).toBe(429);
  expect(counted('li/phone')).toBe(1);
  for (let i = 0; i < 2; i++) await flood(() => say('relay', 'owntracks/li/phone'));
});

test('[IN-13] a signature: the device that signs is turned away, and its nonces are not used up', async () => {
  const { key } = (await asAdmin('/api/v1/devices/signer/key', {})) as { key: string };
  const sha256 = (text: string) => createHash('sha256').update(text).digest();
  const say = () => {
    const body = JSON.stringify(at('six'));
    const [time, nonce, digest] = [clock.now(), randomBytes(12).toString('hex'), sha256(body).toString('hex')];
    const text = ['POST', '/api/v1/positions', time, nonce, digest].join('\n');
    const signature = createHmac('sha256', sha256(key)).update(text).digest('hex');
    const authorization = `Gridwall-HMAC device=signer,time=${time},nonce=${nonce},digest=${digest},signature=${signature}`;
    return server.ask('/api/v1/positions', { token: '', headers: { authorization }, body });
  };
  await flood(say);
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(Array.from({ length: 100 }, say));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([429]));
  }
  expect(counted('signer')).toBe(2000);
  clock.advance(60_000);
  expect(await say()).toMatchObject({ status: 200, body: { accepted: 1 } });
});

test('[IN-13] a link on which nobody listens to the answers ends after 500', async () => {
  const token = await ownToken('nine');
  await flood(() => send(token, 'nine'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const closes: number[] = [];
  for (let i = 1; i <= 501; i++) {
    const headers = { authorization: `Bearer ${token}`, 'content-length': 0 };
    const asked = request(`${server.url}/api/v1/positions`, { method: 'POST', agent, headers });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    if (answer.headers.connection === 'close') closes.push(i);
  }
  agent.destroy();
  expect(closes).toEqual([500]);
});
