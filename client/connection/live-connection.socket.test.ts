/** The live connection over real sockets, with a real server behind a way that can be cut, plugged and opened. */
import { afterEach, expect, test } from 'vitest';
import { encodePositionFrame } from '../../server/contract/position-frame.ts';
import { PROTOCOL_VERSION } from '../../server/contract/protocol-version.ts';
import { HandTime } from '../clock/hand-time.ts';
import { createServerClock } from '../clock/server-clock.ts';
import { UnitPositions } from '../patrol/unit-positions.ts';
import { NOON } from '../store/record-builders.ts';
import { createWallStore, type WallState } from '../store/store.ts';
import { startFakeServer } from './fake-server.ts';
import { LiveConnection } from './live-connection.ts';
import { ModelServer } from './model-server.ts';
import { openSocketIo } from './open-socket-io.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A screen and its server. Sockets are real; time stands still unless the test moves it. */
async function aScreen() {
  const time = new HandTime(NOON);
  const model = new ModelServer(time.wallNow);
  const server = await startFakeServer(model);
  cleanUps.push(server.close);
  const store = createWallStore();
  const positions = new UnitPositions();
  const connection = new LiveConnection({
    store,
    positions,
    clock: createServerClock(time),
    reportIntervalMs: () => 30_000,
    openSocket: openSocketIo(server.url),
    every: time.every,
    onWake: () => () => {},
    random: () => 0,
    build: null,
    offerReload: () => {},
    log: () => {},
  });
  cleanUps.push(() => connection.stop());
  connection.start();
  const screen = { time, model, server, store, positions };
  return screen;
}
type Screen = Awaited<ReturnType<typeof aScreen>>;

/** Resolves when the store says so; a test that waits in vain ends at the limit of the runner. */
function until({ store }: Screen, isSo: (state: WallState) => boolean): Promise<void> {
  return new Promise(resolve => {
    const check = (state: WallState) => {
      if (!isSo(state)) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(check);
    check(store.getState());
  });
}
const isLive = (state: WallState) => state.link.name === 'live';
const isLost = (state: WallState) => state.link.name === 'lost';

/** Lets hand-moved time go on until the store says so, with real time for the sockets in between. */
async function passUntil(screen: Screen, isSo: (state: WallState) => boolean): Promise<void> {
  while (!isSo(screen.store.getState())) {
    screen.time.advance(500);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

const expectInStep = ({ store, model }: Screen) => {
  const state = store.getState();
  expect(state.applied).toEqual({ epoch: model.epoch, seq: model.seq });
  expect(new Map(state.incidents.byId)).toEqual(model.incidents);
  expect(new Map(state.units.byId)).toEqual(model.units);
};
const seqIs = (seq: number) => (state: WallState) => state.applied?.seq === seq;

test('facts, figures and binary positions arrive', async () => {
  const screen = await aScreen();
  await until(screen, isLive);
  screen.server.tell(screen.model.registerUnit(3));
  const fix = { unitIndex: 3, lon: 113.9, lat: 22.5, fixTimeMs: NOON, headingDeg: 45, speedMps: 1, accuracyM: 5 };
  screen.server.positions(encodePositionFrame([fix], NOON));
  screen.server.tell(screen.model.receiveIncident());
  await until(screen, seqIs(2));
  expectInStep(screen);
  expect(screen.store.getState().figures?.incidents.open).toBe(1);
  expect(screen.positions.lon[screen.positions.slotOf(3)]).toBeCloseTo(113.9, 5);
});

test('[A1] a cut way: lost at once, back with the difference only, nothing twice', async () => {
  const screen = await aScreen();
  await until(screen, isLive);
  screen.server.tell(screen.model.receiveIncident());
  await until(screen, seqIs(1));
  screen.server.door('shut');
  await until(screen, isLost);
  screen.model.receiveIncident();
  screen.model.receiveIncident();
  screen.server.door('open');
  await passUntil(screen, isLive);
  expectInStep(screen);
  expect(screen.server.hellos.at(-1)).toEqual({ protocol: PROTOCOL_VERSION, since: { epoch: 'life-1', seq: 1 } });
  expect(screen.store.getState().missedIncidents).toBe(2);
});

test('[A3] a pulled cable: six seconds of silence, then a new socket', async () => {
  const screen = await aScreen();
  await until(screen, isLive);
  screen.server.blackHole(true);
  screen.time.advance(5900);
  expect(screen.store.getState().link.name).toBe('live');
  screen.time.advance(600);
  expect(screen.store.getState().link).toMatchObject({ name: 'lost', dataAsOf: NOON });
  screen.model.receiveIncident();
  await passUntil(screen, ({ link }) => link.name === 'lost' && link.attempt > 1);
  screen.server.blackHole(false);
  await passUntil(screen, isLive);
  expectInStep(screen);
});

test('[A4] the server comes back with a new epoch: a snapshot, no stale rows', async () => {
  const screen = await aScreen();
  await until(screen, isLive);
  screen.server.tell(screen.model.registerUnit(1));
  await until(screen, seqIs(1));
  screen.server.cut();
  await until(screen, isLost);
  screen.model.newLife();
  screen.model.registerUnit(2);
  await passUntil(screen, isLive);
  expectInStep(screen);
});

test('[A6] lost and doubled deltas: the heartbeat shows what is missing', async () => {
  const screen = await aScreen();
  await until(screen, isLive);
  screen.server.deltas = 'lost';
  screen.server.tell(screen.model.receiveIncident());
  screen.server.heartbeat();
  await passUntil(screen, seqIs(1));
  screen.server.deltas = 'doubled';
  screen.server.tell(screen.model.receiveIncident());
  await until(screen, seqIs(2));
  expectInStep(screen);
  expect(screen.store.getState().recent.map(fact => fact.seq)).toEqual([1, 2]);
});

test('[D4] no server at boot, then there is one', async () => {
  const screen = await aScreen();
  screen.server.door('shut');
  await passUntil(screen, ({ link }) => link.name === 'connecting' && link.attempt > 3);
  screen.server.door('open');
  await passUntil(screen, isLive);
  expectInStep(screen);
});

test('[D8] a revoked session empties the screen', async () => {
  const screen = await aScreen();
  screen.model.receiveIncident();
  await until(screen, isLive);
  screen.server.refuseWith = { refusal: 'session-ended', message: '大屏设备授权已失效' };
  screen.server.cut();
  await passUntil(screen, ({ link }) => link.name === 'signed-out');
  expect(screen.store.getState().incidents.byId.size).toBe(0);
});
