/** Incidents over HTTP, through the whole server. Ids in brackets are rules of SPEC.md. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../contract/incident.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { type Answer, aReport } from '../server-under-test.ts';

const { server, as } = peopleUnderTest(['duty', 'dept', 'chief1', 'admin']);
const report = async (more: object = {}) => (await server.post('/api/v1/incidents', aReport(more))) as IncidentRecord;
const refused = async (more: object) => (await server.ask('/api/v1/incidents', { body: aReport(more) })) as Answer;
const ids = (answer: Answer) => (answer.body as { incidents: IncidentRecord[] }).incidents.map(({ id }) => id);

describe('reporting', () => {
  test('[I-3] [I-4] [I-8] an incident gets number, place and grading', async () => {
    const incident = await report();
    const day = server.running.profile.days.dayName(Date.now());
    expect(incident.id).toMatch(new RegExp(`^XA${day}-\\d{4}$`));
    expect(incident).toMatchObject({
      version: 1,
      state: 'received',
      level: 4,
      grade: 'micro',
      assignedBy: 'polygon',
      limits: [],
      allowed: ['accept', 'persuade', 'comment'],
    });
    const placed = await server.ask('/api/v1/assign?lon=113.893&lat=22.565');
    const { grid, community, zone } = incident;
    expect(placed.body).toMatchObject({ grid, community, zone });
    expect(grid).toHaveLength(15);
  });

  test('[I-3] without a category nothing is graded', async () => {
    expect(await report({ category: undefined })).toMatchObject({ category: null, level: null, grade: null });
  });

  test('[I-6] outside every grid is an answer, not an error', async () => {
    expect(await report({ lon: 120, lat: 30 })).toMatchObject({ assignedBy: 'outside-area', grid: null, zone: null });
  });

  test('[I-4] a place in GCJ-02 is converted', async () => {
    const incident = await report({ lon: 113.893 + 0.004869, lat: 22.565 - 0.003051, crs: 'GCJ02' });
    expect(Math.hypot(incident.lon - 113.893, incident.lat - 22.565)).toBeLessThan(0.00005);
  });

  test.each([
    ['unknown-channel', 'channel', { channel: 'telegraph' }],
    ['unknown-category', 'category', { category: 'toString' }],
    ['swapped-lon-lat', 'lon', { lon: 22.565, lat: 113.893 }],
    ['zero-position', 'lon', { lon: 0, lat: 0 }],
    ['outside-range', 'lat', { lat: 1e308 }],
    ['future-time', 'happenedAt', { happenedAt: Date.now() + 120_000 }],
    ['too-old', 'happenedAt', { happenedAt: '1970-01-01T00:00:00Z' }],
    ['bad-input', 'text', { text: 'a\0b' }],
    ['future-time', 'reportedAt', { reportedAt: Date.now() + 120_000 }],
    ['bad-input', 'happenedAt', { happenedAt: Date.now() - 1000, reportedAt: Date.now() - 2000 }],
    ['bad-input', 'happenedAt', { happenedAt: '2026-11-22T14:00:00' }],
    ['bad-input', 'text', { text: '   ' }],
    ['bad-input', 'text', { text: '长'.repeat(501) }],
    ['bad-input', 'lon', { lon: null }],
    ['bad-input', 'commandId', { commandId: 'not-a-uuid' }],
  ])('[I-1] [I-2] [I-7] %s names %s', async (code, field, more) => {
    const answer = await refused(more);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ refusal: code, field, message: expect.stringContaining(field) });
  });

  test('[I-9] the same command a hundred times at once is one incident and one answer', async () => {
    const body = aReport({ commandId: randomUUID(), text: 'once' });
    const before = server.running.pipeline.changeLog.seq;
    const answers = await Promise.all(Array.from({ length: 100 }, () => server.post('/api/v1/incidents', body)));
    expect(new Set(answers.map(a => (a as IncidentRecord).id)).size).toBe(1);
    expect(server.running.pipeline.changeLog.seq).toBe(before + 1);
  });

  test('[I-8] numbers of a storm are different and have no gap', async () => {
    const many = await Promise.all(Array.from({ length: 50 }, () => report()));
    const numbers = many.map(({ id }) => Number(id.slice(-4))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, i) => numbers[0]! + i));
  });

  test('every incident leaves an audit row', async () => {
    const { id } = await report();
    const row = await server.running.database.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ action: 'incident-received', address: '127.0.0.1' });
  });
});

test("[I-15] [I-16] audit and change log keep nobody's name and phone; the audit no number inside a text either", async () => {
  const secret = {
    text: '联系人13812345678',
    address: '找 138 1111 2222',
    reporter: { name: '王五六', phone: '13987654321' },
  };
  const finished = { number: 'OLD-SECRET', happenedAt: 1_790_000_000_000, closedAt: 1_790_000_100_000 };
  await report(secret);
  await server.post('/api/v1/incidents/import', [aReport({ ...secret, ...finished })]);
  await report({ ...secret, category: 'nonsense' }).catch(() => {});
  const { db } = server.running.database;
  const audit = await db.selectFrom('audit').selectAll().execute();
  expect(audit.filter(({ action }) => action.startsWith('incident-')).length).toBeGreaterThan(1);
  expect(JSON.stringify(audit)).toContain('138****5678');
  expect(JSON.stringify(audit)).not.toMatch(/13812345678|138 1111 2222|王五六|13987654321/);
  const log = await db.selectFrom('change_log').selectAll().execute();
  expect(JSON.stringify(log)).not.toMatch(/王五六|13987654321/);
});

describe('reading', () => {
  test('[I-11] [I-12] each role sees what it may', async () => {
    const { id } = await report({ text: '电话 138 1234 5678', reporter: { name: '李四', phone: '13800000000' } });
    const path = `/api/v1/incidents/${id}`;
    expect((await as('duty', path)).body).toMatchObject({ reporter: { name: '李四' }, text: '电话 138 1234 5678' });
    expect((await as('dept', path)).body).not.toHaveProperty('reporter');
    const wall = await server.ask(path, { token: await server.token('wall') });
    expect(wall.body).toMatchObject({ text: '电话 138****5678' });
    expect(wall.body).not.toHaveProperty('reporter');
    expect((await server.ask(path, { token: await server.token('device') })).status).toBe(403);
    const history = await server.ask(`${path}/history`, { token: await server.token('wall') });
    expect(JSON.stringify(history.body)).not.toMatch(/李四|1234 5678/);
  });

  test('[I-13] a chief reads the own zone only, by list, by number and by history', async () => {
    const [own, other] = server.running.profile.zones;
    const placeIn = (zone: string | undefined) => {
      const grid = server.running.profile.data.grids.features.find(({ properties }) => properties.zone === zone);
      const [lon, lat] = grid!.properties.labelAt;
      return { lon, lat };
    };
    const mine = await report(placeIn(own));
    const foreign = await report(placeIn(other));
    const list = await as('chief1', '/api/v1/incidents?limit=500');
    expect(ids(list)).toContain(mine.id);
    expect((list.body as { incidents: IncidentRecord[] }).incidents.every(({ zone }) => zone === own)).toBe(true);
    expect((await as('chief1', `/api/v1/incidents/${foreign.id}`)).status).toBe(403);
    expect((await as('chief1', `/api/v1/incidents/${foreign.id}/history`)).status).toBe(403);
    expect((await as('chief1', `/api/v1/incidents?zone=${other}`)).status).toBe(403);
    expect((await as('chief1', `/api/v1/incidents/${mine.id}`)).status).toBe(200);
  });

  test('the list is filtered and turns pages without losing or doubling', async () => {
    await Promise.all(Array.from({ length: 7 }, () => report({ category: 'gas-leak' })));
    const query = '/api/v1/incidents?category=gas-leak&state=received&level=2';
    const whole = ids(await as('duty', query));
    expect(whole.length).toBe(7);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = (await as('duty', `${query}&limit=3${cursor && `&cursor=${cursor}`}`)) as Answer;
      paged.push(...ids(page));
      cursor = (page.body as { next: string | null }).next;
    }
    expect(paged).toEqual(whole);
    expect(ids(await as('duty', `${query}&from=${Date.now() + 60_000}`))).toEqual([]);
    expect(ids(await as('duty', `${query}&to=2020-01-01T00:00:00Z`))).toEqual([]);
    for (const bad of [
      'state=open',
      'limit=0',
      'limit=501',
      'level=5',
      'from=yesterday',
      'from=9999999999999999',
      'cursor=x',
      'colour=red',
      'zone=%00',
    ])
      expect((await as('duty', `/api/v1/incidents?${bad}`)).status).toBe(400);
  });

  test('[I-14] the history is the rows of the log; an unknown number is not found', async () => {
    const incident = await report();
    const history = await as('duty', `/api/v1/incidents/${incident.id}/history`);
    expect(history.body).toMatchObject([{ kind: 'incident-received', incident: { id: incident.id } }]);
    expect((await as('duty', '/api/v1/incidents/XA19000101-0001')).status).toBe(404);
  });
});

describe('importing finished cases', () => {
  const aCase = (number: string, more: object = {}) =>
    aReport({ number, happenedAt: '2026-10-01T08:00:00+08:00', closedAt: '2026-10-02T08:00:00+08:00', ...more });
  const importAll = (items: unknown[]) => server.post('/api/v1/incidents/import', items);

  test('[I-10] is judged case by case and changes nothing the second time', async () => {
    const items = [
      aCase('OLD-1'),
      aCase('OLD-2', { closedAt: '2026-09-01T08:00:00+08:00' }),
      aCase('OLD-3', { category: 'nonsense' }),
      aCase('OLD-4', { closedAt: undefined }),
      aCase('OLD-5'),
    ];
    expect(await importAll(items)).toMatchObject({
      accepted: 2,
      unchanged: 0,
      refused: [
        { index: 1, reason: 'bad-input' },
        { index: 2, reason: 'unknown-category' },
        { index: 3, reason: 'bad-input' },
      ],
    });
    expect(await importAll(items)).toMatchObject({ accepted: 0, unchanged: 2 });
    const incident = (await as('duty', '/api/v1/incidents/OLD-1')).body as IncidentRecord;
    expect(incident).toMatchObject({ state: 'closed', closedAt: Date.parse('2026-10-02T08:00:00+08:00') });
  });

  test('[I-8] a new incident steps over a number that an imported case already has', async () => {
    const { id } = await report();
    const next = `${id.slice(0, -4)}${String(Number(id.slice(-4)) + 1).padStart(4, '0')}`;
    await importAll([aCase(next)]);
    expect((await report()).id).toBe(`${id.slice(0, -4)}${String(Number(id.slice(-4)) + 2).padStart(4, '0')}`);
  });
});
