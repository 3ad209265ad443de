/**
 * The table C1 to C12 of what devices get wrong (reliability §4), row by row through the real doors: HTTP, /osmand, a live wall.
 * The units share one server and one clock that moves by hand; only the disk is waited for in real time.
 */
import { createHash, createHmac } from 'node:crypto';
import gcoord from 'gcoord';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HandClock, handClock, systemClock } from '../clock.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { DeviceKeyIssued, DeviceStanding } from '../contract/device.ts';
import type { Proposal } from '../contract/incident.ts';
import type { UnitRecord } from '../contract/unit.ts';
import {
  aReport,
  type Screen,
  type ServerUnderTest,
  startServerUnderTest,
  until,
  watch,
} from '../server-under-test.ts';
import { readTracks } from '../store/track-reader.ts';
import { metresBetween } from './jump-watch.ts';

const START = Date.parse('2026-11-28T02:00:00Z');
const HERE: LonLat = [113.893, 22.565];
const M_LON = 1 / 102_800;
const M_LAT = 1 / 111_320;
const IDS = 'c1 c2 c3 c4 w g b og ob c6 c7 c8 c9 c9-quiet c10 c11 c12'.split(' ');

let server: ServerUnderTest;
let clock: HandClock;
let wall: Screen;
let cookie: string;
let index: Map<string, UnitRecord['index']>;

const asAdmin = async (path: string, body?: unknown) => {
  const headers = { cookie, 'x-gridwall': '1' };
  const { status, body: answer } = await server.ask(path, { token: '', headers, ...(body !== undefined && { body }) });
  if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
  return answer;
};

beforeAll(async () => {
  clock = handClock(START);
  server = await startServerUnderTest({}, { clock: { ...clock, after: systemClock.after } });
  cookie = await server.signIn('admin');
  const organ = `community-station:${(await assigned(HERE)).community}`;
  const aUnit = (id: string) => ({ id, callSign: id, unitClass: 'patrol-person', ...(id === 'c10' && { organ }) });
  const units = (await asAdmin('/api/v1/units', IDS.map(aUnit))) as UnitRecord[];
  index = new Map(units.map(unit => [unit.id, unit.index]));
  wall = await watch(server.url, { auth: { token: await server.token('wall') } });
  await until('a snapshot', () => wall.snapshots.length > 0);
});
afterAll(async () => {
  wall.close();
  await server.stop();
});

const at = (unit: string, more: object = {}) => ({ unit, lon: HERE[0], lat: HERE[1], time: clock.now(), ...more });
/** The reason of each that was refused, in order; 'taken' for the others. */
async function send(...reports: unknown[]): Promise<string[]> {
  const answer = (await server.post('/api/v1/positions', reports)) as { refused: { index: number; reason: string }[] };
  return reports.map((_, i) => answer.refused.find(one => one.index === i)?.reason ?? 'taken');
}
const osmand = (id: string, [lon, lat]: LonLat, more = '', time = clock.now()) =>
  server.ask(`/osmand?id=${id}&lat=${lat}&lon=${lon}&timestamp=${time}${more}`);
const assigned = async ([lon, lat]: LonLat) =>
  (await server.ask(`/api/v1/assign?lon=${lon}&lat=${lat}`)).body as { community: string };
const track = (unit: string) =>
  readTracks(server.running.database, { fromMs: 0, toMs: clock.now() + 60_000, units: [index.get(unit)!] });
const standing = async (id: string) =>
  ((await asAdmin('/api/v1/devices')) as DeviceStanding[]).find(row => row.id === id)!;
const flags = async (id: string) => (await standing(id)).flags.map(({ flag }) => flag);
const signOn = (unit: string) => asAdmin(`/api/v1/units/${unit}/duty`, { onDuty: true });
/** Lets the hub's ticks come, and the wall with them. */
async function wallSees(name: string, what: () => unknown): Promise<void> {
  await until(name, () => {
    clock.advance(100);
    return what();
  });
}
function isShown(unit: string, lon: number): boolean {
  const places = wall.frames.flatMap(frame => [frame.get(index.get(unit)!) ?? []]);
  return Math.abs((places.at(-1)?.[0] ?? 0) - lon) < 2e-6;
}
const crossings = (unit: string) =>
  wall.facts().filter(fact => fact.kind === 'unit-ground-changed' && fact.unit.id === unit);
