/** Positions over HTTP, through the whole server. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { UnitRecord } from '../contract/unit.ts';
import { type ServerUnderTest, startServerUnderTest, until, watch } from '../server-under-test.ts';
import { readTracks } from '../store/track-reader.ts';

let server: ServerUnderTest;
let units: UnitRecord[];
let now: number;

beforeAll(async () => {
  server = await startServerUnderTest();
  const registered = await server.ask('/api/v1/units', {
    token: '',
    headers: { cookie: await server.signIn('admin'), 'x-gridwall': '1' },
    body: ['xun-1', 'xun-2', 'xun-3', 'xun-4'].map(id => ({ id, callSign: id, unitClass: 'patrol-person' })),
  });
  units = registered.body as UnitRecord[];
});
afterAll(() => server.stop());
/** Each test two seconds after the one before, or its fixes would be too dense for the units that all share; a minute ahead is allowed. */
let tests = 0;
beforeEach(() => {
  now = Date.now() + 2000 * ++tests;
});

const at = (unit: string, time: number | string, more: object = {}) => ({
  unit,
  lon: 113.893,
  lat: 22.565,
  time,
  ...more,
});
const send = (body: unknown, token?: string) => server.post('/api/v1/positions', body, token);
const stored = (unit: UnitRecord, from = 0) =>
  readTracks(server.running.database, { fromMs: from, toMs: Date.now() + 60_000, units: [unit.index] });

