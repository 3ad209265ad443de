/** A joint operation before its day: drafts, plans that stand in the way of each other, who sees them; and one of an earlier system. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OperationRecord, PlanCheck, StopOrder } from '../contract/operation.ts';
import { until } from '../server-under-test.ts';
import { HOUR, MUSTER, type OperationsUnderTest, STOPS } from './operations-under-test.ts';

export function planningSuite({
  server,
  clock,
  as,
  screenOf,
  zones,
  send,
  must,
  read,
  aPlan,
  aSquad,
  create,
  issue,
}: OperationsUnderTest): void {
  test('[O-7] [O-8] a chief plans in the own zone, an organ what it leads; a draft has a number', async () => {
    const [zone, otherZone] = zones();
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
}
