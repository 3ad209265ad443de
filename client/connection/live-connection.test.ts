import { expect, test } from 'vitest';
import { encodePositionFrame } from '../../server/contract/position-frame.ts';
import { PROTOCOL_VERSION } from '../../server/contract/protocol-version.ts';
import type { Refusal, RefusalCode } from '../../server/contract/refusal.ts';
import type { Hello } from '../../server/contract/up.ts';
import { HandTime } from '../clock/hand-time.ts';
import { createServerClock } from '../clock/server-clock.ts';
import { UnitPositions } from '../patrol/unit-positions.ts';
import { aSnapshot, NOON } from '../store/record-builders.ts';
import { createWallStore } from '../store/store.ts';
import type { LinkSocketEvents } from './link-socket.ts';
import { LiveConnection } from './live-connection.ts';
import { ModelServer } from './model-server.ts';

/** A screen whose sockets and time are in the hands of the test. `way` decides what becomes of each new socket. */
function aScreen({ build = null as string | null } = {}) {
  const time = new HandTime(NOON);
  const server = new ModelServer(time.wallNow);
  const store = createWallStore();
  const positions = new UnitPositions();
  const sockets: { events: LinkSocketEvents; hellos: Hello[]; isClosed: boolean }[] = [];
  const reloads: string[] = [];
  let wake = () => {};
  const screen = {
    time,
    server,
    store,
    positions,
    sockets,
    reloads,
    /** What a new socket meets: the server, a closed door, or a hole that swallows everything. */
    way: 'open' as 'open' | 'closed' | 'hole',
    /** The server answers hellos. */
    answers: true,
    link: () => store.getState().link,
    socket: () => sockets.at(-1)!,
    wake: () => wake(),
    heartbeat: () => screen.socket().events.message('heartbeat', server.heartbeat()),
    /** Time passes and the server sends its heartbeats. */
    live(ms: number) {
      for (let t = 0; t < ms; t += 2000) {
        time.advance(Math.min(2000, ms - t));
        screen.heartbeat();
      }
    },
    connection: new LiveConnection({
      store,
      positions,
      clock: createServerClock(time),
      reportIntervalMs: () => 30_000,
      openSocket(events) {
        const socket = { events, hellos: [] as Hello[], isClosed: false };
        sockets.push(socket);
        if (screen.way === 'open') queueMicrotask(events.opened);
        if (screen.way === 'closed') queueMicrotask(() => events.ended(null));
        return {
          hello(message) {
            socket.hellos.push(message);
            if (!screen.answers) return;
            const { event, message: answer } = server.answer(message);
            events.message(event, answer);
          },
          close: () => {
            socket.isClosed = true;
          },
        };
      },
      every: time.every,
      onWake(run) {
        wake = run;
        return () => {};
      },
      random: () => 0.5,
      build,
      offerReload: version => reloads.push(version),
      log: () => {},
    }),
  };
  return screen;
}

/** A screen that is live at the state of its server. */
async function aLiveScreen(options: Parameters<typeof aScreen>[0] = {}) {
  const screen = aScreen(options);
  screen.connection.start();
  await settled();
  expect(screen.link().name).toBe('live');
  return screen;
}

/** Sockets open and fail in a microtask, as they never do so inside the call that makes them. */
const settled = () => new Promise<void>(resolve => setImmediate(resolve));

/** Lets time pass in small steps, with room for sockets to open or fail in between. */
async function pass({ time }: { time: HandTime }, ms: number) {
  for (let t = 0; t < ms; t += 500) {
    time.advance(500);
    await settled();
  }
}

/** Lets at most `limitMs` pass until the link is live. */
async function passUntilLive(screen: ReturnType<typeof aScreen>, limitMs: number) {
  for (let t = 0; t < limitMs && screen.link().name !== 'live'; t += 500) await pass(screen, 500);
  expect(screen.link().name).toBe('live');
}

const refusalOf = (refusal: RefusalCode, retryAfterS?: number): Refusal => ({
  refusal,
  message: '',
  ...(retryAfterS === undefined ? {} : { retryAfterS }),
});

test('connecting, then live with the state of the server', async () => {
  const screen = aScreen();
  screen.server.receiveIncident();
  screen.connection.start();
  expect(screen.link()).toEqual({ name: 'connecting', attempt: 0, since: 0 });
  await settled();
  expect(screen.link().name).toBe('live');
  expect(screen.socket().hellos).toEqual([{ protocol: PROTOCOL_VERSION }]);
  expect(screen.store.getState().incidents.open).toHaveLength(1);
});

