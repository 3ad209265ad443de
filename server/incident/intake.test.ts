/** Proposals, suggestions and duplicates over HTTP, through the whole server. Ids in brackets are rules of SPEC.md. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import type { IncidentRecord, Proposal, Suggestion } from '../contract/incident.ts';
import type { NegativeList } from '../contract/negative-list.ts';
import type { TokenKind } from '../contract/session.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { aReport } from '../server-under-test.ts';
import { forgetSuggestions } from './suggestion-store.ts';

const HERE = { lon: 113.8876, lat: 22.556 };
const HOUR_MS = 3_600_000;

const PEOPLE = ['duty', 'leader', 'chief1', 'chief2', 'dept', 'admin'] as const;
type Account = (typeof PEOPLE)[number];
/** Runs like the real one, and can be put forward. */
let aheadMs = 0;
const clock = { ...systemClock, now: () => Date.now() + aheadMs };
const { server, as, signIn } = peopleUnderTest(PEOPLE, { clock });
const propose = (body: object, account: Account = 'duty') => as(account, '/api/v1/incidents/propose', body);
const proposal = async (body: object, account: Account = 'duty') => (await propose(body, account)).body as Proposal;
async function report(more: object = {}): Promise<IncidentRecord> {
  const happenedAt = clock.now() - 60_000;
  return (await server.post('/api/v1/incidents', aReport({ ...HERE, happenedAt, ...more }))) as IncidentRecord;
}
const kept = (id: string) =>
  server.running.database.db.selectFrom('dispatch_suggestion').selectAll().where('id', '=', id).executeTakeFirst();
const countKept = async () =>
  (await server.running.database.db.selectFrom('dispatch_suggestion').select('id').execute()).length;

describe('proposal', () => {
  test('[I-121] place, class and the clocks that would run, before anything is saved', async () => {
    const seq = server.running.pipeline.changeLog.seq;
    const { place, level, grade, limits, duplicates } = await proposal({
      ...HERE,
      category: 'fire',
      happenedAt: clock.now() - 40 * 60_000,
    });
    expect(place).toMatchObject({
      assignedBy: 'polygon',
      zone: 'binhai',
      networks: [{}, { grid: null, assignedBy: null }],
    });
    expect({ level, grade }).toEqual({ level: 2, grade: 'sudden' });
    // Forty minutes ago: the first two clocks are over before anything is saved.
    expect(limits.map(({ step, breachedAt }) => [step, breachedAt !== null])).toEqual([
      ['first-report', true],
      ['phone-report', true],
      ['written-report', false],
    ]);
    expect(duplicates).toEqual([]);
    expect(server.running.pipeline.changeLog.seq).toBe(seq);
    expect((await as('duty', '/api/v1/incidents')).body).toMatchObject({ incidents: [] });
  });

  test('[I-121] a point alone is enough, in any system', async () => {
    const bare = await proposal({ lon: 113.8993, lat: 22.572 });
    expect(bare).toMatchObject({ level: null, grade: null, duplicates: [] });
    const shifted = await proposal({ lon: 113.904169, lat: 22.568949, crs: 'GCJ02' });
    expect(shifted.place.grid).toBe(bare.place.grid);
  });

  test('[I-122] what is unknown, impossible or odd is refused by name', async () => {
    for (const [bad, refusal, field] of [
      [{ category: 'nonsense' }, 'unknown-category', 'category'],
      [{ channel: 'pigeon' }, 'unknown-channel', 'channel'],
      [{ community: '999' }, 'bad-input', 'community'],
      [{ happenedAt: clock.now() + HOUR_MS }, 'future-time', 'happenedAt'],
      [{ happenedAt: 'yesterday' }, 'bad-input', 'happenedAt'],
      [{ lon: 22.5, lat: 113.9 }, 'swapped-lon-lat', 'lon'],
      [{ text: '不收' }, 'bad-input', 'text'],
    ] as const)
      expect(await propose({ ...HERE, ...bad })).toMatchObject({ status: 400, body: { refusal, field } });
  });

  test('[I-116] a chief proposes in the own zone only, an integration anywhere; departments, walls and devices not at all', async () => {
    expect((await propose(HERE, 'chief1')).status).toBe(200);
    expect((await propose(HERE, 'chief2')).status).toBe(403);
    expect((await propose({ lon: 114.2, lat: 22.7 }, 'chief1')).status).toBe(403);
    expect((await propose(HERE, 'leader')).status).toBe(200);
    expect((await propose(HERE, 'dept')).status).toBe(403);
    const asToken = async (kind: TokenKind) =>
      (await server.ask('/api/v1/incidents/propose', { token: await server.token(kind), body: HERE })).status;
    expect(await asToken('integration')).toBe(200);
    expect([await asToken('wall'), await asToken('device')]).toEqual([403, 403]);
  });
});

