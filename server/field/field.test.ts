/** Somebody on patrol over HTTP, through the whole server. Ids in brackets are rules of SPEC.md here and of the incidents. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { DEMO_FIELD_UNIT } from '../access/demo-accounts.ts';
import type { FieldState, FieldTask } from '../contract/field.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { OperationRecord } from '../contract/operation.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { aReport } from '../server-under-test.ts';

const JPEG = Buffer.concat([Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP', 'base64'), Buffer.from('ffd9', 'hex')]);

const PEOPLE = ['admin', 'duty', 'leader', 'field'] as const;
type Account = (typeof PEOPLE)[number];
const { server, as: ask, commands, headersOf } = peopleUnderTest(PEOPLE);
const field = async () => (await ask('field', '/api/v1/field')).body as FieldState;

const incidents = commands<IncidentRecord, string>('/api/v1/incidents', 'duty');
const tasks = commands<FieldTask, string>('/api/v1/field/incidents', 'field');
const event = (who: Account, ...asked: [{ id: string; version: number }, string, object?]) =>
  (who === 'field' ? tasks : incidents).send(who, ...asked);

/** Handled by `organ`, without a unit. */
async function dispatched(organ = 'urban-management'): Promise<IncidentRecord> {
  const reporter = { name: '王女士', phone: '13800138000' };
  let record = (await ask('duty', '/api/v1/incidents', { ...aReport(), category: 'street-vending', reporter }))
    .body as IncidentRecord;
  record = (await event('duty', record, 'accept', { grade: 'general' })).body as IncidentRecord;
  return (await event('duty', record, 'dispatch', { organs: [{ organ }] })).body as IncidentRecord;
}

const sendUnit = async (record: IncidentRecord, unit: string | null) =>
  (await event('duty', record, 'send-unit', { unit })).body as IncidentRecord;

async function photo(id: string) {
  const response = await fetch(`${server.url}/api/v1/incidents/${id}/evidence`, {
    method: 'POST',
    headers: { ...headersOf('field'), 'content-type': 'image/jpeg' },
    body: JPEG,
  });
  return { status: response.status, body: (await response.json()) as { evidence: { id: string }; version: number } };
}

test('[P-80] before its unit is registered there is nothing to show', async () => {
  expect(await ask('field', '/api/v1/field')).toMatchObject({ status: 404, body: { refusal: 'not-found' } });
  const unit = { id: DEMO_FIELD_UNIT, callSign: '一线01', unitClass: 'patrol-person', organ: 'urban-management' };
  expect((await ask('admin', '/api/v1/units', [unit, { ...unit, id: 'other', callSign: '巡02' }])).status).toBe(200);
  expect(await field()).toMatchObject({
    unit: { id: DEMO_FIELD_UNIT, onDuty: false },
    fix: null,
    help: null,
    tasks: [],
  });
});