/** A fact that follows all earlier ones: when the wall has it, it has them. */
async function wallHasAll(): Promise<void> {
  clock.advance(2000); // grounds are written every second
  const last = await server.post('/api/v1/incidents', aReport({ happenedAt: clock.now() - 1000 }));
  const { id } = last as { id: string };
  await wallSees('the last fact', () => wall.facts().some(fact => 'incident' in fact && fact.incident.id === id));
}

test('[C1] sent three times and shuffled: stored once, the unit never goes back, no second crossing', async () => {
  await signOn('c1');
  const way = Array.from({ length: 10 }, (_, i) =>
    at('c1', { lon: HERE[0] + i * 10 * M_LON, time: START - 30_000 + i * 3000 }),
  );
  const shuffled = [9, 4, 0, 7, 2, 5, 1, 8, 3, 6].map(i => way[i]!);
  const answers = [await send(...shuffled), await send(...way), await send(...way.toReversed())];
  expect(answers.flat().filter(answer => answer === 'taken')).toHaveLength(10);
  expect(answers.flat().filter(answer => answer === 'duplicate')).toHaveLength(20);
  expect((await track('c1')).map(({ fixTimeMs }) => fixTimeMs)).toEqual(way.map(({ time }) => time));
  await wallSees('its newest place', () => isShown('c1', way[9]!.lon));
  await wallHasAll();
  expect(crossings('c1')).toHaveLength(1);
});

test('[C2] two hundred cached fixes of an hour fill the track; the newest stays shown, an old alarm is only listed', async () => {
  await signOn('c2');
  await send(at('c2'));
  const cached = Array.from({ length: 200 }, (_, i) =>
    at('c2', { lon: HERE[0] - 0.004, time: clock.now() - 3_600_000 + i * 15_000 }),
  );
  expect(new Set(await send(...cached.toReversed()))).toEqual(new Set(['taken']));
  expect(await track('c2')).toHaveLength(201);
  await wallHasAll();
  expect(isShown('c2', HERE[0])).toBe(true);
  expect(crossings('c2')).toHaveLength(1);
  await osmand('c2', HERE, '&alarm=sos', clock.now() - 3_599_000);
  const { body } = await server.ask('/api/v1/alarms?kind=help', { token: await server.token('wall') });
  const calls = (body as { alarms: { unit: string; state: string }[] }).alarms.filter(({ unit }) => unit === 'c2');
  expect(calls).toMatchObject([{ state: 'cleared' }]);
});

test('[C3] a track with longitude and latitude swapped is refused and counted, not turned round', async () => {
  const swapped = [0, 1, 2].map(i => at('c3', { lon: HERE[1], lat: HERE[0], time: clock.now() - i * 1000 }));
  expect(new Set(await send(...swapped))).toEqual(new Set(['swapped-lon-lat']));
  expect((await osmand('c3', [HERE[1], HERE[0]])).body).toMatchObject({ refused: [{ reason: 'swapped-lon-lat' }] });
  const { accepted, refused } = await standing('c3');
  expect({ accepted, refused }).toEqual({ accepted: 0, refused: [{ cause: 'swapped-lon-lat', count: 4 }] });
});

test('[C4] what is no place is refused with its reason, each alone; the unit goes on ageing where it was', async () => {
  await send(at('c4'));
  clock.advance(5000);
  const values = [null, 'NaN', '113.9', 1e308, -1e308, 181, {}, true];
  const answers = await send(at('c4', { lon: 0, lat: 0 }), ...values.map(lon => at('c4', { lon })));
  expect(answers[0]).toBe('zero-position');
  for (const answer of answers.slice(1)) expect(['bad-input', 'outside-range']).toContain(answer);
  for (const lon of ['NaN', '1e999', 'east', '']) expect((await osmand('c4', [lon as never, 22.5])).status).toBe(400);
  expect((await track('c4')).map(({ fixTimeMs }) => fixTimeMs)).toEqual([clock.now() - 5000]);
});