test('[A3] three missed heartbeats: lost, with the time of the data, and the socket is thrown away', async () => {
  const screen = await aLiveScreen();
  screen.live(4000);
  screen.time.advance(5900);
  expect(screen.link().name).toBe('live');
  const half = screen.socket();
  screen.time.advance(600);
  expect(screen.link()).toMatchObject({ name: 'lost', since: 4000, dataAsOf: NOON + 4000 });
  expect(half.isClosed).toBe(true);
});

test('[A1] after a cut the screen asks since what it has and counts the incidents it missed', async () => {
  const screen = await aLiveScreen();
  screen.server.receiveIncident();
  screen.server.registerUnit(1);
  screen.live(2000);
  screen.socket().events.message('delta', screen.server.deltaFrom(1));
  screen.socket().events.ended(null);
  expect(screen.link().name).toBe('lost');
  screen.server.receiveIncident();
  screen.server.changeDuty(1);
  screen.server.receiveIncident();
  await pass(screen, 3000);
  expect(screen.link().name).toBe('live');
  expect(screen.socket().hellos).toEqual([{ protocol: PROTOCOL_VERSION, since: { epoch: 'life-1', seq: 2 } }]);
  expect(screen.store.getState()).toMatchObject({ missedIncidents: 2, applied: { seq: 5 } });
  screen.live(2000);
  screen.socket().events.message('delta', screen.server.receiveIncident());
  expect(screen.store.getState().missedIncidents, 'what comes live was not missed').toBe(2);
});

test('[A1] only what came while nobody listened was missed: not what follows, not a later snapshot', async () => {
  const screen = await aLiveScreen();
  screen.socket().events.ended(null);
  await passUntilLive(screen, 10_500);
  screen.time.advance(200);
  screen.socket().events.message('delta', screen.server.receiveIncident());
  expect(screen.store.getState().missedIncidents).toBe(0);
  screen.heartbeat();
  screen.server.receiveIncident();
  screen.socket().events.message('snapshot', screen.server.snapshot());
  expect(screen.store.getState()).toMatchObject({ missedIncidents: 0, applied: { seq: 2 } });
});

test('[A2] when too much was missed one snapshot replaces everything, and new incidents are counted', async () => {
  const screen = await aLiveScreen();
  screen.socket().events.message('delta', screen.server.receiveIncident());
  screen.socket().events.ended(null);
  for (let i = 0; i < 3; i++) screen.server.receiveIncident();
  screen.server.answer = () => ({ event: 'snapshot', message: screen.server.snapshot() });
  await pass(screen, 3000);
  expect(screen.store.getState()).toMatchObject({ missedIncidents: 3, applied: { seq: 4 } });
});

test('[A6] a gap is not applied but asked about, once', async () => {
  const screen = await aLiveScreen();
  screen.live(4000);
  screen.server.receiveIncident();
  screen.answers = false;
  screen.socket().events.message('delta', screen.server.receiveIncident());
  screen.socket().events.message('delta', screen.server.receiveIncident());
  expect(screen.store.getState().incidents.open).toEqual([]);
  expect(screen.socket().hellos.slice(1)).toEqual([{ protocol: PROTOCOL_VERSION, since: { epoch: 'life-1', seq: 0 } }]);
  screen.socket().events.message('delta', screen.server.deltaFrom(1));
  expect(screen.store.getState().incidents.open).toHaveLength(3);
});

test('[A6] a heartbeat that stays ahead for two seconds makes the screen ask again', async () => {
  const screen = await aLiveScreen();
  screen.live(4000);
  screen.server.receiveIncident();
  screen.heartbeat();
  screen.time.advance(1500);
  expect(screen.socket().hellos).toHaveLength(1);
  screen.time.advance(1000);
  expect(screen.socket().hellos).toHaveLength(2);
  expect(screen.store.getState().incidents.open).toHaveLength(1);
});

test('[A4] a new epoch brings a snapshot; no row and no position of the old life stays', async () => {
  const screen = await aLiveScreen();
  screen.socket().events.message('delta', screen.server.registerUnit(1));
  const fix = {
    unitIndex: 1,
    lon: 113.9,
    lat: 22.5,
    fixTimeMs: NOON,
    headingDeg: null,
    speedMps: null,
    accuracyM: null,
  };
  screen.socket().events.message('positions', encodePositionFrame([fix], NOON));
  expect(screen.positions.count).toBe(1);
  screen.server.newLife();
  screen.live(6000);
  expect(screen.store.getState()).toMatchObject({ applied: { epoch: 'life-2', seq: 0 }, link: { name: 'live' } });
  expect(screen.store.getState().units.byId.size).toBe(0);
  expect(screen.positions.count).toBe(0);
});

