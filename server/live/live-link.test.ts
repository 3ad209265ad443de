/** The live link with real sockets: what a stranger's client sees. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { handClock } from '../clock.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import { PROTOCOL_VERSION } from '../contract/protocol-version.ts';
import {
  aReport,
  type Screen,
  type ServerUnderTest,
  startServerUnderTest,
  until,
  watch,
} from '../server-under-test.ts';

let server: ServerUnderTest;
let wallToken: string;
const screens: Screen[] = [];

beforeAll(async () => {
  server = await startServerUnderTest();
  wallToken = await server.token('wall');
  await server.signIn('duty');
});
afterAll(() => server.stop());
afterEach(() => {
  for (const screen of screens.splice(0)) screen.close();
});

async function open(opening: Parameters<typeof watch>[1], options?: Parameters<typeof watch>[2]): Promise<Screen> {
  const screen = await watch(server.url, opening, options);
  screens.push(screen);
  return screen;
}
const wall = (options?: Parameters<typeof watch>[2]) => open({ auth: { token: wallToken } }, options);
async function person(account: string): Promise<Screen> {
  return open({ extraHeaders: { cookie: await server.signIn(account) } });
}
const report = async (more: object = {}) => (await server.post('/api/v1/incidents', aReport(more))) as IncidentRecord;
const admin = { headers: { 'x-gridwall': '1' }, token: '' };

/** A point in each zone, found by asking. */
async function aPlaceIn(zone: string): Promise<{ lon: number; lat: number }> {
  const { grids } = server.running.profile.data;
  const grid = grids.features.find(({ properties }) => properties.zone === zone);
  if (!grid) throw new Error(`No grid in ${zone}.`);
  const [lon, lat] = grid.properties.labelAt;
  return { lon, lat };
}

describe('hello', () => {
  test('is answered with a snapshot and a full position frame, in this order', async () => {
    const screen = await wall({ hello: false });
    const order: string[] = [];
    screen.socket.onAny(event => order.push(event));
    screen.hello();
    await until('a frame came', () => screen.frames.length > 0);
    expect(order.slice(0, 2)).toEqual(['snapshot', 'positions']);
    const [snapshot] = screen.snapshots;
    expect(snapshot).toMatchObject({
      protocol: PROTOCOL_VERSION,
      build: 'test',
      profile: 'xinan',
      viewer: { role: 'wall', demo: true },
    });
    expect(snapshot?.epoch).toBe(server.running.pipeline.changeLog.epoch);
  });

  test('[A11] of another protocol is refused and cut', async () => {
    const screen = await wall({ hello: false });
    screen.socket.emit('hello', { protocol: '0' });
    await until('refused', () => screen.refused.length > 0 && !screen.socket.connected);
    expect(screen.refused[0]?.refusal).toBe('protocol-mismatch');
  });

  test('[A1] with the last seen number gets exactly the facts that were missed, then goes on live', async () => {
    const before = await wall();
    await until('a snapshot', () => before.snapshots.length > 0);
    const { epoch, seq } = before.snapshots[0]!;
    before.close();
    const missed = [await report(), await report()];
    const back = await wall({ hello: false });
    back.hello({ epoch, seq });
    await until('facts', () => back.facts().length >= 2);
    const live = await report();
    await until('the live fact', () => back.facts().length >= 3);
    expect(back.snapshots).toEqual([]);
    expect(back.facts().map(f => f.seq)).toEqual([seq + 1, seq + 2, seq + 3]);
    expect(back.facts().map(f => 'incident' in f && f.incident.id)).toEqual([...missed, live].map(({ id }) => id));
    expect(back.frames.length).toBeGreaterThan(0);
    expect(back.deltas[0]?.figures).toBeDefined();
  });

  test.each([
    ['[A4] of another epoch', (epoch: string, seq: number) => ({ epoch: `${epoch}x`, seq })],
    ['[A6] from the future', (epoch: string, seq: number) => ({ epoch, seq: seq + 1000 })],
  ])('%s gets a snapshot', async (_name, sinceOf) => {
    const { epoch, seq } = server.running.pipeline.changeLog;
    const screen = await wall({ hello: false });
    screen.socket.emit('hello', { protocol: PROTOCOL_VERSION, since: sinceOf(epoch, seq) });
    await until('a snapshot', () => screen.snapshots.length > 0);
    expect(screen.deltas.filter(d => d.facts.length > 0)).toEqual([]);
  });

  test('[A6] may be said again by a client that noticed a gap; nothing is doubled or missing', async () => {
    const screen = await wall();
    await until('a snapshot', () => screen.snapshots.length > 0);
    await report();
    await until('the fact', () => screen.facts().length > 0);
    const { epoch } = server.running.pipeline.changeLog;
    screen.hello({ epoch, seq: server.running.pipeline.changeLog.seq - 1 });
    await until('it again', () => screen.facts().length >= 2);
    await report();
    await until('the next', () => screen.facts().length >= 3);
    const [first, again, next] = screen.facts().map(f => f.seq);
    expect(again).toBe(first);
    expect(next).toBe(first! + 1);
  });

  test('during a storm of facts leaves nobody with a gap or a double', async () => {
    const storm = Array.from({ length: 60 }, () => report());
    const many = await Promise.all(Array.from({ length: 12 }, () => wall()));
    await Promise.all(storm);
    const last = server.running.pipeline.changeLog.seq;
    for (const screen of many) {
      await until('everything', () => (screen.deltas.at(-1)?.to ?? screen.snapshots[0]?.seq) === last);
      const numbers = screen.facts().map(f => f.seq);
      const start = screen.snapshots[0]!.seq;
      expect(numbers).toEqual(Array.from({ length: last - start }, (_, i) => start + 1 + i));
    }
  });
});