describe('suggestion', () => {
  beforeAll(async () => {
    const units = [
      { id: 'near', organ: 'urban-management', eastDeg: 0.001 },
      { id: 'far', organ: 'urban-management', eastDeg: 0.01 },
      { id: 'station', organ: 'community-station:440306017021', eastDeg: 0.0005 },
    ];
    await as(
      'admin',
      '/api/v1/units',
      units.map(({ id, organ }) => ({ id, organ, callSign: id, unitClass: 'patrol-person', homeZone: 'binhai' })),
    );
    for (const { id } of units) await as('duty', `/api/v1/units/${id}/duty`, { onDuty: true });
    await server.post(
      '/api/v1/positions',
      units.map(({ id, eastDeg }) => ({ unit: id, lon: HERE.lon + eastDeg, lat: HERE.lat, time: clock.now() - 4000 })),
    );
  });

  test('[I-110] [I-115] [I-118] organs of the row with their nearest units, kept as it was shown', async () => {
    const { suggestion } = await proposal({ ...HERE, category: 'street-vending' });
    const line = suggestion.organs.find(({ organ }) => organ === 'urban-management');
    expect(line).toMatchObject({ unit: 'near' });
    expect(line?.fixAgeS).toBeGreaterThanOrEqual(4);
    expect(suggestion.organs.some(({ organ }) => organ === 'community-station:440306017021')).toBe(true);
    expect(suggestion.organs.length).toBeLessThanOrEqual(5);
    const row = await kept(suggestion.id);
    expect(row).toMatchObject({ actor: 'duty', incident: null, choice: null });
    expect(JSON.parse(row!.list)).toEqual(suggestion.organs);
    expect(JSON.parse(row!.request)).toMatchObject({ ...HERE, category: 'street-vending' });
  });

  test('[I-116] a chief is shown units of the own zone only', async () => {
    await as('admin', '/api/v1/units', {
      id: 'near',
      organ: 'urban-management',
      callSign: 'near',
      unitClass: 'patrol-person',
      homeZone: 'xingdong',
    });
    const line = (found: Proposal) => found.suggestion.organs.find(({ organ }) => organ === 'urban-management');
    expect(line(await proposal({ ...HERE, category: 'street-vending' }))?.unit).toBe('near');
    expect(line(await proposal({ ...HERE, category: 'street-vending' }, 'chief1'))?.unit).toBe('far');
  });

  test('[I-117] [I-118] for an incident, dispatched by it: the choice stands beside the list; no other incident may name it', async () => {
    const incident = await report({ category: 'illegal-building' });
    const other = await report({ category: 'illegal-building' });
    const shown = (await as('duty', `/api/v1/incidents/${incident.id}/suggestions`)).body as Suggestion;
    expect(shown.organs.length).toBeGreaterThan(0);
    const send = async ({ id, version }: IncidentRecord, event: object) => {
      const command = { commandId: crypto.randomUUID(), expectedVersion: version, issuedAt: clock.now(), ...event };
      return as('duty', `/api/v1/incidents/${id}/events`, command);
    };
    const organs = [{ organ: 'urban-management', unit: 'near' }];
    const acceptedOther = (await send(other, { event: 'accept' })).body as IncidentRecord;
    const stolen = await send(acceptedOther, { event: 'dispatch', organs, suggestion: shown.id });
    expect(stolen).toMatchObject({ status: 400, body: { refusal: 'bad-input', field: 'suggestion' } });
    const accepted = (await send(incident, { event: 'accept' })).body as IncidentRecord;
    expect(await send(accepted, { event: 'dispatch', organs, suggestion: shown.id })).toMatchObject({ status: 200 });
    const row = await kept(shown.id);
    expect(row).toMatchObject({ incident: incident.id, actor: 'duty' });
    expect(JSON.parse(row!.choice!)).toMatchObject({
      organs: [{ organ: 'urban-management', unit: 'near' }],
      by: 'duty',
    });

    // [I-113] [I-117] It works there now: busy for others, not for this one.
    const codesFor = async (id: string) => {
      const { organs } = (await as('duty', `/api/v1/incidents/${id}/suggestions`)).body as Suggestion;
      const line = organs.find(({ organ }) => organ === 'urban-management');
      return { unit: line?.unit, codes: line?.shortfalls.map(({ code }) => code) };
    };
    expect((await codesFor(incident.id)).unit).toBe('near');
    expect((await codesFor(other.id)).unit).toBe('far');
  });

  test('[I-117] an incident that does not exist, or lies in another zone, has none', async () => {
    const { id } = await report();
    expect((await as('duty', '/api/v1/incidents/XA0/suggestions')).status).toBe(404);
    expect((await as('chief2', `/api/v1/incidents/${id}/suggestions`)).status).toBe(403);
    expect((await as('chief1', `/api/v1/incidents/${id}/suggestions`)).status).toBe(200);
  });

  test('[I-120] after seven days a list that nobody dispatched by is forgotten, one that was used stays', async () => {
    const before = await countKept();
    await forgetSuggestions(server.running.database.db, clock.now() - HOUR_MS);
    expect(await countKept()).toBe(before);
    await forgetSuggestions(server.running.database.db, clock.now() + 1);
    expect(await countKept()).toBe(1);
  });
});

