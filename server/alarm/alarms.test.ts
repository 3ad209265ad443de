/** Alarms over HTTP and the live link, through the whole server. Ids in brackets are rules of SPEC.md. */
import { beforeAll, expect, test } from 'vitest';
import type { AlarmRecord } from '../contract/alarm.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { until } from '../server-under-test.ts';

const PEOPLE = ['admin', 'duty', 'leader', 'chief1', 'chief2', 'dept'] as const;
type Account = (typeof PEOPLE)[number];
const { server, as, screenOf } = peopleUnderTest(PEOPLE);
let zone: string;
let otherZone: string;

beforeAll(async () => {
  [zone, otherZone] = server.running.profile.zones as unknown as [string, string];
  const unit = (id: string, homeZone: string | null = zone) => ({
    ...{ id, callSign: id, unitClass: 'patrol-person', homeZone },
  });
  await as('admin', '/api/v1/units', [
    unit('u1'),
    unit('u2'),
    unit('u3'),
    unit('far', otherZone),
    unit('nowhere', null),
  ]);
});

const help = async (unit: string, body: object = {}) => {
  const answer = await as('duty', `/api/v1/units/${unit}/help`, body);
  return answer.body as AlarmRecord;
};
const command = (more: object = {}) => ({ commandId: crypto.randomUUID(), issuedAt: Date.now(), ...more });
const answer = (account: Account, alarm: AlarmRecord, what: string, more: object = {}) =>
  as(account, `/api/v1/alarms/${alarm.id}/${what}`, command(more));
const clear = (alarm: AlarmRecord) => answer('duty', alarm, 'clear', { reason: '已支援' });
const list = async (account: Account, query = '') =>
  ((await as(account, `/api/v1/alarms${query}`)).body as { alarms: AlarmRecord[] }).alarms;

test('[A-13] a device calls for help for its own unit, once, from where it is; pressing again tells who has answered', async () => {
  const token = await server.token('device', { units: ['u1'] });
  const press = (unit: string, body: object) => server.ask(`/api/v1/units/${unit}/help`, { token, body });
  const first = await press('u1', { lon: 113.9, lat: 22.56, text: '有人受伤' });
  expect(first).toMatchObject({
    status: 201,
    body: { kind: 'help', priority: 1, unit: 'u1', zone, state: 'raised', lon: 113.9, said: '有人受伤' },
  });
  expect((await press('u2', {})).status).toBe(403);
  expect((await press('nobody', {})).status).toBe(404);
  expect((await press('u1', { lon: 113.9 })).body).toMatchObject({ refusal: 'bad-input' });
  expect((await press('u1', { lon: 22.56, lat: 113.9 })).body).toMatchObject({ refusal: 'swapped-lon-lat' });
  const alarm = first.body as AlarmRecord;
  await answer('duty', alarm, 'acknowledge');
  expect((await press('u1', {})).body).toMatchObject({ id: alarm.id, acknowledgedBy: '值班员' });
  await clear(alarm);
  expect(((await press('u1', {})).body as AlarmRecord).id).not.toBe(alarm.id);
});

