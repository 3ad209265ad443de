/** Joint operations through the whole server, whatever the database is called: run by the sqlite and the pg test. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { handClock } from '../clock.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { OperationRecord, PlanCheck, StopOrder } from '../contract/operation.ts';
import type { OperationEventName } from '../contract/operation-event.ts';
import { operationReport } from '../contract/operation-report.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { until } from '../server-under-test.ts';

const PEOPLE = ['duty', 'leader', 'chief1', 'chief2', 'dept', 'dept3', 'field', 'admin'] as const;
type Account = (typeof PEOPLE)[number];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** On 创业路 and 前进路. */
const MUSTER = { lon: 113.893, lat: 22.565 };
const STOPS = [
  { id: 'p1', name: '甲', lon: 113.8952, lat: 22.5662 },
  { id: 'p2', name: '乙', lon: 113.8991, lat: 22.5688 },
];
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export function operationsSuite(name: string, open: () => Promise<TestPlace>): void {
  describe(name, () => {
    const clock = handClock(Date.now());
    const { server, as, told, headersOf, screenOf, commands } = peopleUnderTest(PEOPLE, { open, clock });
    const { send, must, read } = commands<OperationRecord, OperationEventName>('/api/v1/operations', 'leader');
    let zone: string;
    let otherZone: string;

    beforeAll(async () => {
      [zone, otherZone] = server.running.profile.zones as readonly string[] as [string, string];
      await as('admin', '/api/v1/units', [
        { id: 'op-1', callSign: '联01', unitClass: 'patrol-vehicle' },
        { id: 'op-2', callSign: '联02', unitClass: 'patrol-vehicle' },
      ]);
    });

    let plans = 0;
    /** Each test has a day of its own, so that none is in another's way. */
    const aPlan = (more: object = {}) => {
      const startsAt = clock.now() + ++plans * 24 * HOUR;
      return {
        ...{ kind: 'zone-monthly', title: '片区联合行动', zone, startsAt, endsAt: startsAt + 4 * HOUR },
        ...{ leadOrgan: 'enforcement-team', assistingOrgans: ['urban-management'] },
        muster: { name: '集结点', ...MUSTER, at: startsAt },
        targets: [{ id: 't1', kind: 'place', ref: null, name: '创业路', ...MUSTER }],
        squads: [aSquad(startsAt)],
        ...more,
      };
    };
    const aSquad = (startsAt: number, more: object = {}) => ({
      ...{ id: 's1', name: '一组', members: [{ name: '张三', organ: 'enforcement-team' }], vehicles: ['粤B00001'] },
      ...{ units: ['op-1'], corridorM: 200, corridorS: 20 },
      stops: STOPS.map((stop, i) => ({ ...stop, plannedAt: startsAt + (i + 1) * 20 * MINUTE, radiusM: 50 })),
      ...more,
    });
    const create = async (account: Account, plan: object) =>
      (await told(account, '/api/v1/operations', plan)) as OperationRecord;
    const issue = async (plan: object) => {
      let record = await must('chief1', await create('chief1', plan), 'submit');
      for (const { organ } of record.calls)
        record = await must('duty', record, 'countersign', { agree: true, onBehalfOf: organ });
      return must('leader', record, 'issue');
    };
    /** One that runs now. */
    const begin = async (more: (startsAt: number) => object = () => ({})) => {
      const startsAt = clock.now() + MINUTE;
      const times = { startsAt, endsAt: startsAt + 4 * HOUR, muster: { name: '集结点', ...MUSTER, at: startsAt } };
      return must('chief1', await issue(aPlan({ ...times, squads: [aSquad(startsAt)], ...more(startsAt) })), 'begin');
    };
    const fix = async (unit: string, lon: number, lat: number) => {
      clock.advance(10_000);
      let isStored = false;
      const sent = server.post('/api/v1/positions', { unit, lon, lat, time: clock.now() });
      void sent.finally(() => (isStored = true));
      // Stored with the positions of the next 200 ms, which only the hand makes pass.
      while (!isStored) {
        clock.advance(100);
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      await sent;
    };

    test('[O-7] [O-8] a chief plans in the own zone, an organ what it leads; a draft has a number', async () => {
      const record = await create('chief1', aPlan());
      expect(record.id).toMatch(/^XA-LH\d{8}-\d{2}$/);
      expect(record).toMatchObject({ state: 'proposed', version: 1, zone, composition: null });
      expect((await as('chief1', '/api/v1/operations', aPlan({ zone: otherZone }))).body).toMatchObject({
        field: 'zone',
      });
      expect((await as('dept', '/api/v1/operations', aPlan({ zone: null }))).body).toMatchObject({
        field: 'leadOrgan',
      });
      const own = { zone: null, leadOrgan: 'urban-management', assistingOrgans: [], squads: [] };
      expect((await as('dept', '/api/v1/operations', aPlan(own))).status).toBe(201);
      expect((await as('field', '/api/v1/operations', aPlan())).status).toBe(403);
      const carried = await send('chief1', record, 'edit', { plan: aPlan({ zone: otherZone }) });
      expect(carried, 'an edit does not carry it out of the zone').toMatchObject({
        status: 403,
        body: { field: 'zone' },
      });
    });

    test('[O-9] an old version is answered with the record as it is; the same command gets its first answer', async () => {
      const record = await create('chief1', aPlan());
      const edited = await must('chief1', record, 'edit', { plan: aPlan({ title: '改' }) });
      expect(edited).toMatchObject({ title: '改', version: 2 });
      expect(await send('leader', record, 'submit')).toMatchObject({
        ...{ status: 409, body: { refusal: 'version-conflict', current: { version: 2 } } },
      });
      const commandId = randomUUID();
      const first = await must('chief1', edited, 'submit', { commandId });
      expect(await must('chief1', edited, 'submit', { commandId })).toEqual({ ...first, allowed: expect.anything() });
      expect(
        await send('chief1', first, 'withdraw', {
          commandId: randomUUID(),
          issuedAt: clock.now() - 31_000,
          reason: '因',
        }),
      ).toMatchObject({
        body: { refusal: 'command-expired' },
      });
    });

    test('[O-12] [O-16] the same person, plate or unit in an overlapping operation is refused by name', async () => {
      const plan = aPlan();
      const first = await issue(plan);
      const over = { ...plan, title: '另一行动', startsAt: plan.startsAt + HOUR, muster: null };
      const check = (await as('chief1', '/api/v1/operations/check', over)).body as PlanCheck;
      expect(check.conflicts.map(({ what, name: who, operation }) => [what, who, operation]).sort()).toEqual([
        ['person', '张三', first.id],
        ['unit', '联01', first.id],
        ['vehicle', '粤B00001', first.id],
      ]);
      const draft = await create('chief1', over);
      expect(await send('chief1', draft, 'submit')).toMatchObject({
        status: 409,
        body: { refusal: 'conflict', message: expect.stringContaining(first.id) },
      });
      const apart = { ...over, startsAt: plan.startsAt + 4 * HOUR, endsAt: plan.startsAt + 5 * HOUR };
      await must('chief1', await must('chief1', draft, 'edit', { plan: apart }), 'submit');
      await must('leader', first, 'cancel', { reason: '改期' });
      expect(((await as('chief1', '/api/v1/operations/check', over)).body as PlanCheck).conflicts).toHaveLength(0);
    });

    test('[O-3] [O-4] [O-5] who sees what: walls no drafts and no names, chiefs their zone, organs what is theirs', async () => {
      const wall = await screenOf({ token: await server.token('wall') });
      const foreign = await screenOf('chief2');
      const record = await issue(aPlan());
      await until('it is issued', () => wall.facts().some(fact => fact.kind === 'operation-changed'));
      expect(wall.facts().filter(({ kind }) => kind === 'withheld').length).toBeGreaterThan(2);
      expect(JSON.stringify(wall.facts())).not.toContain('张三');
      expect(wall.facts().find(fact => fact.kind === 'operation-changed')).toMatchObject({
        operation: { state: 'planned', squads: [{ headcount: 1, members: [] }], allowed: [] },
      });
      expect(foreign.facts().every(({ kind }) => kind === 'withheld')).toBe(true);
      expect((await as('chief2', `/api/v1/operations/${record.id}`)).status).toBe(404);
      expect((await as('chief2', `/api/v1/operations/${record.id}/ways`)).status, '[O-72]').toBe(404);
      const ways = await server.ask(`/api/v1/operations/${record.id}/ways`, { token: await server.token('wall') });
      expect(ways.body, '[O-72]').toMatchObject({
        squads: [{ squad: 's1', legs: [{ to: 'p1', straight: false }, { to: 'p2' }] }],
      });
      expect((await read(record.id, 'dept')).squads[0]?.members[0]?.name).toBe('张三');
      const draft = await create('chief1', aPlan({ assistingOrgans: [] }));
      expect((await as('dept', `/api/v1/operations/${draft.id}`)).status).toBe(404);
      wall.close();
      foreign.close();
    });

    test('[O-19] [O-7] a plan is copied in one action', async () => {
      const record = await create('chief1', aPlan());
      const startsAt = record.startsAt + 30 * 24 * HOUR;
      const copy = (await as('chief1', `/api/v1/operations/${record.id}/copy`, { startsAt })).body as OperationRecord;
      expect(copy).toMatchObject({ state: 'proposed', copiedFrom: record.id, startsAt, targets: record.targets });
      expect(copy.squads[0]?.stops[0]?.plannedAt).toBe(record.squads[0]!.stops[0]!.plannedAt! + 30 * 24 * HOUR);
    });

    test('[O-50] [O-52] one of an earlier system is imported once, marked, booked for nobody, and copied like any other', async () => {
      const startsAt = clock.now() - 30 * 24 * HOUR;
      const plan = aPlan({ startsAt, endsAt: startsAt + 4 * HOUR, muster: null, squads: [aSquad(startsAt)] });
      const item = {
        ...{ number: '旧-202610-1', plan, startedAt: startsAt, finishedAt: startsAt + 3 * HOUR },
        stops: [{ stop: 'p1', arrivedAt: startsAt + HOUR }],
      };
      const path = '/api/v1/operations/import';
      expect((await as('leader', path, [item])).status).toBe(403);
      const answer = await as('admin', path, [item, { ...item, number: '旧-2', finishedAt: clock.now() + HOUR }]);
      expect(answer.body).toMatchObject({ accepted: 1, unchanged: 0, refused: [{ index: 1, reason: 'bad-input' }] });
      expect((await as('admin', path, [item])).body).toMatchObject({ accepted: 0, unchanged: 1 });
      const record = await read('旧-202610-1');
      expect(record).toMatchObject({ state: 'finished', imported: true, progress: { visited: 1, remaining: 1 } });
      const { db } = server.running.database;
      expect(await db.selectFrom('operation_booking').selectAll().where('operation', '=', record.id).execute()).toEqual(
        [],
      );
      const audited = await db.selectFrom('audit').selectAll().execute();
      expect(audited.some(({ action, subject }) => action === 'operation-changed' && subject === record.id)).toBe(true);
      const copy = await as('chief1', `/api/v1/operations/${record.id}/copy`, {
        startsAt: clock.now() + 40 * 24 * HOUR,
      });
      expect(copy.body).toMatchObject({ state: 'proposed', imported: false, copiedFrom: record.id });
      await must('chief1', record, 'summarise', { text: '补录' });
    });

    test('[O-67] the order of stops is proposed over HTTP; what is no place is refused', async () => {
      const stops = [...STOPS].reverse().map(({ id, lon, lat }) => ({ id, lon, lat, dwellMin: 10 }));
      const question = { start: MUSTER, startsAt: clock.now(), mode: 'vehicle', stops };
      const order = (await as('chief1', '/api/v1/operations/stop-order', question)).body as StopOrder;
      expect(order.distanceM).toBeLessThanOrEqual(order.distanceBeforeM);
      const far = await as('chief1', '/api/v1/operations/stop-order', { ...question, start: { lon: 1e308, lat: 22 } });
      expect(far.status).toBe(400);
    });

    test('[O-36] [O-37] [O-38] squads are seen at stops and off their way by position', async () => {
      const record = await begin();
      await server.post('/api/v1/units/op-1/duty', { onDuty: true });
      const [p1] = STOPS as [(typeof STOPS)[0]];
      await fix('op-1', p1.lon, p1.lat);
      expect((await read(record.id)).progress.visited, 'one fix is no sighting').toBe(0);
      await fix('op-1', p1.lon, p1.lat);
      await expect.poll(async () => (await read(record.id)).squads[0]?.stops[0]?.arrivedBy).toBe('geofence');
      for (let i = 1; i <= 3; i++) await fix('op-1', p1.lon + i * 0.0008, p1.lat);
      await expect.poll(async () => (await read(record.id)).squads[0]?.stops[0]?.state).toBe('left');
      for (let i = 0; i < 12; i++) await fix('op-1', p1.lon, p1.lat + 0.001 * (i + 1));
      await expect.poll(async () => (await read(record.id)).squads[0]?.offRouteSince).not.toBeNull();
      const alarms = async () =>
        ((await as('duty', '/api/v1/alarms?kind=off-route')).body as { alarms: AlarmRecord[] }).alarms;
      expect(await alarms()).toMatchObject([{ operation: record.id, squad: 's1', state: 'raised', priority: 3 }]);
      for (let i = 12; i >= 0; i--) await fix('op-1', p1.lon + 0.0008, p1.lat + 0.001 * i);
      await expect.poll(async () => (await read(record.id)).squads[0]?.offRouteSince).toBeNull();
      expect(await alarms()).toMatchObject([{ state: 'cleared' }]);
      await must('chief1', await read(record.id), 'finish', { reason: '试毕' });
    });

    test('[O-32] the clock tells when a stop becomes late', async () => {
      const record = await begin();
      clock.advance(31 * MINUTE);
      clock.advance(1000);
      await server.running.pipeline.deadlines.settled();
      await expect.poll(async () => (await read(record.id)).version).toBeGreaterThan(record.version);
      expect((await read(record.id)).progress.late).toBe(1);
      await must('chief1', await read(record.id), 'finish', { reason: '试毕' });
    });

    test('[O-35] the code at the stop', async () => {
      const record = await begin();
      const codes = (await as('chief1', `/api/v1/operations/${record.id}/stop-codes`)).body as {
        stop: string;
        code: string;
      }[];
      expect(codes).toHaveLength(2);
      const { code } = codes.find(({ stop }) => stop === 'p2')!;
      const named = { squad: 's1', stop: 'p2' };
      expect((await send('duty', record, 'arrive-stop', { ...named, code: '000000' })).body).toMatchObject({
        field: 'code',
      });
      const there = await must('duty', record, 'arrive-stop', { ...named, code: code.toLowerCase() });
      expect(there.squads[0]?.stops[1]?.arrivedBy).toBe('code');
      expect((await as('dept', `/api/v1/operations/${record.id}/stop-codes`)).status, 'assists, does not lead').toBe(
        403,
      );
      await must('chief1', there, 'finish', { reason: '试毕' });
    });

    test('[O-40] [O-42] [O-43] [O-44] a finding with its photo becomes one incident, whose state comes back', async () => {
      let record = await begin();
      const uploaded = await fetch(`${server.url}/api/v1/operations/${record.id}/photos`, {
        method: 'POST',
        headers: { ...headersOf('duty'), 'content-type': 'image/png' },
        body: PNG,
      });
      const { id: photo } = (await uploaded.json()) as { id: string };
      const stranger = await fetch(`${server.url}/api/v1/operations/${record.id}/photos`, {
        method: 'POST',
        headers: { ...headersOf('dept3'), 'content-type': 'image/png' },
        body: PNG,
      });
      expect(stranger.status, 'has no part in it').toBe(403);
      const finding = randomUUID();
      const found = {
        finding,
        happenedAt: clock.now(),
        ...MUSTER,
        text: '占道经营',
        category: 'street-vending',
        photos: [photo],
      };
      record = await must('duty', record, 'add-finding', found);
      expect(record.findings).toMatchObject([{ id: finding, photos: [photo], incident: null }]);
      const incidents = () => server.running.database.db.selectFrom('incident').select('id').execute();
      const before = (await incidents()).length;
      const old = await send('duty', record, 'make-incident', { finding, issuedAt: clock.now() - 31_000 });
      expect(old.body).toMatchObject({ refusal: 'command-expired' });
      expect(await incidents(), 'a press that was held back makes none').toHaveLength(before);
      const [made, again] = await Promise.all([
        send('duty', record, 'make-incident', { finding }),
        send('chief1', record, 'make-incident', { finding }),
      ]);
      expect([made.status, again.status]).toEqual([200, 200]);
      expect(await incidents()).toHaveLength(before + 1);
      const audited = await server.running.database.db.selectFrom('audit').selectAll().execute();
      const told = JSON.stringify(audited.filter(({ action }) => action === 'operation-changed'));
      expect(told).toContain(record.id);
      expect(told, '[O-4]').not.toContain('张三');
      const { incident } = (await read(record.id)).findings[0]!;
      const matter = (await as('duty', `/api/v1/incidents/${incident}`)).body as IncidentRecord;
      expect(matter.text).toContain(record.id);
      expect(matter.evidence).toHaveLength(1);
      const rejected = await as('duty', `/api/v1/incidents/${incident}/events`, {
        ...{
          event: 'reject',
          reason: '试',
          commandId: randomUUID(),
          expectedVersion: matter.version,
          issuedAt: clock.now(),
        },
      });
      expect(rejected.status).toBe(200);
      await expect.poll(async () => (await read(record.id)).findings[0]?.incidentState).toBe('rejected');
      await server.restart();
      expect((await read(record.id)).findings[0]).toMatchObject({ incident, incidentState: 'rejected' });
      const history = (await as('leader', `/api/v1/operations/${record.id}/history`)).body as { event: string }[];
      expect(history.map(({ event }) => event)).toEqual(
        expect.arrayContaining([
          'created',
          'submit',
          'issue',
          'begin',
          'add-finding',
          'make-incident',
          'finding-followed',
        ]),
      );
    });

    test('[O-80] [O-82] [O-84] [O-88] [O-89] the report: not before it began, metres of the tracks, the last one beside it, files audited', async () => {
      const path = (id: string, ending = '') => `/api/v1/operations/${id}/report${ending}`;
      const planned = await issue(aPlan());
      expect((await as('leader', path(planned.id))).body).toMatchObject({ refusal: 'illegal-move' });
      await must('leader', planned, 'cancel', { reason: '试' });
      const others = { members: [{ name: '李报告', organ: 'enforcement-team' }], vehicles: [], units: ['op-2'] };
      const run = () => begin(startsAt => ({ squads: [aSquad(startsAt, others)] }));
      const first = await must('chief1', await run(), 'finish', { reason: '试毕' });
      clock.advance(MINUTE);
      const record = await run();
      // Tracks are of positions of the time from its beginning on.
      for (let i = 0; i < 4; i++) await fix('op-2', MUSTER.lon + 0.001 * i, MUSTER.lat);
      await must('chief1', record, 'finish', { reason: '试毕' });
      const answer = await as('leader', path(record.id));
      const report = operationReport.parse(answer.body);
      expect(report.before?.id).toBe(first.id);
      expect(report.before?.figures.distanceM, 'no track of that time').toBeNull();
      expect(report.squads[0]?.units).toMatchObject([{ unit: 'op-2', positions: 4 }]);
      expect(report.figures.distanceM).toBeGreaterThan(250);
      expect(report.figures.distanceM).toBeLessThan(350);
      expect((await as('chief2', path(record.id))).status, 'of another zone').toBe(404);
      const wall = await server.ask(path(record.id), { token: await server.token('wall') });
      expect(JSON.stringify(wall.body)).not.toContain('李报告');
      for (const ending of ['.docx', '.xlsx']) {
        const file = await as('leader', path(record.id, ending));
        expect([file.status, file.headers.get('content-disposition')]).toEqual([
          200,
          expect.stringContaining(encodeURIComponent(`联合行动报告${record.id}${ending}`)),
        ]);
        expect((await as('field', path(record.id, ending))).status).toBe(403);
      }
      const audited = await server.running.database.db
        .selectFrom('audit')
        .select(['actor', 'after'])
        .where('action', '=', 'document-exported')
        .where('subject', '=', record.id)
        .orderBy('seq')
        .execute();
      expect(audited.map(({ actor, after }) => [actor, JSON.parse(after ?? '')])).toEqual([
        ['leader', { format: 'docx', report: 'operation', findings: 0 }],
        ['leader', { format: 'xlsx', report: 'operation', findings: 0 }],
      ]);
    });
  });
}
