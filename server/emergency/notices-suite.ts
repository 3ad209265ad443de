/** Warnings and major actions, which stand beside emergencies. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MajorActionRecord } from '../contract/emergency-action.ts';
import type { WarningRecord } from '../contract/emergency-warning.ts';
import { until } from '../server-under-test.ts';
import { type Account, type EmergenciesUnderTest, MINUTE } from './emergencies-under-test.ts';

export function noticesSuite({ server, clock, as, screenOf }: EmergenciesUnderTest): void {
  const given = (more: object) => ({ commandId: randomUUID(), issuedAt: clock.now(), words: '李四来电', ...more });
  const change = (account: Account, path: string, { id, version }: { id: string; version: number }, more: object) =>
    as(account, `${path}/${id}/events`, { ...given({}), expectedVersion: version, ...more });

  test('[EM-60] to [EM-64] a warning has a colour of its hazard, is adjusted and ended; walls get no words', async () => {
    const path = '/api/v1/warnings';
    const wall = await screenOf({ token: await server.token('wall') });
    expect((await as('duty', path, given({ hazard: 'rainstorm', colour: 'blue' }))).body).toMatchObject({
      ...{ refusal: 'bad-input', field: 'colour' },
    });
    expect((await as('duty', path, given({ hazard: 'hail', colour: 'red' }))).body).toMatchObject({
      field: 'hazard',
    });
    const nowhere = given({ hazard: 'typhoon', colour: 'white', zones: ['nowhere'] });
    expect((await as('duty', path, nowhere)).body).toMatchObject({ field: 'zones' });
    expect((await as('chief1', path, given({ hazard: 'rainstorm', colour: 'red' }))).status).toBe(403);
    const body = given({ hazard: 'rainstorm', colour: 'yellow' });
    const issued = (await as('duty', path, body)).body as WarningRecord;
    expect(issued).toMatchObject({ state: 'issued', colour: 'yellow', zones: null, allowed: ['adjust', 'end'] });
    expect(issued.id).toMatch(/^XA-JB\d{8}-\d{2}$/);
    expect((await as('duty', path, body)).body).toMatchObject({ id: issued.id });
    expect((await as('duty', path, given({ hazard: 'rainstorm', colour: 'red' }))).body).toMatchObject({
      ...{ refusal: 'already-exists', message: expect.stringContaining(issued.id) },
    });
    expect((await change('duty', path, issued, { event: 'adjust' })).body).toMatchObject({ field: 'colour' });
    const only = { event: 'adjust', colour: 'orange', zones: [server.running.profile.zones[0]] };
    const adjusted = (await change('leader', path, issued, only)).body as WarningRecord;
    expect(adjusted).toMatchObject({ state: 'adjusted', colour: 'orange', version: 2 });
    expect((await as('chief2', `${path}/${issued.id}`)).body).toMatchObject({ colour: 'orange', allowed: [] });
    expect((await change('duty', path, issued, { event: 'end' })).body).toMatchObject({
      refusal: 'version-conflict',
    });
    const ended = (await change('duty', path, adjusted, { event: 'end' })).body as WarningRecord;
    expect(ended).toMatchObject({ state: 'ended', endedAt: clock.now(), allowed: [] });
    expect((await change('duty', path, ended, { event: 'adjust', colour: 'red' })).body).toMatchObject({
      ...{ refusal: 'illegal-move' },
    });
    const told = () => wall.facts().filter(fact => fact.kind === 'warning-changed');
    await until('the wall is told', () => told().length === 3);
    expect(told().map(({ warning }) => warning.colour)).toEqual(['yellow', 'orange', 'orange']);
    expect(JSON.stringify(told())).not.toMatch(/李四|值班员/);
    wall.socket.close();
  });

  test('[EM-70] to [EM-74] a major action is led by its level; of an unannounced visit walls hear nothing', async () => {
    const path = '/api/v1/major-actions';
    const deployment = (more: object = {}) =>
      given({
        ...{
          kind: 'inspection',
          level: 'city',
          plan: 3,
          title: '迎检',
          timing: 'ahead',
          document: '深委〔2026〕1号',
        },
        ...{ arrivedAt: clock.now(), startsAt: clock.now() + 60 * MINUTE, organs: ['urban-management'], ...more },
      });
    const refused = async (more: object) =>
      ((await as('duty', path, deployment(more))).body as { field: string }).field;
    expect(await refused({ kind: 'parade' })).toBe('kind');
    expect(await refused({ level: 'village' })).toBe('level');
    expect(await refused({ organs: ['nobody'] })).toBe('organs');
    expect(await refused({ endsAt: clock.now() })).toBe('endsAt');
    expect(await refused({ arrivedAt: clock.now() + 5 * MINUTE })).toBe('arrivedAt');
    expect(await refused({ plan: 4 })).toBe('plan');
    const wall = await screenOf({ token: await server.token('wall') });
    const visit = (await as('leader', path, deployment({ kind: 'unannounced-visit', level: 'national' })))
      .body as MajorActionRecord;
    expect(visit).toMatchObject({ state: 'deployed', leaderPost: '党工委书记', plan: 3, timing: 'ahead' });
    const open = (await as('duty', path, deployment())).body as MajorActionRecord;
    expect(open.leaderPost).toBe('分管副书记');
    const urgent = (await change('duty', path, open, { event: 'change-plan', plan: 1 })).body as MajorActionRecord;
    expect(urgent).toMatchObject({ plan: 1, version: 2 });
    expect((await change('duty', path, urgent, { event: 'change-plan', plan: 1 })).body).toMatchObject({
      field: 'plan',
    });
    const told = () => wall.facts().filter(fact => fact.kind === 'major-action-changed');
    await until('the wall is told', () => told().length === 2);
    expect(new Set(told().map(({ majorAction }) => majorAction.id))).toEqual(new Set([open.id]));
    expect(JSON.stringify(told())).not.toMatch(/李四|迎检"|深委/);
    await change('duty', path, urgent, { event: 'end' });
    const later = await screenOf('leader');
    expect(later.snapshots[0]?.majorActions.map(({ id }) => id)).toEqual([visit.id]);
    for (const one of [wall, later]) one.socket.close();
  });
}