test('[A4] a fact of another life of the log is not applied, and the screen asks for everything', async () => {
  const screen = await aLiveScreen();
  screen.live(4000);
  screen.server.newLife();
  screen.answers = false;
  screen.socket().events.message('delta', screen.server.receiveIncident());
  expect(screen.store.getState().incidents.open).toEqual([]);
  expect(screen.socket().hellos.at(-1)).toEqual({ protocol: PROTOCOL_VERSION });
});

test('[A4] a log that was put back to an earlier day is followed there, although its epoch is the same', async () => {
  const screen = await aLiveScreen();
  for (let i = 0; i < 3; i++) screen.socket().events.message('delta', screen.server.receiveIncident());
  screen.server.log.length = 1;
  screen.live(6000);
  expect(screen.store.getState().applied).toEqual({ epoch: 'life-1', seq: 1 });
});

test('an unreadable message is counted, asks for everything, and harms nothing', async () => {
  const screen = await aLiveScreen();
  screen.live(4000);
  screen.server.receiveIncident();
  screen.socket().events.message('delta', { facts: 'many' });
  screen.socket().events.message('positions', 'no frame');
  screen.socket().events.message('heartbeat', null);
  expect(screen.connection.badMessages()).toBe(3);
  expect(screen.socket().hellos.at(-1)).toEqual({ protocol: PROTOCOL_VERSION });
  expect(screen.store.getState().incidents.open).toHaveLength(1);
});

test('a server that sends only rubbish is not asked in a loop, and the screen says it is lost', async () => {
  const screen = await aLiveScreen();
  screen.answers = false;
  screen.server.receiveIncident();
  for (let i = 0; i < 16; i++) {
    screen.live(1000);
    for (let n = 0; n < 50; n++) screen.socket().events.message('delta', { facts: n });
  }
  expect(screen.sockets[0]!.hellos.length).toBeLessThan(5);
  expect(screen.link().name).toBe('lost');
});

