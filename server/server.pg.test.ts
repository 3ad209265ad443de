/** The whole server on PostgreSQL: one walk through everything that touches the database. Wants PostgreSQL: see store/test-schema.ts. */
import { expect, test } from 'vitest';
import type { IncidentRecord } from './contract/incident.ts';
import { aReport, startServerUnderTest, until, watch } from './server-under-test.ts';
import { freshSchema, postgresAnswers } from './store/test-schema.ts';

test.skipIf(!postgresAnswers && process.env.REQUIRE_SERVICES !== '1')(
  'on PostgreSQL everything arrives, is counted, and is there again after a restart',
  async () => {
    const { databaseUrl, drop } = await freshSchema();
    const server = await startServerUnderTest({ databaseUrl });
    const auth = { token: await server.token('wall') };
    const admin = { token: '', headers: { cookie: await server.signIn('admin'), 'x-gridwall': '1' } };
    const { days, data } = server.running.profile;
    const screen = await watch(server.url, { auth });
    await until('a snapshot', () => screen.snapshots.length > 0);

    await server.ask('/api/v1/units', { ...admin, body: { id: 'u1', callSign: '巡01', unitClass: 'patrol-person' } });
    await server.ask('/api/v1/units/u1/duty', { ...admin, body: { onDuty: true } });
    await server.post('/api/v1/positions', { unit: 'u1', lon: 113.9, lat: 22.56, time: Date.now() });
    const many = await Promise.all(Array.from({ length: 30 }, () => server.post('/api/v1/incidents', aReport())));
    const deduction = { number: 'N-1', round: days.monthName(Date.now()), at: Date.now(), item: '暴露垃圾', score: 1 };
    await server.post('/api/v1/sanitation-points/deductions', {
      ...deduction,
      point: data.sanitationPoints.features[0]?.properties.code,
    });
    await until('all facts', () => screen.facts().length === 34);
    expect(screen.facts().map(f => f.seq)).toEqual(Array.from({ length: 34 }, (_, i) => i + 1));
    await until('figures', () =>
      screen.deltas.some(d => d.figures?.incidents.open === 30 && d.figures.points.deductedThisRound === 1),
    );
    screen.close();

    await server.restart();
    const list = await server.ask('/api/v1/incidents?limit=500&state=received');
    const ids = (list.body as { incidents: IncidentRecord[] }).incidents.map(({ id }) => id);
    expect(ids.sort()).toEqual(many.map(incident => (incident as IncidentRecord).id).sort());
    const back = await watch(server.url, { auth }, { hello: false });
    back.hello({ epoch: server.running.pipeline.changeLog.epoch, seq: 31 });
    await until('a frame', () => back.frames.length > 0);
    expect(back.facts().map(f => f.seq)).toEqual([32, 33, 34]);
    expect(back.frames[0]?.size).toBe(1);
    back.close();
    await server.stop();
    await drop();
  },
);
