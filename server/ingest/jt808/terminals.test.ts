/** Terminals of JT/T 808 on real sockets, through the whole server. */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AlarmRecord } from '../../contract/alarm.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import { type ServerUnderTest, startServerUnderTest, until } from '../../server-under-test.ts';
import { readTracks } from '../../store/track-reader.ts';
import { ScriptedTerminal } from './scripted-terminal.ts';
import {
  batchBody,
  type EncodedTerminal,
  encodeMessage,
  locationBody,
  registrationBody,
  replyBody,
} from './terminal-encoder.ts';

const LOCATION = 0x0200;
const BATCH = 0x0704;
const HEARTBEAT = 0x0002;
const SOS = 1;
const NOTHING = Buffer.alloc(0);

let server: ServerUnderTest;
let port: number;
let units: UnitRecord[];

beforeAll(async () => {
  port = await freePort();
  server = await startServerUnderTest({ jt808Port: port });
  const ids = Array.from({ length: 12 }, (_, i) => `car-${i}`);
  units = (await admin(
    '/api/v1/units',
    ids.map(id => ({ id, callSign: id, unitClass: 'patrol-vehicle' })),
  )) as UnitRecord[];
  await admin(
    '/api/v1/devices',
    ids.map((unit, i) => ({ id: phone(i), unit, name: `terminal ${i}` })),
  );
});
afterAll(() => server.stop());

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => probe.once('listening', resolve));
  const { port: free } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return free;
}

