/** The nearest units over HTTP, through the whole server: who may ask, what is refused, and that incidents stay with those who may read them. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { handClock, systemClock } from '../clock.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { NearestUnits } from '../contract/nearest-units.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { aReport } from '../server-under-test.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const HERE = { lon: 113.8796, lat: 22.5604 };

const CHIEFS = ['chief1', 'chief2', 'chief3', 'chief4'] as const;
const PEOPLE = ['admin', 'duty', 'leader', 'field', ...CHIEFS] as const;
type Account = (typeof PEOPLE)[number];

const clock = handClock(NOW);
const people = peopleUnderTest(PEOPLE, { clock: { ...clock, after: systemClock.after } });
const { server, told } = people;

beforeAll(async () => {
  const unit = { unitClass: 'patrol-person', organ: 'urban-management' };
  await told('admin', '/api/v1/units', [
    { id: 'near', callSign: '近', homeZone: 'binhai', ...unit },
    { id: 'far', callSign: '远', homeZone: 'xingdong', ...unit },
  ]);
  for (const id of ['near', 'far']) await told('admin', `/api/v1/units/${id}/duty`, { onDuty: true });
  await server.post('/api/v1/positions', [
    { unit: 'near', ...HERE, time: NOW - 90_000 },
    { unit: 'far', lon: HERE.lon + 0.01, lat: HERE.lat, time: NOW },
  ]);
});

const query = (more: Record<string, unknown> = {}) =>
  `/api/v1/units/nearest?${new URLSearchParams(Object.entries({ ...HERE, ...more }).map(([k, v]) => [k, String(v)]))}`;
async function as(account: Account, path = query()) {
  const { status, body } = await people.as(account, path);
  return { status, body: body as NearestUnits };
}

test('[P-100] [P-102] distance, age, task and shift of the nearest, from a place in any system', async () => {
  const { status, body } = await as('duty');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ asOf: NOW, ...HERE, all: 2, lostNearby: 0 },
    units: [
      { unit: 'near', distanceM: 0, fixAgeS: 90, freshness: 'ageing', task: 'free', onDutySince: NOW, shifts: null },
      { unit: 'far', distanceM: 1027, freshness: 'fresh' },
    ],
  });
  const { units } = (await as('duty', query({ crs: 'GCJ02', limit: 1 }))).body;
  expect(units).toHaveLength(1);
  expect(units[0]!.distanceM).toBeGreaterThan(300); // the same numbers in another system are another place
});

test.each([
  ['no place', '/api/v1/units/nearest?lon=113.9', 'lat'],
  ['no number', query({ lon: 'here' }), 'lon'],
  ['no system', query({ crs: 'WGS72' }), 'crs'],
  ['none', query({ limit: 0 }), 'limit'],
  ['too many', query({ limit: 51 }), 'limit'],
  ['nothing that is known', query({ within: 5 }), 'within'],
])('%s is refused, and the field named', async (_, path, field) => {
  expect(await server.ask(path)).toMatchObject({ status: 400, body: { refusal: 'bad-input', field } });
});

test.each([
  ['zero-position', { lon: 0, lat: 0 }],
  ['swapped-lon-lat', { lon: HERE.lat, lat: HERE.lon }],
])('a place that cannot be is refused: %s', async (refusal, place) => {
  expect(await server.ask(query(place))).toMatchObject({ status: 400, body: { refusal } });
});

test('[P-101] who may not read units is refused; a chief is told the own zone; other systems may ask', async () => {
  expect((await server.ask(query(), { token: '' })).status).toBe(401);
  expect((await server.ask(query(), { token: await server.token('device') })).status).toBe(403);
  expect((await as('field')).status).toBe(403);
  expect((await as('leader')).body.all).toBe(2);
  expect((await server.ask(query(), { token: await server.token('wall') })).status).toBe(200);
  const chiefs = await Promise.all(CHIEFS.map(chief => as(chief)));
  expect(chiefs.flatMap(({ body }) => body.units.map(({ unit }) => unit)).sort()).toEqual(['far', 'near']);
  expect(chiefs.map(({ body }) => body.all).sort()).toEqual([0, 0, 1, 1]);
});

test('[P-101] that a unit is busy is told to all, with what only to who may read it', async () => {
  const { id } = (await server.post('/api/v1/incidents', aReport({ ...HERE, happenedAt: NOW - 1000 }))) as {
    id: string;
  };
  let version = 1;
  for (const more of [
    { event: 'accept', grade: 'general' },
    { event: 'dispatch', organs: [{ organ: 'urban-management', unit: 'far' }] },
  ]) {
    const stamp = { commandId: randomUUID(), expectedVersion: version, issuedAt: clock.now() };
    version = ((await told('admin', `/api/v1/incidents/${id}/events`, { ...stamp, ...more })) as IncidentRecord)
      .version;
  }
  const workOf = async (account: Account) => (await as(account)).body.units.find(({ unit }) => unit === 'far');
  expect(await workOf('duty')).toMatchObject({ task: 'sent', incident: id });
  // At home in 兴东, sent to an incident in 滨海: the chief of 兴东 reads the unit and not the incident.
  const chiefs = await Promise.all(CHIEFS.map(workOf));
  expect(chiefs.filter(work => work !== undefined)).toMatchObject([{ task: 'sent', incident: null }]);
});
