/** Units over HTTP, through the whole server. Ids in brackets are rules of SPEC.md. */
import { expect, test } from 'vitest';
import type { UnitRecord } from '../contract/unit.ts';
import { peopleUnderTest } from '../people-under-test.ts';

const { server, as } = peopleUnderTest(['admin']);
const ask = (path: string, body?: unknown) => as('admin', path, body);
const register = async (body: unknown) => (await ask('/api/v1/units', body)).body as UnitRecord;
const aUnit = (id: string, more: object = {}) => ({ id, callSign: '巡01', unitClass: 'patrol-person', ...more });
const seq = () => server.running.pipeline.changeLog.seq;

test('[P-2] [P-3] a unit gets an index once; registering again changes it or nothing', async () => {
  const first = await register(aUnit('a'));
  expect(first).toMatchObject({ id: 'a', version: 1, homeZone: null, onDuty: false });
  const second = await register(aUnit('b'));
  expect(second.index).toBe(first.index + 1);
  const before = seq();
  expect(await register(aUnit('a'))).toEqual(first);
  expect(seq()).toBe(before);
  const [zone] = server.running.profile.zones;
  const moved = await register(aUnit('a', { callSign: '巡09', homeZone: zone }));
  expect(moved).toMatchObject({ index: first.index, version: 2, callSign: '巡09', homeZone: zone });
  expect(seq()).toBe(before + 1);
});

test('[P-1] a list is registered as a whole or not at all, and the bad item is named', async () => {
  const before = seq();
  for (const [bad, field] of [
    [aUnit('x', { unitClass: 'tank' }), '[1].unitClass'],
    [aUnit('x', { homeZone: 'atlantis' }), '[1].homeZone'],
    [aUnit('x', { callSign: '' }), '[1].callSign'],
    [aUnit('x', { index: 5 }), '[1].index'],
    [aUnit('空格 id'), '[1].id'],
  ] as const)
    expect(await ask('/api/v1/units', [aUnit('fine'), bad])).toMatchObject({ status: 400, body: { field } });
  expect(seq()).toBe(before);
  expect((await ask('/api/v1/units')).body).not.toEqual(
    expect.arrayContaining([expect.objectContaining({ id: 'fine' })]),
  );
});

test('[P-12] a unit belongs to an organ of the profile, a station with its community, or to none', async () => {
  for (const organ of ['atlantis', 'community-station', 'community-station:440306999999'])
    expect(await ask('/api/v1/units', [aUnit('fine'), aUnit('x', { organ })]), organ).toMatchObject({
      ...{ status: 400, body: { refusal: 'unknown-organ', field: '[1].organ' } },
    });
  const station = 'community-station:440306017021';
  expect(await register(aUnit('organ-1', { organ: station }))).toMatchObject({ version: 1, organ: station });
  expect(await register(aUnit('organ-1', { organ: 'grid-centre' }))).toMatchObject({
    version: 2,
    organ: 'grid-centre',
  });
  expect(await register(aUnit('organ-1'))).toMatchObject({ version: 3, organ: null });
});

test('[P-2] a hundred registrations at once give a hundred indices', async () => {
  const many = await Promise.all(Array.from({ length: 100 }, (_, i) => register(aUnit(`many-${i}`))));
  expect(new Set(many.map(({ index }) => index)).size).toBe(100);
});

test('[P-4] signing on is a fact with its time; twice is once; an unknown unit is not found', async () => {
  await register(aUnit('duty-1'));
  const before = seq();
  const on = await ask('/api/v1/units/duty-1/duty', { onDuty: true });
  expect(on.body).toMatchObject({ onDuty: true, version: 2 });
  expect(await ask('/api/v1/units/duty-1/duty', { onDuty: true })).toMatchObject({ status: 200, body: on.body });
  expect(seq()).toBe(before + 1);
  expect((await ask('/api/v1/units/nobody/duty', { onDuty: true })).status).toBe(404);
  expect((await ask('/api/v1/units/duty-1/duty', { onDuty: 'yes' })).status).toBe(400);
});

test('[P-4] a device signs on its own unit and no other', async () => {
  await register([aUnit('mine'), aUnit('yours')]);
  const token = await server.token('device', { units: ['mine'] });
  const duty = (id: string) => server.ask(`/api/v1/units/${id}/duty`, { token, body: { onDuty: true } });
  expect((await duty('mine')).status).toBe(200);
  expect((await duty('yours')).status).toBe(403);
});