describe('POST /api/v1/positions', () => {
  test('an array is judged item by item; a bad one is named and refuses only itself', async () => {
    const answer = await send([
      at('xun-1', now),
      at('xun-1', now, { lon: 22.565, lat: 113.893 }),
      at('nobody', now),
      at('xun-2', new Date(now).toISOString()),
      at('xun-2', now - 1, { lon: '113.9' }),
      at('xun-2', '2026-11-22 14:00:00'),
      null,
      at('xun-2', now + 120_000),
      at('xun-2', now - 2, { crs: 'WGS72' }),
      at('xun-2', now - 3, { secret: 1 }),
    ]);
    expect(answer).toMatchObject({ accepted: 2 });
    const { refused } = answer as { refused: { index: number; reason: string; message: string }[] };
    expect(refused.map(r => [r.index, r.reason])).toEqual([
      [1, 'swapped-lon-lat'],
      [2, 'unknown-unit'],
      [4, 'bad-input'],
      [5, 'bad-input'],
      [6, 'bad-input'],
      [7, 'future-time'],
      [8, 'bad-input'],
      [9, 'bad-input'],
    ]);
    expect(refused[1]?.message).toMatch(/nobody/);
    expect(refused[2]?.message).toMatch(/^lon：.*"113.9"/);
  });

  test('[P-7] is answered after the disk has it', async () => {
    await send(at('xun-3', now, { speedMps: 1.2, headingDeg: 360, accuracyM: 4 }));
    const [track] = await stored(units[2]!);
    expect(track).toMatchObject({ fixTimeMs: now, headingDeg: 0, lon: 113.893, lat: 22.565 });
  });

  test('[C1] the same batch again changes nothing, and each position is stored once', async () => {
    const batch = [5, 4, 3, 2, 1].map(age => at('xun-4', now - age * 1000));
    const both = await Promise.all([send(batch), send(batch)]);
    expect(both.map(a => (a as { accepted: number }).accepted).sort()).toEqual([0, 5]);
    const times = (await stored(units[3]!)).map(p => p.fixTimeMs).filter(time => batch.some(b => b.time === time));
    expect(times).toHaveLength(5);
  });

  test('[C2] [P-5] a late fix fills the track and never moves the unit back', async () => {
    await send(at('xun-2', now, { lon: 113.895 }));
    await send(at('xun-2', now - 3_600_000, { lon: 113.88 }));
    const latest = server.running.pipeline.latest.all().find(p => p.unitIndex === units[1]!.index);
    expect(latest).toMatchObject({ lon: 113.895, fixTimeMs: now });
    expect((await stored(units[1]!, now - 3_700_000)).map(p => p.lon)).toContain(113.88);
  });

  test('[C5] another coordinate system is converted once and the raw pair kept', async () => {
    await send(at('xun-3', now + 1, { lon: 113.893 + 0.004869, lat: 22.565 - 0.003051, crs: 'GCJ02' }));
    const [track] = await stored(units[2]!, now + 1);
    expect(Math.hypot(track!.lon - 113.893, track!.lat - 22.565)).toBeLessThan(0.00005);
    const { raw } = await server.running.database.db
      .selectFrom('track_block')
      .select('raw')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(raw).toMatch(/GCJ02/);
  });

  test('[C12] a token that speaks for some units is refused for the others', async () => {
    const device = await server.token('device', { units: ['xun-1'] });
    const answer = await send([at('xun-1', now + 5), at('xun-2', now + 5)], device);
    expect(answer).toMatchObject({ accepted: 1, refused: [{ index: 1, reason: 'not-allowed' }] });
  });

  test('[C9] [P-10] a backlog is taken whole; a unit that never stops is told to wait, and no other unit is', async () => {
    const backlog = (from: number) => Array.from({ length: 1000 }, (_, i) => at('xun-4', now - 86_400_000 + from + i));
    for (let i = 0; i < 10; i++) expect(await send(backlog(1000 * i))).toEqual({ accepted: 1000, refused: [] });
    const flood = (await send([...backlog(10_000).slice(0, 500), at('xun-1', now + 7)])) as {
      accepted: number;
      refused: { reason: string }[];
    };
    expect(flood.refused.length).toBeGreaterThan(300); // ten a second come back while we send
    expect(flood.accepted + flood.refused.length).toBe(501);
    expect(new Set(flood.refused.map(({ reason }) => reason))).toEqual(new Set(['too-many-requests']));
    expect((await stored(units[3]!)).length).toBeLessThan(10_200);
  });

  test('more than 1,000 at once, or no list at all, is refused as a whole', async () => {
    const many = await server.ask('/api/v1/positions', { body: Array.from({ length: 1001 }, () => ({})) });
    expect(many).toMatchObject({ status: 400, body: { refusal: 'bad-input' } });
    expect(await server.ask('/api/v1/positions', { body: '"x"' })).toMatchObject({ status: 400 });
    expect(await send([])).toEqual({ accepted: 0, refused: [] });
  });

  test('a position is on the wall within the tick, before its own answer or shortly after', async () => {
    const screen = await watch(server.url, { auth: { token: await server.token('wall') } });
    await until('a frame', () => screen.frames.length > 0);
    await send(at('xun-1', now, { lon: 113.895 }));
    await until('it moved', () => Math.abs((screen.frames.at(-1)?.get(units[0]!.index)?.[0] ?? 0) - 113.895) < 1e-4);
    screen.close();
  });

  test('what was refused is counted by source and cause', async () => {
    const count = () =>
      server.running.pipeline.refusals.list().find(r => r.cause === 'zero-position' && r.sender === 'xun-1')?.count ??
      0;
    const before = count();
    await send(at('xun-1', now, { lon: 0, lat: 0 }));
    expect(count()).toBe(before + 1);
    const metrics = await server.ask('/metrics');
    expect(metrics.body).toMatch(/gridwall_positions_refused\{source="http",cause="zero-position"\} \d/);
  });
});

