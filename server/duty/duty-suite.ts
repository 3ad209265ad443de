/** Handover over HTTP, for each database. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAuditChain } from '../access/audit.ts';
import type { TestDatabase } from '../access/test-databases.ts';
import { NOW, PASSWORD, startTestServer, type TestServer } from '../access/test-server.ts';
import type { Handover, HandoverContent } from '../contract/handover.ts';
import type { UnitId, ZoneId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { localDays } from '../profile/local-day.ts';
import { storeCases } from '../report/test-cases.ts';
import { HandoverBook } from './handovers.ts';
import { dutyRoutes } from './routes.ts';

const TIME_ZONE = 'Asia/Shanghai';
const zone = (id: string) => id as ZoneId;
const lost = (id: string, homeZone: string): UnitRecord => ({
  ...{ id: id as UnitId, index: 0 as never, version: 1, callSign: id, unitClass: 'x', homeZone: zone(homeZone) },
  ...{ community: null, organ: null, onDuty: true, dutyChangedAt: 0, ground: null, reportIntervalS: null },
});

export function dutySuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let server: TestServer;
    const cookies = new Map<string, string>();
    beforeEach(async () => {
      cookies.clear();
      place = await open();
      const { db } = place.database;
      const book = new HandoverBook({
        ...{ db, days: localDays(TIME_ZONE), timeZone: TIME_ZONE },
        lostUnits: () => [lost('u1', 'z1'), lost('u2', 'z2')],
      });
      server = await startTestServer(place.database, {
        routes: access => dutyRoutes({ book, confirmIdentity: access.confirmIdentity }),
      });
      await server.addAccount('li', 'duty');
      await server.addAccount('wang', 'duty');
      await server.addAccount('chen', 'leader');
      await server.addAccount('office', 'dept');
      await server.addAccount('zone-duty', 'duty', { zone: zone('z1') });
      await server.addAccount('other-duty', 'duty', { zone: zone('z2') });
    });
    afterEach(async () => {
      await server.close();
      await place.clear();
    });

    async function as(account: string, path: string, body?: object) {
      if (!cookies.has(account)) cookies.set(account, await server.signIn(account));
      const headers = { cookie: cookies.get(account)!, 'x-gridwall': '1' };
      const answer = await server.ask(`/api/v1/handovers${path}`, {
        ...{ headers, method: body ? 'POST' : 'GET' },
        ...(body && { body }),
      });
      return { status: answer.status, body: answer.json as Record<string, unknown> };
    }
    const sign = (account: string, remarks = '') => as(account, '', { remarks });
    const accept = (id: unknown, account: string, password = PASSWORD, desk = 'li') =>
      as(desk, `/${id}/accept`, { account, password });
    const audited = async () =>
      (await place.database.db.selectFrom('audit').selectAll().orderBy('seq').execute()).filter(({ action }) =>
        action.startsWith('handover-'),
      );
    const anAlarm = (id: string, state: string, inZone: string | null) => ({
      ...{ id, open_key: state === 'cleared' ? null : id, version: 1, kind: 'help', state, priority: 1, zone: inZone },
      ...{ raised_at: NOW, escalation: 0 },
    });

    test('[H-1] [H-3] the draft lists what is there now, of the own zone for who has one', async () => {
      await storeCases(place.database.db, [
        { id: 'new', receivedAt: 2, zone: 'z2' },
        { id: 'old', receivedAt: 1, zone: 'z1', dueAt: NOW },
        { id: 'again', receivedAt: 3, zone: 'z1' },
        { id: 'asks', receivedAt: 4, zone: 'z1' },
        { id: 'done', state: 'closed', closedAt: 5, zone: 'z1' },
      ]);
      const { db } = place.database;
      await db.updateTable('incident').set({ reopened: 1 }).where('id', '=', 'again').execute();
      const life = JSON.stringify({ requests: [{ number: 1, decision: null }] });
      await db.updateTable('incident').set({ life }).where('id', '=', 'asks').execute();
      const alarms = [
        ...[anAlarm('shelved', 'shelved', 'z1'), anAlarm('raised', 'raised', 'z2')],
        ...[anAlarm('acknowledged', 'acknowledged', 'z1'), anAlarm('cleared', 'cleared', 'z1')],
      ];
      await db.insertInto('alarm').values(alarms).execute();

      expect((await as('li', '/draft')).body).toEqual({
        ...{ open: ['old', 'new', 'again', 'asks'], overdue: ['old'], reopened: ['again'], requests: ['asks'] },
        ...{ shelvedAlarms: ['shelved'], unacknowledgedAlarms: ['raised'], lostUnits: ['u1', 'u2'] },
      });
      expect((await as('zone-duty', '/draft')).body).toEqual({
        ...{ open: ['old', 'again', 'asks'], overdue: ['old'], reopened: ['again'], requests: ['asks'] },
        ...{ shelvedAlarms: ['shelved'], unacknowledgedAlarms: [], lostUnits: ['u1'] },
      });
    });

    test('[H-2] [H-7] [H-8] both sign; what was listed stays as it was; the audit names both and holds no password', async () => {
      await storeCases(place.database.db, [{ id: 'one' }]);
      const signed = await sign('li', '注意内涝');
      expect(signed.status).toBe(201);
      await storeCases(place.database.db, [{ id: 'two' }]);
      const { status, body } = await accept(signed.body.id, 'wang');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        outgoing: 'li（li）',
        incoming: 'wang（wang）',
        remarks: '注意内涝',
        acceptedAt: NOW,
      });
      expect((body.content as HandoverContent).open).toEqual(['one']);

      const rows = await audited();
      expect(rows.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
        ['li', 'handover-signed', body.id],
        ['wang', 'handover-accepted', body.id],
      ]);
      expect(JSON.parse(rows[1]!.after!)).toMatchObject({ outgoing: 'li', incoming: 'wang' });
      expect(await verifyAuditChain(place.database.db)).toMatchObject({ ok: true });
      expect(JSON.stringify(rows) + server.logLines.join('')).not.toContain(PASSWORD);
    });

    test('[H-4] while one waits, another is refused and the first signer named; a zone has its own', async () => {
      const first = await sign('li');
      const second = await sign('wang');
      expect([second.status, second.body.refusal]).toEqual([409, 'already-signed']);
      expect(second.body.message).toContain('li（li）');
      expect((await sign('zone-duty')).status).toBe(201);
      await accept(first.body.id, 'wang');
      expect((await sign('wang')).status).toBe(201);
    });

    test('[H-4] two who sign at the same moment: one handover', async () => {
      await Promise.all([server.signIn('li'), server.signIn('wang')]);
      const answers = await Promise.all([sign('li'), sign('wang'), sign('li'), sign('wang')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      expect(await audited()).toHaveLength(1);
    });

    test('[H-7] accepted once: who comes second is told by whom, and two at once are one', async () => {
      const { body } = await sign('li');
      const answers = await Promise.all([accept(body.id, 'wang'), accept(body.id, 'chen')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const late = await accept(body.id, 'chen');
      expect([late.status, late.body.refusal]).toEqual([409, 'already-signed']);
      expect(late.body.message).toMatch(/wang（wang）|chen（chen）/);
      expect((await audited()).filter(({ action }) => action === 'handover-accepted')).toHaveLength(1);
    });

    test('[H-6] not the outgoing officer, not a department, not the officer of another zone; a leader may', async () => {
      const { body } = await sign('li');
      expect(await accept(body.id, 'li')).toMatchObject({ status: 400, body: { field: 'account' } });
      expect(await accept(body.id, 'office')).toMatchObject({ status: 403, body: { refusal: 'not-allowed' } });
      const ofZone = await sign('zone-duty');
      expect(await accept(ofZone.body.id, 'other-duty')).toMatchObject({ status: 403 });
      expect((await accept(body.id, 'chen')).status).toBe(200);
      expect((await accept(ofZone.body.id, 'wang')).status).toBe(200);
    });

    test('[H-5] [E8] wrong passwords are refused, counted together with the sign-in, and lock; no session is opened', async () => {
      const { body } = await sign('li');
      const sessions = () => place.database.db.selectFrom('access_session').select('key_hash').execute();
      const before = await sessions();
      for (let i = 0; i < 4; i++) expect((await accept(body.id, 'wang', 'wrong')).body.refusal).toBe('sign-in-failed');
      const session = { method: 'POST', body: { account: 'wang', password: 'wrong' } };
      expect((await server.ask('/api/v1/session', session)).status).toBe(401);
      const locked = await accept(body.id, 'wang');
      expect([locked.status, locked.body.refusal]).toEqual([429, 'sign-in-locked']);
      server.clock.advance(15 * 60_000 + 1);
      expect((await accept(body.id, 'wang')).status).toBe(200);
      expect(await sessions()).toHaveLength(before.length);
    });

    test('a handover that is not there is not found; a department neither reads nor signs', async () => {
      expect((await accept('none', 'wang')).status).toBe(404);
      expect((await as('office', '')).status).toBe(403);
      expect((await sign('office')).status).toBe(403);
    });

    test('the history is newest first, page by page', async () => {
      for (let i = 0; i < 3; i++) {
        const { body } = await sign('li', `第${i}班`);
        await accept(body.id, 'wang');
        server.clock.advance(1000);
      }
      const first = (await as('li', '?limit=2')).body as { handovers: Handover[]; next: string };
      expect(first.handovers.map(({ remarks }) => remarks)).toEqual(['第2班', '第1班']);
      const rest = (await as('li', `?limit=2&cursor=${first.next}`)).body as { handovers: Handover[]; next: null };
      expect(rest.handovers.map(({ remarks }) => remarks)).toEqual(['第0班']);
      expect(rest.next).toBeNull();
      expect((await as('li', '?cursor=x')).status).toBe(400);
    });
  });
}