test('[A-20] a call that comes an hour late is in the list and the file, with a word for it, and on no wall', async () => {
  const token = await server.token('device', { units: ['u2'] });
  const happenedAt = new Date(Date.now() - 3_600_000).toISOString();
  const body = { lon: 113.9, lat: 22.56, text: '有人受伤', happenedAt };
  const late = await server.ask('/api/v1/units/u2/help', { token, body });
  expect(late).toMatchObject({ status: 201, body: { state: 'cleared', raisedAt: Date.parse(happenedAt) } });
  expect(await server.ask('/api/v1/units/u2/help', { token, body })).toMatchObject({ body: late.body as object });
  const { id } = late.body as AlarmRecord;
  const shown = (alarms: AlarmRecord[]) => alarms.find(alarm => alarm.id === id);
  expect(shown(await list('duty', '?kind=help'))).toMatchObject({ clearReason: 'came-late', said: '有人受伤' });
  const wall = await server.ask('/api/v1/alarms?kind=help', { token: await server.token('wall') });
  expect(shown((wall.body as { alarms: AlarmRecord[] }).alarms)).toMatchObject({ clearReason: null, said: null });
  const file = String((await as('duty', '/api/v1/alarms.csv?kind=help')).body);
  expect(file.split('\r\n').find(row => row.startsWith(id))).toContain('迟到的求助');
  const screen = await screenOf({ token: await server.token('wall') });
  expect(screen.snapshots[0]!.alarms.filter(alarm => alarm.id === id)).toEqual([]);
  screen.close();
  expect((await server.ask('/api/v1/units/u2/help', { token, body: { happenedAt: '12:00' } })).body).toMatchObject({
    ...{ refusal: 'bad-input', field: 'happenedAt' },
  });
});

test('[A-13] [A-17] without a place it is where the unit was last seen; without a home zone it is the zone of that place', async () => {
  expect(await help('nowhere')).toMatchObject({ lon: null, zone: null });
  await clear((await list('duty', '?state=raised&kind=help')).find(({ unit }) => unit === 'nowhere')!);
  await server.post('/api/v1/positions', { unit: 'nowhere', lon: 113.893, lat: 22.565, time: Date.now() });
  const { body } = await server.ask('/api/v1/assign?lon=113.893&lat=22.565');
  const alarm = await help('nowhere');
  expect(alarm).toMatchObject({ lon: 113.893, lat: 22.565, zone: (body as { zone: string }).zone });
  await clear(alarm);
});

test('[A-3] of a hundred acknowledgements at once over HTTP one wins, the others are told who', async () => {
  const alarm = await help('u2');
  const who = ['duty', 'leader', 'chief1', 'admin'] as const;
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => answer(who[i % 4]!, alarm, 'acknowledge')));
  const won = answers.filter(({ status }) => status === 200).map(({ body }) => body as AlarmRecord);
  expect(won).toHaveLength(1);
  const late = answers.filter(({ status }) => status !== 200);
  expect(new Set(late.map(({ status }) => status))).toEqual(new Set([409]));
  for (const { body } of late)
    expect(body).toMatchObject({
      refusal: 'already-acknowledged',
      message: expect.stringMatching(new RegExp(`^${won[0]!.acknowledgedBy}已于 \\d\\d:\\d\\d:\\d\\d 确认此告警$`)),
      current: won[0]!,
    });
  await clear(alarm);
});

test('[A-17] a chief sees and answers his own zone; departments and walls look only', async () => {
  const [mine, theirs] = [await help('u3'), await help('far')];
  const ids = async (account: Account) => (await list(account, '?state=raised')).map(({ id }) => id);
  expect(await ids('chief1')).toContain(mine.id);
  expect(await ids('chief1')).not.toContain(theirs.id);
  expect(await ids('dept')).toEqual(expect.arrayContaining([mine.id, theirs.id]));
  expect((await as('chief1', `/api/v1/alarms?zone=${otherZone}`)).status).toBe(403);
  expect((await answer('chief1', theirs, 'acknowledge')).status).toBe(403);
  expect((await answer('dept', mine, 'acknowledge')).status).toBe(403);
  const wall = await server.token('wall');
  const body = command();
  expect((await server.ask(`/api/v1/alarms/${mine.id}/acknowledge`, { token: wall, body })).status).toBe(403);
  expect((await answer('chief1', mine, 'acknowledge')).status).toBe(200);
  for (const alarm of [mine, theirs]) await clear(alarm);
});