test('[A1] two hours without a server: it tries for ever, never faster than half a second, never slower than ten', async () => {
  const screen = await aLiveScreen();
  screen.way = 'closed';
  screen.socket().events.ended(null);
  const tries: number[] = [];
  for (let known = screen.sockets.length, t = 0; t < 7_200_000; t += 500) {
    screen.time.advance(500);
    await Promise.resolve();
    if (screen.sockets.length > known) tries.push(t);
    known = screen.sockets.length;
  }
  const gaps = tries.slice(1).map((t, i) => t - tries[i]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(10_500);
  expect(tries.at(-1)).toBeGreaterThan(7_200_000 - 10_500);
  screen.way = 'open';
  await passUntilLive(screen, 10_500);
});

test('[D4] the server comes up long after the screen', async () => {
  const screen = aScreen();
  screen.way = 'closed';
  screen.connection.start();
  await pass(screen, 60_000);
  expect(screen.link()).toMatchObject({ name: 'connecting', since: 0 });
  screen.way = 'open';
  await passUntilLive(screen, 10_500);
  expect(screen.store.getState().missedIncidents, 'nothing is missed that nobody had').toBe(0);
});

test('[A3] a way that swallows everything is given up after five seconds, a slow answer after more and more', async () => {
  const screen = aScreen();
  screen.way = 'hole';
  screen.connection.start();
  await pass(screen, 8000);
  expect(screen.sockets.length).toBeGreaterThan(1);
  expect(screen.sockets[0]!.isClosed).toBe(true);
  screen.way = 'open';
  screen.answers = false;
  await pass(screen, 300_000);
  const opened = screen.sockets.filter(socket => socket.hellos.length > 0);
  expect(opened.length, '10, 20, 40, 60, 60 … seconds each').toBeLessThan(9);
  expect(screen.link().name).toBe('connecting');
});

test('`online` tries at once', async () => {
  const screen = await aLiveScreen();
  screen.way = 'closed';
  screen.socket().events.ended(null);
  await pass(screen, 60_000);
  screen.way = 'open';
  screen.wake();
  await settled();
  expect(screen.link().name).toBe('live');
});

test('[D3] after sleep an open socket must answer within three seconds or is replaced', async () => {
  const screen = await aLiveScreen();
  screen.live(4000);
  screen.server.receiveIncident();
  screen.wake();
  expect(screen.store.getState().incidents.open, 'a good socket: in step at once').toHaveLength(1);
  const dead = screen.socket();
  screen.answers = false;
  screen.live(2000);
  screen.wake();
  screen.time.advance(3000);
  expect(dead.isClosed).toBe(true);
});

test.each(['session-ended', 'not-signed-in'] as const)(
  '[D8] %s: signed out, nothing stays on the screen',
  async code => {
    const screen = await aLiveScreen();
    screen.socket().events.message('delta', screen.server.receiveIncident());
    screen.socket().events.message('refused', refusalOf(code));
    expect(screen.link()).toMatchObject({ name: 'signed-out', refusal: { refusal: code } });
    expect(screen.store.getState()).toMatchObject({ applied: null, viewer: null, figures: null, recent: [] });
    expect(screen.store.getState().incidents.byId.size).toBe(0);
    expect(screen.socket().isClosed).toBe(true);
    await pass(screen, 25_000);
    expect(screen.sockets, 'no hurry').toHaveLength(1);
    await pass(screen, 40_000);
    expect(screen.link().name, 'but an authorisation that is given back is noticed').toBe('live');
  },
);

test('a refusal in the handshake counts like one on the socket', async () => {
  const screen = aScreen();
  screen.way = 'hole';
  screen.connection.start();
  screen.socket().events.ended(refusalOf('not-signed-in'));
  expect(screen.link().name).toBe('signed-out');
});

test('another refusal keeps the data, with its time, and the link follows when the server goes away', async () => {
  const screen = await aLiveScreen();
  screen.live(2000);
  screen.socket().events.message('refused', refusalOf('storage-unavailable', 40));
  expect(screen.link()).toMatchObject({ name: 'refused', dataAsOf: NOON + 2000 });
  expect(screen.store.getState().applied).not.toBeNull();
  screen.way = 'closed';
  await pass(screen, 39_000);
  expect(screen.sockets, 'the server said when').toHaveLength(1);
  await pass(screen, 40_000);
  expect(screen.link()).toMatchObject({ name: 'lost', dataAsOf: NOON + 2000 });
});

test('[A5] a server that is still starting is asked again in seconds', async () => {
  const screen = aScreen();
  screen.way = 'hole';
  screen.connection.start();
  screen.socket().events.ended(refusalOf('storage-unavailable'));
  expect(screen.link()).toMatchObject({ name: 'refused', dataAsOf: null });
  screen.way = 'open';
  await passUntilLive(screen, 3000);
});

test('[A10] a screen cut off for being slow comes back after the time the server wants', async () => {
  const screen = await aLiveScreen();
  screen.socket().events.message('refused', refusalOf('slow', 20));
  expect(screen.link().name).toBe('lost');
  await pass(screen, 19_000);
  expect(screen.sockets).toHaveLength(1);
  await pass(screen, 2000);
  expect(screen.link().name).toBe('live');
});

test('[A11] a page of another build asks for a reload as long as it lasts', async () => {
  const screen = await aLiveScreen({ build: 'build-0' });
  screen.live(2000);
  screen.time.advance(500);
  expect(new Set(screen.reloads)).toEqual(new Set(['build-1']));
  screen.server.build = 'build-0';
  screen.heartbeat();
  screen.reloads.length = 0;
  screen.time.advance(500);
  expect(screen.reloads).toEqual([]);
});

test('[A11] a wrong protocol is refused and asks for a reload', async () => {
  const screen = await aLiveScreen({ build: 'build-1' });
  screen.socket().events.message('refused', refusalOf('protocol-mismatch'));
  screen.time.advance(500);
  expect(screen.link().name).toBe('refused');
  expect(screen.reloads).toHaveLength(1);
});

test('a closed incident leaves after a minute without any message', async () => {
  const screen = await aLiveScreen();
  screen.server.receiveIncident(1);
  const [open] = screen.server.incidents.values();
  const incident = { ...open!, version: 2, state: 'closed' as const, closedAt: NOON };
  screen.socket().events.message('snapshot', aSnapshot({ ...screen.server.snapshot(), incidents: [incident] }));
  expect(screen.store.getState().incidents.byId.size).toBe(1);
  screen.live(60_000);
  expect(screen.store.getState().incidents.byId.size).toBe(0);
});

test('stopped, it closes its socket and opens no other', async () => {
  const screen = await aLiveScreen();
  screen.connection.stop();
  expect(screen.socket().isClosed).toBe(true);
  await pass(screen, 60_000);
  screen.wake();
  expect(screen.sockets).toHaveLength(1);
});