test('[P-92] [O-45] it is shown the operation that has its unit in a squad, without the other squads, and tells later when it arrived', async () => {
  const startsAt = Date.now() - 30 * 60_000;
  const place = { lon: 113.8952, lat: 22.5662 };
  const squad = (n: number, units: string[]) => ({
    ...{ id: `s${n}`, name: `${n}组`, members: [{ name: `队员${n}`, organ: 'urban-management' }], units },
    stops: [{ id: `p${n}`, name: `${n}号点`, ...place }],
  });
  const plan = {
    ...{ kind: 'joint-linkage', title: '联勤', zone: null, startsAt, endsAt: startsAt + 4 * 3_600_000 },
    ...{ leadOrgan: 'enforcement-team', targets: [{ id: 't1', kind: 'place', ref: null, name: '创业路', ...place }] },
    squads: [squad(1, [DEMO_FIELD_UNIT]), squad(2, ['other'])],
  };
  let record = (await ask('duty', '/api/v1/operations', plan)).body as OperationRecord;
  const operations = commands<OperationRecord, string>('/api/v1/operations', 'duty');
  const send = async (who: Account, name: string, more: object = {}) => {
    const answer = await operations.send(who, record, name, more);
    if (answer.status === 200) record = answer.body as OperationRecord;
    return answer;
  };
  expect((await field()).operations, 'a draft').toEqual([]);
  expect((await send('leader', 'issue')).status).toBe(200);
  expect((await send('duty', 'begin')).status).toBe(200);
  const [own] = (await field()).operations;
  expect(own).toMatchObject({ title: '联勤', state: 'under-way', squad: { id: 's1', members: [{ name: '队员1' }] } });
  expect(JSON.stringify(own)).not.toContain('队员2');
  const happenedAt = record.startedAt! + 1;
  expect((await send('field', 'arrive-stop', { squad: 's1', stop: 'p1', happenedAt })).status).toBe(200);
  expect((await field()).operations[0]?.squad.stops[0]).toMatchObject({ state: 'arrived', arrivedAt: happenedAt });
  expect(own?.allowed).toContain('add-finding');
  await send('duty', 'finish', { reason: '试毕' });
  await send('duty', 'summarise', { text: '毕' });
  expect((await field()).operations).toEqual([]);
});

test('[P-90] its shifts are 未设定 until a plan is filed, then what the roster says', async () => {
  expect((await field()).shifts).toBeNull();
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
  const whole = {
    days: 'every-day',
    kind: 'patrol',
    minPersons: null,
    minQualified: null,
    covers: 'area',
    zones: null,
  };
  const shifts = [{ id: 'whole', name: '全天班', from: '00:00', to: '00:00', ...whole }];
  const put = (path: string, body: object) => ask('admin', path, body, 'PUT');
  const today = day.format(Date.now());
  expect((await put('/api/v1/shift-plan', { source: '测试', validFrom: today, shifts })).status).toBe(200);
  expect((await field()).shifts).toEqual({ now: [], next: null });
  const row = (at: number) => ({
    day: day.format(at),
    shift: 'whole',
    unit: DEMO_FIELD_UNIT,
    persons: 1,
    qualified: 0,
  });
  await put('/api/v1/roster', [row(Date.now()), row(Date.now() + 86_400_000)]);
  const own = (await field()).shifts;
  expect(own).toMatchObject({ now: [{ name: '全天班', kind: 'patrol' }], next: { name: '全天班' } });
  expect(own!.next!.from).toBe(own!.now[0]!.to);
});

test('it signs on, sends positions and asks for help for its own unit, and for no other', async () => {
  expect((await ask('field', `/api/v1/units/${DEMO_FIELD_UNIT}/duty`, { onDuty: true })).status).toBe(200);
  expect((await ask('field', '/api/v1/units/other/duty', { onDuty: true })).status).toBe(403);
  const fix = { lon: 113.8931, lat: 22.5667, time: Date.now() - 1000, accuracyM: 8 };
  expect(
    (
      await ask('field', '/api/v1/positions', [
        { ...fix, unit: DEMO_FIELD_UNIT },
        { ...fix, unit: 'other' },
      ])
    ).body,
  ).toMatchObject({ accepted: 1, refused: [{ index: 1, reason: 'not-allowed' }] });
  expect((await field()).fix).toMatchObject({ lon: fix.lon, lat: fix.lat, time: fix.time });
  expect((await ask('field', '/api/v1/units/other/help', {})).status).toBe(403);
  expect((await ask('field', `/api/v1/units/${DEMO_FIELD_UNIT}/help`, { happenedAt: Date.now() - 2000 })).status).toBe(
    201,
  );
  expect((await field()).help).toMatchObject({ acknowledgedAt: null });
});