test('[A-4] [A-19] bad commands are refused by name', async () => {
  const alarm = await help('u3');
  const refused = async (what: string, more: object) => (await answer('duty', alarm, what, more)).body;
  expect(await refused('shelve', { minutes: 7, reason: 'x' })).toMatchObject({ field: 'minutes' });
  expect(await refused('shelve', { minutes: 5 })).toMatchObject({ field: 'reason' });
  expect(await refused('shelve', { minutes: 5, reason: '  ' })).toMatchObject({ field: 'reason' });
  expect(await refused('clear', {})).toMatchObject({ field: 'reason' });
  expect(await refused('acknowledge', { issuedAt: Date.now() - 31_000 })).toMatchObject({ refusal: 'command-expired' });
  expect(await refused('acknowledge', { commandId: 'x' })).toMatchObject({ field: 'commandId' });
  expect((await as('duty', '/api/v1/alarms/none/acknowledge', command())).status).toBe(404);
  expect(await refused('shelve', { minutes: 15, reason: '演练' })).toMatchObject({ state: 'shelved' });
  await clear(alarm);
});

test('[A-18] everybody who may see it is told at once; walls without the words, other zones only the number', async () => {
  const [wall, duty, chief] = [
    await screenOf({ token: await server.token('wall') }),
    await screenOf('duty'),
    await screenOf('chief2'),
  ];
  const alarm = await help('u3', { text: '请支援 13812345678' });
  await until('facts', () => [wall, duty, chief].every(one => one.facts().length > 0));
  const fact = (one: typeof wall) => one.facts()[0];
  expect(fact(duty)).toMatchObject({ kind: 'alarm-raised', alarm: { id: alarm.id, said: '请支援 13812345678' } });
  expect(fact(wall)).toMatchObject({ kind: 'alarm-raised', alarm: { id: alarm.id, said: null } });
  expect(fact(chief)).toMatchObject({ kind: 'withheld' });
  for (const one of [wall, duty, chief]) one.close();
  const audit = await as('admin', `/api/v1/audit?subject=${alarm.id}`);
  expect(JSON.stringify(audit.body)).not.toContain('13812345678');
});

test('open alarms are in the snapshot, also after a restart; cleared ones are in the history only', async () => {
  const open = (await list('duty', '?limit=500')).filter(({ state }) => state !== 'cleared').map(({ id }) => id);
  expect(open.length).toBeGreaterThan(0);
  await server.restart();
  const screen = await screenOf({ token: await server.token('wall') });
  expect(screen.snapshots[0]!.alarms.map(({ id }) => id).sort()).toEqual(open.sort());
  expect(screen.snapshots[0]!.figures.alarms.unacknowledged).toBe(open.length);
  screen.close();
  const cleared = await list('duty', '?state=cleared&limit=2');
  expect(cleared.map(({ state }) => state)).toEqual(['cleared', 'cleared']);
  const first = (await as('duty', '/api/v1/alarms?limit=1')).body as { alarms: AlarmRecord[]; next: string };
  const second = (await as('duty', `/api/v1/alarms?limit=1&cursor=${first.next}`)).body as { alarms: AlarmRecord[] };
  expect(second.alarms[0]!.id < first.alarms[0]!.id).toBe(true);
});

test('[A-17] the history is taken out as a file, a chief`s with his zone only, and that is in the audit', async () => {
  const alarm = await help('far', { text: '=1+1' });
  await clear(alarm);
  const text = String((await as('duty', '/api/v1/alarms.csv?state=cleared')).body);
  const line = text.split('\r\n').find(row => row.startsWith(alarm.id));
  expect(line).toContain('求助');
  expect(line).toContain('已支援');
  expect(line).not.toMatch(/,=1/);
  expect(String((await as('chief1', '/api/v1/alarms.csv')).body)).not.toContain(alarm.id);
  expect((await as('chief1', `/api/v1/alarms.csv?zone=${otherZone}`)).status).toBe(403);
  expect((await as('duty', '/api/v1/alarms.xlsx')).status).toBe(200);
  const audit = await as('admin', '/api/v1/audit?subject=alarms');
  expect(JSON.stringify(audit.body)).toContain('table-exported');
});