test('[C5] same track in three systems: <= 5 m apart after conversion, declared in the message or in the register', async () => {
  await asAdmin('/api/v1/devices', [
    { id: 'phone-g', unit: 'og', crs: 'GCJ02' },
    { id: 'phone-b', unit: 'ob', crs: 'BD09' },
  ]);
  const steps = Array.from({ length: 20 }, (_, i) => {
    const wgs: LonLat = [HERE[0] + i * 10 * M_LON, HERE[1] + i * 5 * M_LAT];
    const gcj = gcoord.transform(wgs, gcoord.WGS84, gcoord.GCJ02);
    const bd = gcoord.transform(wgs, gcoord.WGS84, gcoord.BD09);
    return { wgs, gcj, bd, time: clock.now() - 200_000 + i * 10_000 };
  });
  const sent = (unit: string, [lon, lat]: LonLat, time: number, crs?: string) => at(unit, { lon, lat, time, crs });
  const reports = steps.flatMap(({ wgs, gcj, bd, time }) => [
    ...[sent('w', wgs, time), sent('g', gcj, time, 'GCJ02'), sent('b', bd, time, 'BD09')],
  ]);
  const plainAnswers = send(...reports);
  const phones = steps.flatMap(({ gcj, bd, time }) => [
    osmand('phone-g', gcj, '', time),
    osmand('phone-b', bd, '', time),
  ]);
  expect(new Set(await plainAnswers)).toEqual(new Set(['taken']));
  for (const { body } of await Promise.all(phones)) expect(body).toMatchObject({ accepted: 1 });
  const plain = await track('w');
  expect(plain).toHaveLength(20);
  for (const unit of ['g', 'b', 'og', 'ob']) {
    const other = await track(unit);
    for (const [i, point] of plain.entries()) expect(metresBetween(point, other[i]!)).toBeLessThanOrEqual(5);
  }
});

test('[C6] an hour ahead, 1970 and local time as UTC are never fresh: refused, flagged, and nothing is frozen by them', async () => {
  const now = clock.now();
  for (const [time, reason, seconds] of [
    [now + 61_000, 'future-time', 61],
    [1000, 'too-old', Math.round((1000 - now) / 1000)],
    [now + 8 * 3_600_000, 'future-time', 28_800],
  ] as const) {
    expect(await send(at('c6', { time }))).toEqual([reason]);
    expect((await standing('c6')).flags).toMatchObject([{ flag: 'wrong-clock', detail: String(seconds) }]);
  }
  expect(await send(at('c6'))).toEqual(['taken']);
});

test('[C7] a jump is not shown until a second fix agrees; a fix of 2 km accuracy moves nobody', async () => {
  const far = HERE[0] + 0.025;
  await send(at('c7'));
  clock.advance(2000);
  expect(await send(at('c7', { lon: far }))).toEqual(['implausible-jump']);
  expect(await send(at('c7', { lon: far, accuracyM: 2000, time: clock.now() + 1000 }))).toEqual(['taken']);
  await wallHasAll();
  expect(isShown('c7', HERE[0])).toBe(true);
  clock.advance(2000);
  expect(await send(at('c7', { lon: far }))).toEqual(['taken']);
  await wallSees('the new place', () => isShown('c7', far));
});

test('[C8] a walk on a border crosses it once', async () => {
  await signOn('c8');
  let [inside, outside] = [HERE[0], HERE[0] - 0.02];
  const { community } = await assigned(HERE);
  for (let i = 0; i < 15; i++) {
    const middle = (inside + outside) / 2;
    if ((await assigned([middle, HERE[1]])).community === community) inside = middle;
    else outside = middle;
  }
  /** Metres beyond the border. */
  const walk = async (metres: number) => {
    clock.advance(30_000);
    expect(await send(at('c8', { lon: inside - metres * M_LON, accuracyM: 5 }))).toEqual(['taken']);
  };
  for (const metres of [-60, 12, -12, 12, -12, 12]) await walk(metres);
  await wallHasAll();
  expect(crossings('c8')).toHaveLength(1);
  for (const metres of [60, -12, 12, -12]) await walk(metres);
  await wallHasAll();
  expect(crossings('c8')).toHaveLength(2);
});

test('[C9] of a hundred a second two are taken; another unit and an incident come through at once', async () => {
  const flood = Array.from({ length: 300 }, (_, i) => at('c9', { time: clock.now() - 3000 + i * 10 }));
  const floods = [0, 1, 2].map(i => send(...flood.slice(i * 100, (i + 1) * 100)));
  const quiet = send(at('c9-quiet', { lon: HERE[0] + 0.001 }));
  await wallHasAll();
  await wallSees('the quiet unit', () => isShown('c9-quiet', HERE[0] + 0.001));
  const answers = (await Promise.all(floods)).flat();
  expect(answers.filter(answer => answer === 'taken')).toHaveLength(6);
  expect(new Set(answers)).toEqual(new Set(['taken', 'too-dense']));
  expect(await quiet).toEqual(['taken']);
  expect(await flags('c9')).toEqual(['too-dense']);
});

