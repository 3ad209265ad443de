/** The whole server: indicators and figures after lives that were really lived, against a recount of the change log. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Figures } from '../contract/figures.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { KpiAnswer } from '../contract/kpi.ts';
import { aReport, type ServerUnderTest, startServerUnderTest, until, watch } from '../server-under-test.ts';

const CENTRE = 'control-centre';
const OFFICE = 'urban-management';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await startServerUnderTest();
});
afterAll(() => server.stop());

async function act(
  record: IncidentRecord,
  event: string,
  onBehalfOf: string,
  fields: object = {},
): Promise<IncidentRecord> {
  return (await server.post(`/api/v1/incidents/${record.id}/events`, {
    ...{ event, onBehalfOf, commandId: randomUUID(), expectedVersion: record.version, issuedAt: Date.now() },
    ...fields,
  })) as IncidentRecord;
}

async function live(until_: 'received' | 'at-work' | 'reworked' | 'closed'): Promise<IncidentRecord> {
  let record = (await server.post('/api/v1/incidents', aReport({ channel: 'patrol' }))) as IncidentRecord;
  if (until_ === 'received') return record;
  record = await act(record, 'accept', CENTRE);
  record = await act(record, 'dispatch', CENTRE, { organs: [{ organ: OFFICE }] });
  record = await act(record, 'acknowledge', OFFICE);
  if (until_ === 'at-work') return record;
  const done = { result: '已清运', noEvidenceReason: '夜间' };
  record = await act(record, 'report-done', OFFICE, done);
  const station = `community-station:${record.community}`;
  if (until_ === 'reworked') {
    record = await act(record, 'rework', station, { reason: '仍有残留' });
    record = await act(record, 'report-done', OFFICE, done);
  }
  record = await act(record, 'revisit-good', station, { result: '合格' });
  return act(record, 'evaluate-close', CENTRE, { rating: 'good', result: '满意' });
}

/** From the log alone: every record as each change left it, and so every state with its beginning and its end. */
async function recounted() {
  const facts = await server.running.pipeline.changeLog.recent(1000);
  const lives = new Map<string, IncidentRecord[]>();
  for (const { kind, data } of facts) {
    if (!kind.startsWith('incident-')) continue;
    const { incident } = data as { incident: IncidentRecord };
    lives.set(incident.id, [...(lives.get(incident.id) ?? []), incident]);
  }
  const last = [...lives.values()].map(records => records.at(-1)!);
  const stages = new Map<string, number[]>();
  const revisits: string[] = [];
  for (const records of lives.values()) {
    for (let i = 1; i < records.length; i++) {
      const [before, after] = [records[i - 1]!, records[i]!];
      if (before.state === after.state) continue;
      stages.set(before.state, [...(stages.get(before.state) ?? []), after.stateSince - before.stateSince]);
      if (before.state === 'revisit-due') revisits.push(after.id);
    }
  }
  return { last, stages, revisited: new Set(revisits).size };
}

test('[K-3] [K-4] [K-6] [K-8] [K-10] the indicators are those of the change log, and the figures agree with them', async () => {
  const screen = await watch(server.running.url, { auth: { token: await server.token('wall') } });
  for (const point of ['closed', 'closed', 'closed', 'reworked', 'at-work', 'at-work', 'received'] as const)
    await live(point);
  const { last, stages, revisited } = await recounted();
  const closed = last.filter(({ state }) => state === 'closed').length;

  const { total, rows } = (await server.ask('/api/v1/kpi?by=organ', { ...(await asDuty()) })).body as KpiAnswer;
  expect(total).toMatchObject({ received: 7, open: 3, overdue: 0 });
  expect(total.closed).toEqual({ numerator: closed, denominator: 7 });
  expect(total.onTime).toEqual({ numerator: closed, denominator: closed });
  expect(total.discovery).toEqual({ numerator: 6, denominator: 6 });
  expect(total.rework).toEqual({ numerator: last.filter(({ reworks }) => reworks > 0).length, denominator: revisited });
  expect(total.revisitPass).toEqual({ numerator: 3, denominator: 4 });
  expect(total.stages.map(({ state, count, meanMs }) => [state, count, meanMs])).toEqual(
    [...stages]
      .map(([state, times]) => [state, times.length, Math.round(times.reduce((a, b) => a + b, 0) / times.length)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  expect(rows.find(({ key }) => key === OFFICE)).toMatchObject({ received: 6, open: 2 });

  const newest = () => screen.deltas.flatMap(({ figures }) => figures ?? []).at(-1) as Figures | undefined;
  await until('the figures', () => newest()?.incidents.closedToday === closed && newest()?.incidents.open === 3);
  expect(newest()).toMatchObject({
    incidents: { open: total.open, overdue: total.overdue, closedTodayOnTime: total.onTime.numerator },
    organs: [{ organ: OFFICE, open: 2, unacknowledged: 0, overdue: 0 }],
  });
  screen.close();
});

async function asDuty() {
  return { token: '', headers: { cookie: await server.signIn('duty') } };
}