describe('who is let in', () => {
  test.each(['websocket', 'polling'] as const)(
    '[E1] a page of a foreign origin is refused over %s',
    async transport => {
      const opening = { transports: [transport], auth: { token: wallToken } };
      await expect(open({ ...opening, extraHeaders: { origin: 'https://evil.example' } })).rejects.toThrow();
      await open({ ...opening, extraHeaders: { origin: server.url } });
      await open(opening); // no browser, no origin
    },
  );

  test('[E2] nobody without a session or token, and no device', async () => {
    const refusal = (opening: object) => watch(server.url, opening).catch(error => error.data?.refusal);
    expect(await refusal({})).toBe('not-signed-in');
    expect(await refusal({ auth: { token: 'made-up' } })).toBe('not-signed-in');
    expect(await refusal({ auth: { token: { toString: 1 } } })).toBe('not-signed-in');
    expect(await refusal({ auth: { token: await server.token('device') } })).toBe('not-allowed');
  });

  test('[E6] a link ends when its token is revoked, and says why', async () => {
    const cookie = await server.signIn('admin');
    const issued = await server.ask('/api/v1/tokens', {
      ...admin,
      headers: { ...admin.headers, cookie },
      body: { kind: 'wall', name: 'to be revoked' },
    });
    const { id, token } = issued.body as { id: string; token: string };
    const screen = await open({ auth: { token } });
    await until('a snapshot', () => screen.snapshots.length > 0);
    await server.ask(`/api/v1/tokens/${id}`, { ...admin, headers: { ...admin.headers, cookie }, method: 'DELETE' });
    await until('it ended', () => !screen.socket.connected);
    expect(screen.refused.map(r => r.refusal)).toEqual(['session-ended']);
  });

  test('[E12] more links from one address than allowed are refused until one closes', async () => {
    const strict = await startServerUnderTest({ maxSocketsPerAddress: 2 });
    const token = await strict.token('wall');
    const one = await watch(strict.url, { auth: { token } });
    const two = await watch(strict.url, { auth: { token }, transports: ['polling', 'websocket'] });
    await expect(watch(strict.url, { auth: { token } })).rejects.toThrow();
    one.close();
    let three: Screen | undefined;
    await until('there is room', () => {
      watch(strict.url, { auth: { token } }).then(
        screen => (three ??= screen),
        () => {},
      );
      return three;
    });
    two.close();
    three?.close();
    await strict.stop();
  });
});