async function admin(path: string, body: unknown): Promise<unknown> {
  const headers = { cookie: await server.signIn('admin'), 'x-gridwall': '1' };
  const answer = await server.ask(path, { token: '', headers, body });
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const phone = (i: number) => `1380000000${i}`.slice(0, 11 + Math.floor(i / 10));
const old = (i: number): EncodedTerminal => ({ phone: phone(i), protocolVersion: null });
const late = (i: number): EncodedTerminal => ({ phone: phone(i), protocolVersion: 1 });
const connect = (who: EncodedTerminal, from?: string) => ScriptedTerminal.connect(port, who, from);
const second = () => Math.floor(Date.now() / 1000) * 1000;
const at = (timeMs: number, more: object = {}) => ({ lon: 113.893, lat: 22.565, timeMs, ...more });
const stored = (i: number) =>
  readTracks(server.running.database, { fromMs: 0, toMs: Date.now() + 60_000, units: [units[i]!.index] });
const refusals = (sender: string, cause: string) =>
  server.running.pipeline.refusals.list().find(row => row.sender === sender && row.cause === cause)?.count ?? 0;
const helpAlarms = async (unit: string) => {
  const { body } = await server.ask('/api/v1/alarms?kind=help', {
    token: '',
    headers: { cookie: await server.signIn('duty') },
  });
  return (body as { alarms: AlarmRecord[] }).alarms.filter(alarm => alarm.unit === unit);
};
async function answerAlarm(alarm: AlarmRecord, event: 'acknowledge' | 'clear'): Promise<void> {
  const headers = { cookie: await server.signIn('duty'), 'x-gridwall': '1' };
  const body = { commandId: crypto.randomUUID(), issuedAt: Date.now(), ...(event === 'clear' && { reason: '误报' }) };
  const answer = await server.ask(`/api/v1/alarms/${alarm.id}/${event}`, { token: '', headers, body });
  expect(answer.status).toBe(200);
}

describe('who a terminal is', () => {
  test.each([
    ['2013', old(0)],
    ['2019', late(1)],
  ])('[IN-25] %s: registers, signs on, and its position is on disk when it is answered', async (_, who) => {
    const i = who.protocolVersion === null ? 0 : 1;
    const terminal = await connect(who);
    const code = await terminal.signOn();
    expect(code).toMatch(/^[\w-]{43}$/);
    const timeMs = second() - 2000;
    expect(await terminal.ask(LOCATION, locationBody(at(timeMs, { speedKmh: 36, headingDeg: 90 })))).toBe(0);
    expect(await stored(i)).toMatchObject([
      { fixTimeMs: timeMs, lon: 113.893, lat: 22.565, speedMps: 10, headingDeg: 90 },
    ]);
    expect(await terminal.ask(HEARTBEAT, NOTHING)).toBe(0);
    const { rows } = await server.running.database.db
      .selectFrom('device')
      .selectAll()
      .where('id', '=', phone(i))
      .execute()
      .then(rows => ({ rows }));
    expect(JSON.stringify(rows)).not.toContain(code);
    terminal.close();
  });

  test('[IN-25] one that nobody admitted is told so, and an administrator finds it', async () => {
    const stranger = await connect({ phone: '13999999999', protocolVersion: null });
    expect(await stranger.ask(0x0100, registrationBody(stranger.who, NOTHING))).toBe(4);
    expect(await stranger.signOnWith('whatever')).toBe(1);
    expect(refusals('13999999999', 'unknown-device')).toBe(2);
    const headers = { cookie: await server.signIn('admin') };
    const { body } = await server.ask('/api/v1/devices/quarantine', { token: '', headers });
    expect(JSON.stringify(body)).toMatch(/"13999999999"/);
    stranger.close();
  });

  test('[IN-26] nothing is taken before signing on, nor after a wrong code', async () => {
    const terminal = await connect(old(2));
    const before = await stored(2);
    expect(await terminal.ask(LOCATION, locationBody(at(second())))).toBe(1);
    expect(await terminal.ask(HEARTBEAT, NOTHING)).toBe(1);
    expect(await terminal.signOnWith('wrong')).toBe(1);
    expect(await terminal.ask(BATCH, batchBody([at(second())], 0))).toBe(1);
    expect(await stored(2)).toEqual(before);
    expect(refusals(phone(2), 'sign-in-failed')).toBe(1);
    expect(refusals(phone(2), 'not-signed-in')).toBe(3);
    terminal.close();
  });

  test('[IN-27] a second link of the device ends the first; the code of a link is for its own device', async () => {
    const first = await connect(old(2));
    const code = await first.signOn();
    const other = await connect(old(2), '127.0.0.2');
    expect(await other.ask(0x0100, registrationBody(old(2), NOTHING))).toBe(3); // from elsewhere, while it is here
    expect(await other.signOnWith(code)).toBe(0);
    await until('the first is closed', () => first.isClosed);
    expect(await other.ask(HEARTBEAT, NOTHING)).toBe(0);
    other.socket.write(encodeMessage(old(3), LOCATION, 1, locationBody(at(second()))));
    expect(await other.result()).toBe(1);
    expect(await stored(3)).toEqual([]);
    other.close();
  });

  test('[IN-25] a retired device is nobody; one that must sign never gets a code, and signs on with the one it was given', async () => {
    await admin('/api/v1/devices', { id: '13711110000', unit: 'car-3', retired: true });
    const retired = await connect({ phone: '13711110000', protocolVersion: null });
    expect(await retired.ask(0x0100, registrationBody(retired.who, NOTHING))).toBe(4);
    await admin('/api/v1/devices', { id: '13711110001', unit: 'car-3' });
    const { key } = (await admin('/api/v1/devices/13711110001/key', {})) as { key: string };
    await admin('/api/v1/devices', { id: '13711110001', mustSign: true });
    const signer = await connect({ phone: '13711110001', protocolVersion: null });
    expect(await signer.ask(0x0100, registrationBody(signer.who, NOTHING))).toBe(3);
    expect(await signer.signOnWith(key)).toBe(0);
    retired.close();
    signer.close();
  });

  test('[IN-25] who registers again and again is cut', async () => {
    const terminal = await connect(old(3));
    for (let i = 0; i < 8; i++) terminal.socket.write(terminal.frame(0x0102, Buffer.from('guess')));
    await until('it is cut', () => terminal.isClosed);
    expect(refusals(phone(3), 'too-many-requests')).toBe(1);
  });
});

describe('positions', () => {
  test('[IN-28] batches, also re-sent ones and those in parts, are sorted by time; the same again is "ok" and stored once', async () => {
    const terminal = await connect(late(4));
    await terminal.signOn();
    const now = second();
    const batch = batchBody([at(now - 2000), at(now - 4000), at(now - 3000)], 1);
    expect(await terminal.ask(BATCH, batch)).toBe(0);
    expect(await terminal.ask(BATCH, batch)).toBe(0);
    const long = batchBody(
      Array.from({ length: 60 }, (_, i) => at(now - 100_000 + 1000 * i)),
      1,
    );
    const parts = [long.subarray(0, 900), long.subarray(900, 1800), long.subarray(1800)];
    for (const [i, part] of parts.entries())
      terminal.socket.write(terminal.frame(BATCH, part, { index: i + 1, count: 3 }));
    expect([await terminal.result(), await terminal.result(), await terminal.result()]).toEqual([0, 0, 0]);
    expect(await stored(4)).toHaveLength(63);
    const latest = server.running.pipeline.latest.all().find(place => place.unitIndex === units[4]!.index);
    expect(latest).toMatchObject({ fixTimeMs: now - 2000 });
    terminal.close();
  });

  test('[IN-29] without a fix, with shifted coordinates, without a moment, far away: nothing is stored, each is answered', async () => {
    const terminal = await connect(old(5));
    await terminal.signOn();
    const now = second();
    expect(await terminal.ask(LOCATION, locationBody(at(now, { status: 0 })))).toBe(0);
    expect(await terminal.ask(LOCATION, locationBody(at(now, { status: 2 | (1 << 5) })))).toBe(3);
    const timeless = locationBody(at(now));
    timeless.fill(0, 22, 28);
    expect(await terminal.ask(LOCATION, timeless)).toBe(0);
    expect(await terminal.ask(LOCATION, locationBody(at(now, { lat: -22.565 })))).toBe(0);
    expect(await stored(5)).toEqual([]);
    expect(refusals(phone(5), 'bad-input')).toBe(2);
    expect(refusals(phone(5), 'far-outside-area')).toBe(1);
    terminal.close();
  });

  test('[IN-21] what is not supported or does not fit is said; a damaged frame only to its own link', async () => {
    const terminal = await connect(old(5));
    await terminal.signOn();
    expect(await terminal.ask(0x0900, Buffer.of(1, 2))).toBe(3);
    expect(await terminal.ask(LOCATION, Buffer.alloc(20))).toBe(2);
    const damaged = terminal.frame(HEARTBEAT, NOTHING);
    damaged[damaged.length - 2]! ^= 1;
    terminal.socket.write(damaged);
    expect(await terminal.result()).toBe(2);
    const foreign = encodeMessage(old(6), HEARTBEAT, 1, NOTHING);
    foreign[foreign.length - 2]! ^= 1;
    terminal.socket.write(foreign);
    terminal.socket.write(encodeMessage(old(5), 0x0001, 9, replyBody(1, 0x8203, 0))); // an answer is not answered
    expect(await terminal.ask(HEARTBEAT, NOTHING)).toBe(0);
    terminal.close();
  });

  test('[IN-20] two chunks a byte, and noise between frames, cost nothing', async () => {
    const terminal = await connect(old(6));
    await terminal.signOn();
    const now = second();
    terminal.socket.setNoDelay(true);
    for (const byte of terminal.frame(LOCATION, locationBody(at(now - 1000)))) {
      terminal.socket.write(Buffer.of(byte));
      terminal.socket.write(NOTHING);
      await sleep(1);
    }
    terminal.socket.write(
      Buffer.concat([Buffer.from('GET / HTTP/1.1\r\n'), terminal.frame(LOCATION, locationBody(at(now)))]),
    );
    expect([await terminal.result(), await terminal.result()]).toEqual([0, 0]);
    expect(await stored(6)).toHaveLength(2);
    terminal.close();
  });

  test('[IN-33] a link that sends noise, or speaks on without signing on, is cut; the others do not notice', async () => {
    const good = await connect(old(7));
    await good.signOn();
    const [noise, mute] = [await connect(old(8)), await connect(old(8))];
    noise.socket.write(Buffer.from('7e000000'.repeat(20_000), 'hex'));
    for (let i = 0; i < 60; i++) mute.socket.write(mute.frame(HEARTBEAT, NOTHING));
    expect(await good.ask(LOCATION, locationBody(at(second())))).toBe(0);
    await until('both are cut', () => noise.isClosed && mute.isClosed);
    expect(await good.ask(HEARTBEAT, NOTHING)).toBe(0);
    good.close();
  });

  test('[IN-32] a restart keeps the code, and what was answered', async () => {
    const terminal = await connect(old(8));
    const code = await terminal.signOn();
    expect(await terminal.ask(LOCATION, locationBody(at(second())))).toBe(0);
    const before = await stored(8);
    await server.restart();
    await until('the link is gone', () => terminal.isClosed);
    const again = await connect(old(8));
    expect(await again.signOnWith(code)).toBe(0);
    expect(await again.ask(LOCATION, locationBody(at(second() + 1000)))).toBe(0);
    expect(await stored(8)).toEqual([...before, expect.anything()]);
    again.close();
  });
});

describe('calls for help', () => {
  const report = (terminal: ScriptedTerminal, timeMs: number, more: object = {}) =>
    terminal.ask(LOCATION, locationBody(at(timeMs, { alarms: SOS, ...more })));

  test('[IN-30] [IN-31] an episode is one alarm; its acknowledgement is told to the terminal once, and again while the bit stays', async () => {
    const terminal = await connect(old(9));
    await terminal.signOn();
    const now = second() - 20_000;
    for (let i = 0; i < 3; i++) expect(await report(terminal, now + 1000 * i)).toBe(0);
    const [alarm, ...more] = await helpAlarms('car-9');
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({ state: 'raised', priority: 1, lon: 113.893, lat: 22.565 });
    await answerAlarm(alarm!, 'acknowledge');
    const { id, body } = await terminal.next();
    expect([id.toString(16), body.readUInt32BE(2), body.readUInt16BE(0)]).toEqual(['8203', 1, 2]); // 0 registered, 1 signed on
    await answerAlarm(alarm!, 'clear');
    terminal.socket.write(terminal.frame(LOCATION, locationBody(at(now + 5000, { alarms: SOS }))));
    expect((await terminal.next()).id.toString(16)).toBe('8203'); // it has not heard the first
    expect(await terminal.result()).toBe(0);
    expect(await helpAlarms('car-9')).toHaveLength(1);
    expect(await report(terminal, now + 6000, { alarms: 0 })).toBe(0);
    expect(await report(terminal, now + 7000)).toBe(0); // pressed anew
    expect(await helpAlarms('car-9')).toHaveLength(2);
    terminal.close();
  });

  test('[IN-30] without a fix it is a call all the same, from where the unit was seen last', async () => {
    const terminal = await connect(late(10));
    await terminal.signOn();
    const now = second() - 5000;
    expect(await report(terminal, now, { alarms: 0, lon: 113.9 })).toBe(0);
    expect(await report(terminal, now + 1000, { status: 0, lon: 0, lat: 0 })).toBe(0);
    expect(await helpAlarms('car-10')).toMatchObject([{ state: 'raised', lon: 113.9 }]);
    terminal.close();
  });

  test('[IN-30] the same reports again in a late batch are no second call, not after the alarm was cleared either', async () => {
    const terminal = await connect(old(3));
    await terminal.signOn();
    const now = second() - 30_000;
    for (let i = 0; i < 3; i++) expect(await report(terminal, now + 1000 * i)).toBe(0);
    expect(await report(terminal, now + 5000, { alarms: 0 })).toBe(0);
    const again = batchBody(
      [0, 1, 2].map(i => at(now + 1000 * i, { alarms: SOS })),
      1,
    );
    expect(await terminal.ask(BATCH, again)).toBe(0);
    const [alarm] = await helpAlarms('car-3');
    await answerAlarm(alarm!, 'clear');
    expect((await terminal.next()).id.toString(16)).toBe('8203');
    expect(await terminal.ask(BATCH, again)).toBe(0);
    expect(await helpAlarms('car-3')).toMatchObject([{ state: 'cleared', raisedAt: expect.any(Number) }]);
    terminal.close();
  });

  test('[IN-30] one from hours ago is listed and not raised, however often the batch comes', async () => {
    const terminal = await connect(old(11));
    await terminal.signOn();
    const then = second() - 3 * 3_600_000;
    const batch = batchBody([0, 1, 2].map(i => at(then + 10_000 * i, { alarms: SOS })).concat(at(then + 30_000)), 1);
    for (let i = 0; i < 2; i++) expect(await terminal.ask(BATCH, batch)).toBe(0); // nobody answered it: no 0x8203
    expect(await helpAlarms('car-11')).toMatchObject([{ state: 'cleared', raisedAt: then }]);
    terminal.close();
  });

  test('[IN-30] who called out of coverage and still calls when the link is back is heard', async () => {
    const terminal = await connect(old(0));
    await terminal.signOn();
    const now = second();
    const batch = batchBody(
      [600, 590, 0].map(ago => at(now - 1000 * ago, { alarms: SOS })),
      1,
    );
    expect(await terminal.ask(BATCH, batch)).toBe(0);
    expect((await helpAlarms('car-0')).map(({ state }) => state)).toEqual(['raised', 'cleared']);
    terminal.close();
  });
});
