/** Who may ask, what is refused, and the file: what the routes add to the counting. Ids in brackets are rules of SPEC.md. */
import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSqlite, type TestDatabase } from '../access/test-databases.ts';
import { NOW, startTestServer, type TestServer } from '../access/test-server.ts';
import type { HotSpotEvidence, HotSpots, HotSpotTargets } from '../contract/hot-spot.ts';
import type { OrganId, ZoneId } from '../contract/ids.ts';
import { openProfile, type Profile } from '../profile/load.ts';
import { storeCases } from '../report/test-cases.ts';
import { roundCalendar } from '../sanitation-point/round-calendar.ts';
import { ChangeLog } from '../store/change-log.ts';
import { openHotSpots } from './open-hot-spots.ts';

const DAY_MS = 86_400_000;

let place: TestDatabase;
let server: TestServer;
let profile: Profile;
/** A grid of the first zone, and one of another. */
let own: Profile['data']['grids']['features'][number]['properties'];
let foreign: typeof own;

beforeAll(async () => {
  place = await newSqlite();
  profile = await openProfile(new URL('../../geodata/profiles/xinan', import.meta.url).pathname);
  const grids = profile.data.grids.features.map(({ properties }) => properties);
  own = grids[0]!;
  foreign = grids.find(({ zone }) => zone !== own.zone)!;
  const changeLog = await ChangeLog.open(place.database, { onAppend: async () => {}, onListenerError: () => {} });
  const startOfRound = roundCalendar('month', profile.days).startOf;
  const category = (id: string) => profile.data.negativeList.items.find(item => item.id === id);
  server = await startTestServer(place.database, {
    routes: openHotSpots({
      ...{ database: place.database, changeLog, profile, category, startOfRound },
      nameAt: () => '=大洋路口',
    }).routes,
  });
  await server.addAccount('leader', 'leader');
  await server.addAccount('chief', 'chief', { zone: own.zone as ZoneId });
  await server.addAccount('dept', 'dept', { organ: 'urban-management' as OrganId });
  const at = ({ code, community, zone, labelAt: [lon, lat] }: typeof own) => ({
    grid: code,
    community,
    zone,
    lon,
    lat,
  });
  await storeCases(place.database.db, [
    { id: 'old', receivedAt: NOW - 200 * DAY_MS },
    { id: 'a', ...at(own), category: 'exposed-rubbish', receivedAt: NOW - 3 * DAY_MS },
    { id: 'b', ...at(own), category: 'exposed-rubbish', receivedAt: NOW - 2 * DAY_MS, late: true },
    { id: 'c', ...at(foreign), category: null, receivedAt: NOW - DAY_MS },
    { id: 'd', ...at(foreign), grid: null, receivedAt: NOW - DAY_MS },
  ]);
});
afterAll(async () => {
  await server.close();
  await place.clear();
});

async function ask<T = HotSpots>(query: string, account = 'leader') {
  const { status, json, text, headers } = await server.ask(`/api/v1/hot-spots${query}`, {
    headers: { cookie: await server.signIn(account) },
  });
  return { status, text, headers, json: json as T & { field?: string; refusal?: string; message?: string } };
}

test('[HS-18] [HS-13] targets: a chief picks in the own zone only; what is no spot, too many, or two sizes is refused', async () => {
  const pick = (spots: string, more = '', account = 'chief') =>
    ask<HotSpotTargets>(`/targets?spots=${spots}${more}`, account);
  expect((await pick(own.code)).json.targets).toMatchObject([
    { spot: { id: own.code, number: 2 }, evidence: { incidents: ['b', 'a'], counts: { incidents: 2 } } },
  ]);
  expect((await pick(`${own.code},${foreign.code}`)).status).toBe(403);
  expect((await pick(`${own.code},${foreign.code}`, '', 'leader')).json.targets).toHaveLength(2);
  expect((await pick('no-such-grid')).status).toBe(404);
  expect((await pick(Array.from({ length: 101 }, (_, i) => `g${i}`).join())).json).toMatchObject({ field: 'spots' });
  const [lon, lat] = own.labelAt;
  const cell = latLngToCell(lat, lon, 8);
  const hexagon = (await pick(cell, '&by=hexagon&resolution=10')).json;
  expect(hexagon).toMatchObject({ resolution: 8, targets: [{ spot: { id: cell, number: 2 } }] });
  expect((await pick(`${cell},${latLngToCell(lat, lon, 9)}`, '&by=hexagon')).json).toMatchObject({ field: 'spots' });
});

test('[HS-2] without dates it is the last 30 days; later days than today are left out', async () => {
  expect((await ask('')).json.period).toMatchObject({ from: '2026-10-24', to: '2026-11-22' });
  const { period, before } = (await ask('?from=2026-11-01&to=2026-11-30')).json;
  expect(period).toMatchObject({ from: '2026-11-01', to: '2026-11-22' });
  expect(before).toMatchObject({ from: '2026-10-01', to: '2026-10-22' });
});

test('all four numbers of each spot, ranked by the one asked for, and names where there are some', async () => {
  const { json } = await ask('?measure=repeats');
  expect(json.spots).toMatchObject([
    { id: own.code, name: own.name, number: 1, counts: { incidents: 2, repeats: 1, overdue: 1, lostScore: null } },
  ]);
  expect(json.outside).toMatchObject({ number: 0, counts: { incidents: 1 } });
  const hexagons = (await ask('?by=hexagon')).json;
  expect(hexagons).toMatchObject({ resolution: 9, outside: null });
  expect(hexagons.spots[0]).toMatchObject({ name: '=大洋路口', number: 2, community: own.community, zone: own.zone });
});