describe('what a client may do wrong', () => {
  test('[B7] [E4] a bad event is answered and the process lives', async () => {
    const screen = await wall();
    const since = (value: unknown) => ({ protocol: PROTOCOL_VERSION, since: value });
    const bad: unknown[][] = [
      ['hello'],
      ['hello', null],
      ['hello', 'hi', () => {}],
      ['hello', { protocol: 1 }],
      ['hello', { protocol: PROTOCOL_VERSION, role: 'admin' }],
      ['hello', since(5)],
      ['hello', since({ epoch: 'x', seq: -1 })],
      ['hello', since({ epoch: 'x', seq: 1.5 })],
      ['hello', since({ epoch: { $ne: 1 }, seq: 1 })],
      ['hello', Buffer.from('binary')],
      ['hello', JSON.parse(`{"protocol":"${PROTOCOL_VERSION}","__proto__":{"a":1}}`)],
      ['incident:close', { id: 1 }],
      ['disconnecting?', {}],
    ];
    for (const [event, ...args] of bad) screen.socket.emit(String(event), ...args);
    await until('all were refused', () => screen.refused.length >= bad.length);
    expect(new Set(screen.refused.map(r => r.refusal))).toEqual(new Set(['bad-input']));
    expect(screen.refused[3]).toMatchObject({ field: 'protocol' });
    const good = await wall();
    await until('a snapshot', () => good.snapshots.length > 0);
  });

  test('[E9] an event flood is refused, and cut when it goes on', async () => {
    const screen = await wall({ hello: false });
    for (let i = 0; i < 300; i++) screen.socket.emit('nonsense', i);
    await until('it was cut', () => !screen.socket.connected);
    expect(screen.refused.some(r => r.refusal === 'too-many-requests')).toBe(true);
  });

  test('who never says hello is told so and cut after 10 s; who did stays', async () => {
    const clock = handClock(Date.now());
    const patient = await startServerUnderTest({}, { clock });
    const auth = { token: await patient.token('wall') };
    const talker = await watch(patient.url, { auth });
    await until('a snapshot', () => talker.snapshots.length > 0);
    const silent = await watch(patient.url, { auth }, { hello: false });
    clock.advance(9_999);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(silent.socket.connected).toBe(true);
    clock.advance(1);
    await until('it was cut', () => !silent.socket.connected);
    expect(silent.refused.map(r => r.refusal)).toEqual(['bad-input']);
    expect(talker.socket.connected).toBe(true);
    talker.close();
    await patient.stop();
  });

  test('[E10] a message above 64 KB ends only its own link', async () => {
    const screen = await wall();
    const other = await wall();
    screen.socket.emit('hello', { protocol: 'x'.repeat(70_000) });
    await until('it was cut', () => !screen.socket.connected);
    expect(other.socket.connected).toBe(true);
  });
});

