/** What survives a stop and a start, and what stops a start. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import type { IncidentRecord } from './contract/incident.ts';
import { createLog } from './http/log.ts';
import { startServer } from './main.ts';
import { aReport, startServerUnderTest, until, watch } from './server-under-test.ts';

test('[B1] [P-9] a restart keeps epoch, numbers, records and last places, and lets a wall continue where it was', async () => {
  const server = await startServerUnderTest();
  try {
    const auth = { token: await server.token('wall') };
    const admin = { token: '', headers: { cookie: await server.signIn('admin'), 'x-gridwall': '1' } };
    await server.ask('/api/v1/units', { ...admin, body: { id: 'u1', callSign: '巡01', unitClass: 'patrol-person' } });
    const time = Date.now() - 5000;
    await server.post('/api/v1/positions', { unit: 'u1', lon: 113.9, lat: 22.56, time });
    const first = await watch(server.url, { auth });
    await until('a snapshot', () => first.snapshots.length > 0);
    const { epoch, seq } = first.snapshots[0]!;
    const missed = (await server.post('/api/v1/incidents', aReport())) as IncidentRecord;
    first.close();

    await server.restart();

    expect(server.running.pipeline.changeLog.seq).toBe(seq + 1);
    const next = (await server.post('/api/v1/incidents', aReport())) as IncidentRecord;
    const back = await watch(server.url, { auth }, { hello: false });
    back.hello({ epoch, seq });
    await until('the facts', () => back.facts().length >= 2);
    expect(back.facts().map(f => [f.seq, 'incident' in f && f.incident.id])).toEqual([
      [seq + 1, missed.id],
      [seq + 2, next.id],
    ]);
    await until('a frame', () => back.frames.length > 0);
    expect([...back.frames[0]!.values()][0]?.[0]).toBeCloseTo(113.9, 4);

    const fresh = await watch(server.url, { auth });
    await until('a snapshot', () => fresh.snapshots.length > 0);
    expect(fresh.snapshots[0]).toMatchObject({ epoch, seq: seq + 2, units: [{ id: 'u1' }] });
    expect(fresh.snapshots[0]?.incidents.map(({ id }) => id)).toEqual([missed.id, next.id]);
    expect(fresh.snapshots[0]?.recent.map(f => f.seq)).toEqual([2, 3]); // a registration (1) is no news

    const again = await server.post('/api/v1/positions', { unit: 'u1', lon: 113.87, lat: 22.56, time: time - 1000 });
    expect(again).toMatchObject({ accepted: 1 });
    expect(server.running.pipeline.latest.all()).toMatchObject([{ lon: 113.9, fixTimeMs: time }]); // still not moved back
    back.close();
    fresh.close();
  } finally {
    await server.stop();
  }
});

test('requests that have begun are answered while the server stops, and what they brought is on disk', async () => {
  const server = await startServerUnderTest();
  const admin = { token: '', headers: { cookie: await server.signIn('admin'), 'x-gridwall': '1' } };
  await server.ask('/api/v1/units', { ...admin, body: { id: 'u1', callSign: '巡01', unitClass: 'patrol-person' } });
  const sending = server.post('/api/v1/positions', { unit: 'u1', lon: 113.9, lat: 22.56, time: Date.now() });
  await until('it is under way', () => server.running.pipeline.latest.all().length === 1);
  const stopped = server.restart();
  expect(await sending).toMatchObject({ accepted: 1 });
  await stopped;
  expect(server.running.pipeline.latest.all()).toHaveLength(1);
  await server.stop();
});

test('a production start without an administrator is refused with the command that makes one, and leaves nothing locked', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridwall-start-'));
  const config = { ...readConfig({}, { demo: false }), dataDir, port: 0 };
  for (let i = 0; i < 2; i++)
    await expect(startServer(config, { log: createLog('silent') })).rejects.toThrow(
      /npm run add-user -- --account admin/,
    );
  rmSync(dataDir, { recursive: true });
});

test('an unknown profile and a port in use stop the start with one clear line', async () => {
  const server = await startServerUnderTest();
  const dataDir = mkdtempSync(join(tmpdir(), 'gridwall-start-'));
  const config = { ...readConfig({}, { demo: true }), dataDir, port: server.running.port };
  const start = (more: object) => startServer({ ...config, ...more }, { log: createLog('silent') });
  await expect(start({ profile: 'atlantis' })).rejects.toMatchObject({ name: 'CannotStart' });
  await expect(start({})).rejects.toThrow(/Cannot listen on 127\.0\.0\.1/);
  rmSync(dataDir, { recursive: true });
  await server.stop();
});

test('geodata is sent once: the second time the browser has it already', async () => {
  const server = await startServerUnderTest();
  for (const layer of [
    'zones',
    'communities',
    'grids',
    'sanitation-points',
    'roads',
    'water',
    'green',
    'places',
    'outline',
  ]) {
    const path = `/api/v1/geodata/${layer}`;
    const first = await server.ask(path);
    expect(first.body).toMatchObject({ type: 'FeatureCollection' });
    const second = await server.ask(path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([second.status, second.body]).toEqual([304, '']);
  }
  expect((await server.ask('/api/v1/profile')).body).toMatchObject({ id: 'xinan', timeZone: 'Asia/Shanghai' });
  expect((await server.ask('/api/v1/geodata/secrets')).status).toBe(400);
  expect((await server.ask('/api/v1/geodata/grids', { token: 'none' })).status).toBe(401);
  await server.stop();
});
