/** Who declares an emergency, from the map or from an incident; and who is told what of it. */
import { expect, test } from 'vitest';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { TimelineEntry } from '../contract/emergency-timeline.ts';
import { until } from '../server-under-test.ts';
import { type EmergenciesUnderTest, MINUTE } from './emergencies-under-test.ts';

export function declaringSuite({
  server,
  clock,
  as,

  screenOf,
  must,
  read,
  declaration,
  declare,
  fire,
  incidents,
}: EmergenciesUnderTest): void {
  test('[EM-3] [EM-4] declared from the map in one call; what is missing is named; the same command is one', async () => {
    const body = declaration({ level: null });
    const first = await as('duty', '/api/v1/emergencies', body);
    expect(first).toMatchObject({ status: 201, body: { state: 'reported', nature: null, level: null, version: 1 } });
    const record = first.body as EmergencyRecord;
    expect(record.id).toMatch(/^XA-YJ\d{8}-\d{2}$/);
    expect(record.grid).not.toBeNull();
    expect((await as('duty', '/api/v1/emergencies', body)).body).toMatchObject({ id: record.id });
    const bad = async (more: object) => (await as('duty', '/api/v1/emergencies', declaration(more))).body;
    expect(await bad({ happenedAt: undefined })).toMatchObject({ refusal: 'bad-input', field: 'happenedAt' });
    expect(await bad({ lon: undefined, lat: undefined })).toMatchObject({ field: 'lon' });
    expect(await bad({ source: undefined })).toMatchObject({ field: 'source' });
    expect(await bad({ nature: 'war' })).toMatchObject({ field: 'nature', message: expect.stringContaining('war') });
    expect(await bad({ happenedAt: clock.now() + 10 * MINUTE })).toMatchObject({ refusal: 'future-time' });
    expect(await bad({ incident: 'XA0' })).toMatchObject({ refusal: 'not-found', field: 'incident' });
    expect(await bad({ issuedAt: clock.now() - MINUTE })).toMatchObject({ refusal: 'command-expired' });
  });

  test('[EM-2] [EM-3] a chief declares in the own zone; departments and walls do not', async () => {
    const chiefs = await Promise.all(
      (['chief1', 'chief2'] as const).map(one => as(one, '/api/v1/emergencies', declaration())),
    );
    expect(chiefs.map(({ status }) => status).sort()).toEqual([201, 403]);
    expect(chiefs.find(({ status }) => status === 403)?.body).toMatchObject({ refusal: 'not-allowed', field: 'lon' });
    expect((await as('dept', '/api/v1/emergencies', declaration())).status).toBe(403);
  });

  test('[EM-14] [EM-16] an incident knows its emergency, keeps no report clock of its own, and goes back to the centre', async () => {
    const reported = await fire();
    const record = await declare('duty', {
      incident: reported.id,
      happenedAt: undefined,
      source: undefined,
      lon: undefined,
      lat: undefined,
    });
    expect(record).toMatchObject({
      ...{ incidents: [reported.id], nature: 'accident', level: 2, source: '值班电话', address: '创业路' },
      happenedAt: reported.happenedAt,
    });
    const part = await incidents.read(reported.id);
    expect(part).toMatchObject({ state: 'emergency', emergency: record.id });
    expect(part.limits.filter(({ step, state }) => step.endsWith('-report') && state !== 'ended')).toEqual([]);
    expect(part.allowed).not.toContain('record-report');
    const twice = await as('duty', '/api/v1/emergencies', declaration({ incident: reported.id }));
    expect(twice).toMatchObject({ status: 409, body: { refusal: 'already-exists', field: 'incident' } });
    let next = await must('duty', record, 'judge', { nature: 'accident', level: 2 });
    next = await must('duty', next, 'first-disposal', { organ: 'enforcement-team', words: '封路' });
    next = await must('leader', next, 'name-lead', { organ: 'safety-office' });
    expect(next.plan, 'the server of the tests is a demonstration').toMatchObject({ demonstration: true });
    await must('leader', next, 'end', { reason: '扑灭' });
    expect(await incidents.read(reported.id)).toMatchObject({ state: 'at-centre', emergency: record.id });
  });

  test('[EM-14] the button of the incident itself declares one; linking and unlinking others', async () => {
    const [one, other] = [await fire(), await fire()];
    const declared = await incidents.must('leader', one, 'declare-emergency', { level: 2, reason: '有人受伤' });
    const record = await read(declared.emergency!);
    expect(record).toMatchObject({ incidents: [one.id], words: '有人受伤', level: 2, state: 'reported' });
    const linked = await must('duty', record, 'link-incident', { incident: other.id });
    expect(await incidents.read(other.id)).toMatchObject({ state: 'emergency', emergency: record.id });
    await must('duty', linked, 'unlink-incident', { incident: other.id, reason: '另一处' });
    expect(await incidents.read(other.id)).toMatchObject({ state: 'at-centre', emergency: null });
  });

  test('[EM-40] [EM-41] walls see state and clocks and nobody; chiefs their zone; the audit names nobody', async () => {
    const wall = await server.token('wall');
    const screen = await screenOf({ token: wall });
    const record = await must('duty', await declare('duty', { level: 2 }), 'note', { text: '李四在场' });
    await must('duty', record, 'record-report', {
      ...{ means: 'phone', clocks: ['phone-report-1'], sender: '张三', recipient: '李四', sentAt: clock.now() },
    });
    const facts = () =>
      screen.facts().filter(fact => fact.kind === 'emergency-changed' && fact.emergency.id === record.id);
    await until('the wall is told', () => facts().length === 3);
    expect(JSON.stringify(facts())).not.toMatch(/李四|张三|138123|值班员/);
    const shown = (await server.ask(`/api/v1/emergencies/${record.id}`, { token: wall })).body as EmergencyRecord;
    expect(shown).toMatchObject({ level: 2, words: '', allowed: [], clocks: [{}, { state: 'done' }, {}] });
    expect(JSON.stringify(shown)).not.toMatch(/李四|张三|138123/);
    const lines = (await server.ask(`/api/v1/emergencies/${record.id}/timeline`, { token: wall }))
      .body as TimelineEntry[];
    expect(JSON.stringify(lines)).not.toMatch(/李四|张三|138123|值班员/);
    expect((await server.ask(`/api/v1/emergencies/${record.id}/reports/1`, { token: wall })).status).toBe(403);
    const statuses = await Promise.all(
      (['chief1', 'chief2'] as const).map(async one => (await as(one, `/api/v1/emergencies/${record.id}`)).status),
    );
    expect(statuses.filter(status => status === 404).length).toBeGreaterThan(0);
    const audit = await as('admin', `/api/v1/audit?subject=${record.id}&limit=50`);
    expect(JSON.stringify(audit.body)).not.toMatch(/李四|张三|138123/);
    screen.socket.close();
    const back = await screenOf({ token: wall });
    expect(back.snapshots[0]?.emergencies.map(({ id }) => id)).toContain(record.id);
    back.socket.close();
  });
}