describe('duplicates', () => {
  /** A category that no other test here uses. */
  const category = 'rubble-heap';
  const rowOf = async (category: string) =>
    ((await as('duty', '/api/v1/negative-list')).body as NegativeList).items.find(({ id }) => id === category);
  const duplicatesAt = async (eastDeg: number, more: object = {}, account: Account = 'duty') =>
    (await proposal({ lon: HERE.lon + eastDeg, lat: HERE.lat, category, ...more }, account)).duplicates;

  test('[I-125] [I-127] open ones of the same category, near and young, nearest first', async () => {
    const { duplicateRadiusM } = (await rowOf(category))!;
    const metre = 1 / 102_800;
    const one = await report({ category, text: '渣土' });
    const two = await report({ category, text: '渣土二', lon: HERE.lon + 10 * metre });
    await report({ category: 'dirty-road' });
    const found = await duplicatesAt(6 * metre);
    expect(found.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(found[1]).toMatchObject({ text: '渣土', state: 'received', distanceM: 6, evidence: [] });
    expect((await duplicatesAt((duplicateRadiusM - 2) * metre)).some(({ id }) => id === one.id)).toBe(true);
    expect((await duplicatesAt(-(duplicateRadiusM + 2) * metre)).length).toBe(0);
    expect(await duplicatesAt(0, { category: 'broken-road' })).toEqual([]);
  });

  test('[I-126] the text as this viewer may read it', async () => {
    await report({ category: 'graffiti', text: '电话 13812345678' });
    const texts = async (account: Account) =>
      (await duplicatesAt(0, { category: 'graffiti' }, account)).map(({ text }) => text);
    expect(await texts('duty')).toEqual(['电话 13812345678']);
    expect(await texts('chief1')).toEqual(['电话 13812345678']);
  });

  test('[I-125] what is no longer open, or too old, is no duplicate', async () => {
    const one = await report({ category: 'illegal-posting' });
    const again = () => duplicatesAt(0, { category: 'illegal-posting' });
    expect(await again()).toHaveLength(1);
    const command = {
      commandId: crypto.randomUUID(),
      expectedVersion: 1,
      issuedAt: clock.now(),
      event: 'reject',
      reason: '不属实',
    };
    expect((await as('duty', `/api/v1/incidents/${one.id}/events`, command)).status).toBe(200);
    expect(await again()).toEqual([]);
    await report({ category: 'illegal-posting' });
    expect(await again()).toHaveLength(1);
    const { duplicateWindowH } = (await rowOf('illegal-posting'))!;
    aheadMs += duplicateWindowH * HOUR_MS;
    await signIn('duty');
    expect(await again()).toEqual([]);
  });

  test('[I-125] after a restart the open incidents are found again', async () => {
    await report({ category: 'overflowing-bin' });
    await server.restart();
    await signIn('duty');
    expect(await duplicatesAt(0, { category: 'overflowing-bin' })).toHaveLength(1);
  });
});
