/** Coverage over HTTP, through the whole server. Ids in brackets are rules of SPEC.md. */
import { beforeAll, expect, test } from 'vitest';
import type { CoverageAnswer, CoverageCells } from '../contract/coverage.ts';
import { peopleUnderTest } from '../people-under-test.ts';

const { server, as } = peopleUnderTest(['admin', 'duty', 'chief1', 'chief2']);
beforeAll(async () => {
  const unit = { id: 'u1', callSign: '巡01', unitClass: 'patrol-person' };
  await as('admin', '/api/v1/units', unit);
  await as('admin', '/api/v1/units/u1/duty', { onDuty: true });
  const { labelAt } = gridOf(0).properties;
  const time = Date.now() + 100; // on duty since a moment ago
  await server.post('/api/v1/positions', { unit: 'u1', lon: labelAt[0], lat: labelAt[1], time, accuracyM: 5 });
});

const gridOf = (zoneNumber: number) => {
  const zone = server.running.profile.zones[zoneNumber];
  return server.running.profile.data.grids.features.find(({ properties }) => properties.zone === zone)!;
};

test('a fix is counted as soon as somebody asks, and the cells say where', async () => {
  const { grids, all, fullShare } = (await as('duty', '/api/v1/coverage')).body as CoverageAnswer;
  const { code } = gridOf(0).properties;
  expect(grids.find(({ grid }) => grid === code)).toMatchObject({ visited: 1, units: 1, full: null });
  expect({ all, fullShare }).toEqual({ all: { grids: 418, visitedGrids: 1, fullGrids: null }, fullShare: null });
  const cells = (await as('duty', `/api/v1/coverage/cells?grid=${code}`)).body as CoverageCells;
  expect(cells.cells.filter(({ visited }) => visited)).toHaveLength(1);
  expect(cells.visits).toMatchObject([{ unit: 'u1' }]);
});

test('a chief gets the own zone, and is refused the cells of another', async () => {
  const own = (await as('chief1', '/api/v1/coverage')).body as CoverageAnswer;
  expect(own.zones.map(({ zone }) => zone)).toEqual([server.running.profile.zones[0]]);
  const cells = (account: 'chief1' | 'chief2') =>
    as(account, `/api/v1/coverage/cells?grid=${gridOf(0).properties.code}`);
  expect((await cells('chief1')).status).toBe(200);
  expect(await cells('chief2')).toMatchObject({ status: 403, body: { refusal: 'not-allowed' } });
});

test.each([
  ['/api/v1/coverage?day=2026-02-30', 400],
  ['/api/v1/coverage?day=2999-01-01', 400],
  ['/api/v1/coverage?day=2020-01-01', 200],
  ['/api/v1/coverage/cells?grid=1', 404],
  ['/api/v1/coverage?zone=binhai', 400],
])('%s answers %i', async (path, status) => {
  const answer = await as('duty', path);
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.body).toMatchObject({ field: /zone/.test(path) ? 'zone' : 'day' });
});

test('[P-63] the file has every grid of the day, and says 未设定 where nobody judges', async () => {
  const csv = await as('duty', '/api/v1/coverage.csv');
  expect(csv.status).toBe(200);
  const lines = String(csv.body).trim().split('\r\n');
  expect(lines).toHaveLength(1 + 418);
  expect(lines[1]).toMatch(/未设定$/);
  expect(decodeURIComponent(csv.headers.get('content-disposition') ?? '')).toMatch(/巡查覆盖\d{8}\.csv/);
  expect((await as('duty', '/api/v1/coverage.xlsx')).status).toBe(200);
});