test('[C10] who falls silent is fresh, stale, lost: lost it is proposed to nobody and is an alarm', async () => {
  await signOn('c10');
  await send(at('c10'));
  const proposed = async () => {
    const answer = await server.ask('/api/v1/incidents/propose', { body: { lon: HERE[0], lat: HERE[1] } });
    const { organs } = (answer.body as Proposal).suggestion;
    const own = organs.find(({ duty }) => duty === 'territorial');
    return [own?.unit, ...(own?.shortfalls ?? []).map(({ code }) => code)];
  };
  expect(await proposed()).toEqual(['c10']);
  /** Somebody is heard, or the source as a whole would be silent. */
  const minutes = async (count: number) => {
    for (let i = 0; i < count; i++) {
      clock.advance(60_000);
      if (i % 2) await send(at('c1'));
    }
  };
  await minutes(3); // five intervals of 30 s are over
  expect(await proposed()).toEqual(['c10', 'stale-fix']);
  await minutes(8);
  expect(await proposed()).toEqual([null, 'no-position']);
  const silent = (): AlarmRecord[] =>
    wall.facts().flatMap(fact => ('alarm' in fact && fact.alarm.kind === 'silent-unit' ? [fact.alarm] : []));
  await wallSees('the alarm', () => silent().some(({ unit }) => unit === 'c10'));
});

test('[C11] an unknown device waits in quarantine, a retired one is refused, two phones with one id are flagged', async () => {
  expect(await osmand('stranger', HERE)).toMatchObject({ status: 400, body: { refusal: 'unknown-device' } });
  expect(await asAdmin('/api/v1/devices/quarantine')).toMatchObject([{ id: 'stranger', source: 'osmand', reports: 1 }]);
  await asAdmin('/api/v1/devices', { id: 'old', unit: 'c11', retired: true });
  expect((await osmand('old', HERE)).body).toMatchObject({ refusal: 'retired-device' });
  for (let i = 0; i < 8; i++) {
    clock.advance(10_000);
    await send(at('c11', { lon: HERE[0] + (i % 2) * 0.02 }));
  }
  expect(await flags('c11')).toEqual(['two-places']);
});

test('[C12] a forged device and a packet that is played again are refused and audited', async () => {
  await asAdmin('/api/v1/devices', { id: 'signer', unit: 'c12' });
  const { key } = (await asAdmin('/api/v1/devices/signer/key', {})) as DeviceKeyIssued;
  await asAdmin('/api/v1/devices', { id: 'signer', mustSign: true });
  clock.advance(1000);
  const sha256 = (text: string) => createHash('sha256').update(text).digest();
  const body = JSON.stringify(at('c12'));
  const signed = (secret: string, time = clock.now()) => {
    const [nonce, digest] = ['0123456789abcdef01234567', sha256(body).toString('hex')];
    const text = ['POST', '/api/v1/positions', time, nonce, digest].join('\n');
    const signature = createHmac('sha256', sha256(secret)).update(text).digest('hex');
    const authorization = `Gridwall-HMAC device=signer,time=${time},nonce=${nonce},digest=${digest},signature=${signature}`;
    return server.ask('/api/v1/positions', { token: '', headers: { authorization }, body });
  };
  expect(await signed('guessed')).toMatchObject({ status: 401, body: { refusal: 'bad-signature' } });
  expect(await signed(key)).toMatchObject({ body: { accepted: 1 } });
  expect(await signed(key)).toMatchObject({ status: 409, body: { refusal: 'replayed', field: 'nonce' } });
  expect(await signed(key, clock.now() - 121_000)).toMatchObject({ status: 409, body: { refusal: 'replayed' } });
  clock.advance(1000);
  expect(await send(at('c12'))).toEqual(['bad-signature']);
  const audit = server.running.database.db.selectFrom('audit').select('after').where('action', '=', 'denied');
  const audited = async () => (await audit.execute()).map(({ after }) => after).join();
  for (const what of ['signature from', 'replayed nonce']) await expect.poll(audited).toContain(what);
});