test('[P-81] it is shown what its unit is sent to, without the reporter, and loses it when another one goes', async () => {
  const record = await dispatched();
  expect((await field()).tasks).toEqual([]);
  const sent = await sendUnit(record, DEMO_FIELD_UNIT);
  const state = await field();
  expect(state.tasks).toMatchObject([
    { id: record.id, organ: 'urban-management', lead: true, acknowledgedAt: null, photos: 0 },
  ]);
  expect(state.tasks[0]?.allowed.sort()).toEqual(['acknowledge', 'arrive', 'report-done', 'report-progress']);
  expect(JSON.stringify(state)).not.toMatch(/王女士|13800138000/);
  expect((await ask('field', `/api/v1/incidents/${record.id}`)).status).toBe(403);
  await sendUnit(sent, null);
  expect((await field()).tasks).toEqual([]);
});

test('[P-82] [I-144] it acknowledges, arrives, reports with a photo and reports it done; the history says for which organ', async () => {
  const record = await sendUnit(await dispatched(), DEMO_FIELD_UNIT);
  const known = (await event('field', record, 'acknowledge')).body as FieldTask;
  expect(known.acknowledgedAt).not.toBeNull();
  const there = (await event('field', known, 'arrive', { remark: '补报 14:32' })).body as FieldTask;
  expect(there.allowed.sort()).toEqual(['report-done', 'report-progress']);
  const added = await photo(record.id);
  expect(added.status).toBe(201);
  const evidence = [added.body.evidence.id];
  const version = added.body.version;
  const progress = await event('field', { ...there, version }, 'report-progress', { result: '正在劝离', evidence });
  expect(progress).toMatchObject({ status: 200, body: { photos: 1 } });
  const done = await event('field', progress.body as FieldTask, 'report-done', { result: '已清理', evidence });
  expect(done).toMatchObject({ status: 200, body: { state: 'revisit-due' } });
  expect((await field()).tasks).toEqual([]);
  const history = (await ask('duty', `/api/v1/incidents/${record.id}/history`)).body as { event: string }[];
  expect(history.find(entry => entry.event === 'arrive')).toMatchObject({
    ...{ by: '巡查员', onBehalfOf: 'urban-management', note: '补报 14:32' },
  });
});

test('[P-82] what its unit is not sent to does not exist for it; nor does it do what is the organ’s', async () => {
  const record = await dispatched();
  expect((await event('field', record, 'arrive')).status).toBe(404);
  expect((await event('field', { ...record, version: 1 }, 'arrive')).status).toBe(404);
  const sent = await sendUnit(record, DEMO_FIELD_UNIT);
  expect((await event('field', sent, 'return-dispatch', { reason: '不去' })).body).toMatchObject({
    refusal: 'not-allowed',
  });
  expect((await event('field', sent, 'acknowledge', { onBehalfOf: 'urban-management' })).body).toMatchObject({
    refusal: 'not-this-organ',
  });
});

test('[I-144] where the unit helps another organ, done stays that organ’s word', async () => {
  const record = await dispatched('construction');
  const sent = (await event('duty', record, 'send-unit', { unit: DEMO_FIELD_UNIT, reason: '就近' }))
    .body as IncidentRecord;
  expect((await field()).tasks.find(({ id }) => id === record.id)?.allowed.sort()).toEqual([
    ...['acknowledge', 'arrive', 'report-progress'],
  ]);
  expect((await event('field', sent, 'report-done', { result: '好了', noEvidenceReason: '无' })).body).toMatchObject({
    refusal: 'not-this-organ',
  });
});

test('[P-83] photos go to its tasks and to what it reported, not to what it has nothing to do with', async () => {
  const strange = await dispatched();
  expect((await photo(strange.id)).status).toBe(404);
  const { channel } = await field();
  const commandId = randomUUID();
  const own = { ...aReport(), channel: channel!, commandId };
  const first = await ask('field', '/api/v1/incidents', own);
  expect(first.status).toBe(201);
  const { id } = first.body as IncidentRecord;
  expect((await ask('field', '/api/v1/incidents', own)).body).toMatchObject({ id });
  expect((await photo(id)).status).toBe(201);
  expect((await photo('nothing')).status).toBe(404);
});