test('[HS-6] groups and categories of the negative list', async () => {
  const total = async (query: string) => (await ask(query)).json.total.number;
  expect(await total('?categories=exposed-rubbish')).toBe(2);
  expect(await total('?groups=city-appearance,market')).toBe(2);
  expect(await total('?groups=traffic')).toBe(0);
});

test.each([
  ['categories', 'no-such', 'unknown-category', '?categories=exposed-rubbish,no-such'],
  ['groups', 'no-such', 'bad-input', '?groups=no-such'],
  ['zone', 'no-such', 'bad-input', '?zone=no-such'],
  ['measure', 'no-such', 'bad-input', '?measure=no-such'],
  ['by', 'no-such', 'bad-input', '?by=no-such'],
  ['resolution', '11', 'bad-input', '?by=hexagon&resolution=11'],
  ['limit', '0', 'bad-input', '?limit=0'],
  ['from', '2026-11-22', 'bad-input', '?from=2026-11-22&to=2026-11-21'],
  ['from', '2026-11-23', 'bad-input', '?from=2026-11-23&to=2026-11-24'],
  ['from', '2026-13-01', 'bad-input', '?from=2026-13-01'],
  ['to', '401', 'bad-input', '?from=2025-10-18&to=2026-11-22'],
])('[HS-16] %s: %s is refused and named', async (field, value, refusal, query) => {
  const { status, json } = await ask(query);
  expect(json).toMatchObject({ refusal, field });
  expect(json.message).toContain(value);
  expect(status).toBe(400);
});

test('[HS-16] 400 days are the most, and are answered', async () => {
  expect((await ask('?from=2025-10-19&to=2026-11-22')).json.total.number).toBe(5);
});

test('[HS-13] a chief gets the own zone, in ranking, evidence and file, and no other by asking', async () => {
  const { json } = await ask('', 'chief');
  expect(json).toMatchObject({ zone: own.zone, total: { number: 2 }, outside: null });
  expect((await ask(`?zone=${foreign.zone}`, 'chief')).status).toBe(403);
  expect((await ask(`/${foreign.code}/evidence`, 'chief')).status).toBe(403);
  expect((await ask<HotSpotEvidence>(`/${own.code}/evidence`, 'chief')).json.incidentsFound).toBe(2);
  const file = (await ask('.csv', 'chief')).text;
  expect(file).toContain(own.name);
  expect(file).not.toContain(foreign.name);
  expect((await ask(`?zone=${foreign.zone}`)).json.total.number).toBe(2);
});

test('leader, chief, department see hot spots; walls and devices do not', async () => {
  expect((await ask('', 'dept')).status).toBe(200);
  for (const kind of ['wall', 'device', 'integration'] as const) {
    const { token } = await server.addToken(kind, {});
    const { status } = await server.ask('/api/v1/hot-spots', { headers: { authorization: `Bearer ${token}` } });
    expect(status, kind).toBe(403);
  }
});

test('[HS-14] evidence of a grid, a hexagon, and of what lies outside', async () => {
  const { json } = await ask<HotSpotEvidence>(`/${own.code}/evidence?measure=repeats`);
  expect(json).toMatchObject({
    spot: { id: own.code, number: 1 },
    incidents: [{ id: 'b', repeat: true, earlier: 'a', late: true, state: 'handling' }],
    evidence: { measure: 'repeats', incidents: ['b'], counts: { incidents: 2, repeats: 1, incidentsBefore: 0 } },
  });
  const [hexagon] = (await ask('?by=hexagon')).json.spots;
  const cell = (await ask<HotSpotEvidence>(`/${hexagon!.id}/evidence?by=hexagon`)).json;
  expect(cell).toMatchObject({ resolution: 9, spot: hexagon, incidentsFound: 2 });
  const outside = (await ask<HotSpotEvidence>('/outside/evidence')).json;
  expect(outside).toMatchObject({ spot: null, incidents: [{ id: 'd' }] });
});

test('[HS-16] a spot that is none is refused', async () => {
  expect(await ask('/440306017999999/evidence')).toMatchObject({ status: 404 });
  expect(await ask(`/${own.code}/evidence?by=hexagon`)).toMatchObject({ status: 400, json: { field: 'id' } });
  expect(await ask(`/${latLngToCell(own.labelAt[1], own.labelAt[0], 11)}/evidence?by=hexagon`)).toMatchObject({
    status: 400,
    json: { field: 'id' },
  });
});

test('[HS-17] the file holds the ranking, what is outside and the total, and the audit knows of it', async () => {
  const { text, headers } = await ask('.csv?from=2026-11-01');
  expect(headers['content-type']).toContain('text/csv');
  const lines = text.trim().split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF?名次,网格,编码,社区,片区,本期,上期,排名依据,本期数,较上期/);
  expect(lines).toHaveLength(5);
  expect(lines[1]).toMatch(`1,${own.name},${own.code}`);
  expect(lines[1]).toContain('2026-11-01 至 2026-11-22,2026-10-01 至 2026-10-22,事件数,2,2,50');
  expect(lines[3]).toMatch(/^,网格之外,/);
  expect(lines[4]).toMatch(/^,合计,.*,4,4,100,4,0,1,1,—,/);
  const audited = await place.database.db
    .selectFrom('audit')
    .select(['actor', 'after'])
    .where('subject', '=', 'hot-spots')
    .where('action', '=', 'table-exported')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();
  expect(JSON.parse(audited.after!)).toMatchObject({
    filter: { from: '2026-11-01', to: '2026-11-22', by: 'grid', measure: 'incidents' },
    ...{ format: 'csv', rows: 4, complete: true },
  });
  const sheet = await ask('.xlsx?by=hexagon&measure=lost-score');
  expect(sheet.status).toBe(200);
});