describe('/osmand', () => {
  const osmand = (query: string, asked: Parameters<ServerUnderTest['ask']>[1] = {}) =>
    server.ask(`/osmand?${query}`, asked);
  const seconds = () => Math.floor(now / 1000) - 10;

  test('takes query, form and JSON, with the token in the URL or in the header', async () => {
    const token = await server.token('device', { units: ['xun-2'] });
    const place = `lat=22.566&lon=113.894&timestamp=`;
    const inUrl = await osmand(`id=xun-2&${place}${seconds()}&token=${token}`, { token: '' });
    expect(inUrl).toMatchObject({ status: 200, body: { accepted: 1 } });
    const posted = await osmand(`id=xun-2&${place}${seconds() + 1}`, { token, method: 'POST' });
    expect(posted).toMatchObject({ status: 200, body: { accepted: 1 } });
    const form = await osmand('', {
      token,
      body: `id=xun-2&${place}${seconds() + 2}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(form).toMatchObject({ status: 200, body: { accepted: 1 } });
    const location = {
      timestamp: new Date(now - 1000).toISOString(),
      coords: { latitude: 22.566, longitude: 113.894 },
    };
    const json = await osmand('', { token, body: { device_id: 'xun-2', location } });
    expect(json).toMatchObject({ status: 200, body: { accepted: 1 } });
  });

  test('answers as the protocol has it: unknown device 400 or 404, malformed 400, status only 200', async () => {
    expect(await osmand('id=nobody&lat=22.5&lon=113.9')).toMatchObject({
      status: 400,
      body: { refusal: 'unknown-device' },
    });
    expect(await osmand('id=nobody')).toMatchObject({ status: 400 });
    expect(await osmand('', { body: { device_id: 'nobody' } })).toMatchObject({ status: 404 });
    expect(await osmand('id=xun-1&lat=north&lon=113.9')).toMatchObject({ status: 400, body: { field: 'lat' } });
    expect(await osmand('id=xun-1&batt=50')).toMatchObject({ status: 200, body: { accepted: 0 } });
    expect(await osmand('id=xun-1&lat=22.5&lon=113.9', { token: 'no' })).toMatchObject({ status: 401 });
    const other = await server.token('device', { units: ['xun-2'] });
    expect(await osmand('id=xun-1&lat=22.565&lon=113.9', { token: other })).toMatchObject({ status: 403 });
  });

  test('a well-formed position that the gate refuses is 200, so that the phone goes on to the next', async () => {
    const old = await osmand('id=xun-1&lat=22.565&lon=113.9&timestamp=1600000000');
    expect(old).toMatchObject({ status: 200, body: { accepted: 0, refused: [{ reason: 'too-old' }] } });
  });

  test('[IN-4] the SOS button is a call for help from where the fix is; a late one is only listed', async () => {
    const calls = async () => {
      const { body } = await server.ask('/api/v1/alarms?kind=help', { token: await server.token('wall') });
      return (body as { alarms: { unit: string; state: string; lon: number | null; raisedAt: number }[] }).alarms;
    };
    const of = async (unit: string) => (await calls()).filter(call => call.unit === unit);
    const when = now - 2000;
    const fix = `lat=22.566&lon=113.894&timestamp=${when}`;
    expect(await osmand(`id=xun-1&${fix}&alarm=sos`)).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(await of('xun-1')).toMatchObject([{ state: 'raised', lon: 113.894 }]);
    expect((await osmand(`id=xun-1&${fix}&alarm=sos`)).status).toBe(200);
    expect(await of('xun-1'), 'sent again').toHaveLength(1);

    const old = now - 3_600_000;
    expect((await osmand(`id=xun-2&lat=22.562&lon=113.892&timestamp=${old}&alarm=sos`)).status).toBe(200);
    expect(await of('xun-2')).toMatchObject([{ state: 'cleared', lon: 113.892, raisedAt: old }]);

    const json = (location: object) => osmand('', { body: { device_id: 'xun-3', location } });
    expect((await json({ extras: { alarm: 'sos' }, timestamp: new Date(now).toISOString() })).status).toBe(200);
    expect(await of('xun-3'), 'from where it was seen last').toMatchObject([
      { state: 'raised', lon: expect.closeTo(113.893, 4) },
    ]);

    const broken = await osmand('id=xun-4&alarm=sos&lat=north&lon=113.9');
    expect(broken).toMatchObject({ status: 400, body: { field: 'lat' } });
    expect(await of('xun-4')).toMatchObject([{ state: 'raised' }]);

    const before = (await calls()).length;
    expect((await osmand('id=nobody&alarm=sos')).status).toBe(400);
    const other = await server.token('device', { units: ['xun-2'] });
    expect((await osmand('id=xun-1&alarm=sos', { token: other })).status).toBe(403);
    expect((await osmand(`id=xun-1&alarm=lowBattery`)).status).toBe(200);
    expect(await calls()).toHaveLength(before);
  });
});
