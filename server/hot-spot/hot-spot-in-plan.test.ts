/** From a report to a target with its evidence, through the whole server. Ids in brackets are rules of SPEC.md. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HotSpotEvidence, HotSpots } from '../contract/hot-spot.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { OperationRecord } from '../contract/operation.ts';
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await startServerUnderTest();
});
afterAll(() => server.stop());

test('[HS-8] [HS-15] two reports of one place are a repeat, and the plan keeps what stood behind its target', async () => {
  const { data, zones } = server.running.profile;
  const grid = data.grids.features.find(({ properties }) => properties.zone === zones[0])!.properties;
  const [lon, lat] = grid.labelAt;
  const happenedAt = Date.now() - 60_000;
  const report = { channel: 'duty-phone', category: 'exposed-rubbish', text: '垃圾成堆', lon, lat, happenedAt };
  const first = (await server.post('/api/v1/incidents', report)) as IncidentRecord;
  const second = (await server.post('/api/v1/incidents', report)) as IncidentRecord;

  const headers = { cookie: await server.signIn('chief1'), 'x-gridwall': '1' };
  const as = async <T>(path: string, body?: unknown) => {
    const answer = await server.ask(path, { token: '', headers, ...(body !== undefined && { body }) });
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body as T;
  };
  const filters = 'measure=repeats&groups=city-appearance&categories=exposed-rubbish';
  const [hottest] = (await as<HotSpots>(`/api/v1/hot-spots?${filters}`)).spots;
  expect(hottest).toMatchObject({ id: first.grid, number: 1, name: grid.name, counts: { incidents: 2, overdue: 0 } });
  const { evidence, incidents } = await as<HotSpotEvidence>(`/api/v1/hot-spots/${hottest!.id}/evidence?${filters}`);
  expect(incidents).toMatchObject([{ id: second.id, earlier: first.id, state: 'received', late: false }]);

  const startsAt = Date.now() + 86_400_000;
  const target = { id: 't1', kind: 'grid', ref: hottest!.id, name: grid.name, lon, lat, evidence };
  const plan = { kind: 'zone-monthly', title: '片区联合行动', zone: zones[0], startsAt, endsAt: startsAt + 3_600_000 };
  const made = await as<OperationRecord>('/api/v1/operations', { ...plan, targets: [target] });
  const kept = await as<OperationRecord>(`/api/v1/operations/${made.id}`);
  expect(kept.targets[0]?.evidence).toEqual(evidence);
  expect(evidence).toMatchObject({
    ...{ measure: 'repeats', groups: ['city-appearance'], incidents: [second.id] },
    counts: { incidents: 2, repeats: 1, overdue: 0, lostScore: null, incidentsBefore: null },
  });
});