describe('what each audience is shown', () => {
  const secret = {
    text: '联系人13812345678，身份证440306199001011234',
    reporter: { name: '张三', phone: '13987654321' },
  };

  test('[E5] [I-12] [I-15] nobody gets a reporter; a wall gets no number inside a text either', async () => {
    const shown = await wall();
    const duty = await person('duty');
    const dept = await person('dept');
    await until('snapshots', () => [shown, duty, dept].every(s => s.snapshots.length > 0));
    const { id } = await report(secret);
    await until('the fact', () => [shown, duty, dept].every(s => s.facts().length > 0));
    const late = await wall();
    await until('a snapshot', () => late.snapshots.length > 0);
    for (const screen of [shown, late]) {
      const everything = JSON.stringify([screen.snapshots, screen.deltas]);
      expect(everything).toContain(id);
      expect(everything).not.toMatch(/张三|13812345678|13987654321|440306199001011234/);
      expect(everything).toContain('138****5678');
    }
    const lateDuty = await person('duty');
    await until('a snapshot', () => lateDuty.snapshots.length > 0);
    for (const screen of [duty, dept, lateDuty]) {
      const everything = JSON.stringify([screen.snapshots, screen.deltas]);
      expect(everything).toMatch(/13812345678/);
      expect(everything).not.toMatch(/张三|13987654321/);
    }
  });

  test('[E3] [I-13] a chief never receives an incident or a unit of another zone, and the sequence has no gap', async () => {
    const [own, other] = server.running.profile.zones;
    const chief = await person('chief1');
    await until('a snapshot', () => chief.snapshots.length > 0);
    const start = chief.snapshots[0]!.seq;
    const mine = await report(await aPlaceIn(own!));
    const foreign = await report(await aPlaceIn(other!));
    const outside = await report({ lon: 114.05, lat: 22.6 });
    expect([mine.zone, foreign.zone, outside.zone]).toEqual([own, other, null]);
    await server.ask('/api/v1/units', {
      ...admin,
      headers: { ...admin.headers, cookie: await server.signIn('admin') },
      body: [
        { id: 'own-1', callSign: '巡01', unitClass: 'patrol-person', homeZone: own },
        { id: 'other-1', callSign: '巡02', unitClass: 'patrol-person', homeZone: other },
      ],
    });
    const now = Date.now();
    await server.post('/api/v1/positions', [
      { unit: 'own-1', lon: 113.89, lat: 22.56, time: now },
      { unit: 'other-1', lon: 113.9, lat: 22.57, time: now },
    ]);
    await until('the facts', () => chief.facts().length >= 5);
    await until('a frame', () => chief.frames.some(frame => frame.size > 0));
    expect(chief.facts().map(f => f.seq)).toEqual([1, 2, 3, 4, 5].map(i => start + i));
    expect(chief.facts().map(f => f.kind)).toEqual([
      'incident-received',
      'withheld',
      'withheld',
      'unit-registered',
      'withheld',
    ]);
    const again = await person('chief1');
    await until('a frame', () => again.frames.length > 0);
    for (const screen of [chief, again]) {
      const everything = JSON.stringify([screen.snapshots, screen.deltas]);
      expect(everything).toContain(mine.id);
      expect(everything).not.toContain(foreign.id);
      expect(everything).not.toContain(outside.id);
      expect(everything).not.toContain('other-1');
      const units = new Set(screen.frames.flatMap(frame => [...frame.keys()]));
      expect(units).toEqual(new Set([server.running.pipeline.latest.all()[0]?.unitIndex]));
    }
  });
});

test.each([
  ['websocket', ['websocket']],
  ['polling', ['polling']],
  ['polling that becomes a websocket', ['polling', 'websocket']],
])('frames reach a stock client over %s', async (_, transports) => {
  const screen = await open({ auth: { token: wallToken }, transports });
  await until('the full frame', () => screen.frames.length > 0);
  const unit = { id: `frame-${transports.join('-')}`, callSign: '巡', unitClass: 'patrol-person', homeZone: null };
  const cookie = await server.signIn('admin');
  await server.ask('/api/v1/units', { ...admin, headers: { ...admin.headers, cookie }, body: [unit] });
  await until('the unit', () => screen.facts().length > 0);
  const [registered] = screen.facts();
  const index = registered && 'unit' in registered ? registered.unit.index : -1;
  const time = Date.now() - 8000;
  for (let i = 0; i < 8; i++) {
    const fix = { unit: unit.id, lon: 113.89 + i * 1e-4, lat: 22.56, time: time + 1000 * i };
    await server.post('/api/v1/positions', [fix]);
    await new Promise(resolve => setTimeout(resolve, 120)); // a frame each, across the change of transport
  }
  await until('the last place', () => (screen.frames.at(-1)?.get(index)?.[0] ?? 0) > 113.8906);
  expect(screen.socket.connected).toBe(true);
});

test('heartbeats come every two seconds with epoch and number', async () => {
  const screen = await wall();
  await until('two beats', () => screen.heartbeats.length >= 2);
  const { epoch, seq } = server.running.pipeline.changeLog;
  expect(screen.heartbeats.at(-1)).toMatchObject({ epoch, seq, build: 'test' });
  const [first, second] = screen.heartbeats;
  expect(second!.serverTime - first!.serverTime).toBeGreaterThan(1500);
});

test('figures follow the facts in a delta', async () => {
  const screen = await wall();
  await until('a snapshot', () => screen.snapshots.length > 0);
  const before = screen.snapshots[0]!.figures.incidents.open;
  await report();
  await until('new figures', () => screen.deltas.some(d => d.figures?.incidents.open === before + 1));
});
