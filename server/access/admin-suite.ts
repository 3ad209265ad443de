/** What an administrator keeps, on every database: accounts, tokens, the audit trail. Ids in brackets are rules of SPEC.md. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountRecord } from '../contract/account.ts';
import type { AuditRow } from '../contract/audit.ts';
import type { TokenRecord } from '../contract/session.ts';
import { ChangeLog } from '../store/change-log.ts';
import { changeAccount } from './accounts.ts';
import { writeAudit } from './audit.ts';
import { auditExportRoutes } from './audit-export-routes.ts';
import type { TestDatabase } from './test-databases.ts';
import { cookieOf, NOW, PASSWORD, startTestServer, type TestServer } from './test-server.ts';

const DAY = 86_400_000;

export function adminSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let server: TestServer;
    let boss: string;

    beforeEach(async () => {
      place = await newDatabase();
      const changeLog = await ChangeLog.open(place.database, { onListenerError: error => expect(error).toBeNull() });
      const { db } = place.database;
      const routes = auditExportRoutes({ db, changeLog, timeZone: 'Asia/Shanghai' });
      server = await startTestServer(place.database, { routes });
      await server.addAccount('boss', 'admin');
      await server.addAccount('anna', 'duty');
      boss = await server.signIn('boss');
    });
    afterEach(async () => {
      await server.close();
      await place.clear();
    });

    const as = (cookie: string, method: string, path: string, body?: object) =>
      server.ask(path, { method, headers: { cookie, 'x-gridwall': '1' }, ...(body && { body }) });
    const change = (account: string, body: object, cookie = boss) =>
      as(cookie, 'PATCH', `/api/v1/accounts/${account}`, body);
    const accounts = async () => (await as(boss, 'GET', '/api/v1/accounts')).json as AccountRecord[];
    const audit = async (query: string) =>
      (await as(boss, 'GET', `/api/v1/audit?${query}`)).json as { rows: AuditRow[]; next: number | null };
    const note = (entry: { actor?: string; action?: string; subject?: string; at?: number; after?: unknown }) =>
      place.database.db
        .transaction()
        .execute(tx => writeAudit(tx, { actor: 'x', address: '', action: 'test', subject: 's', at: NOW, ...entry }));

    test('[AC-2] nobody disables the own account or changes the own role; title and password are one’s own business', async () => {
      await server.addAccount('boss2', 'admin');
      for (const own of [{ disabled: true }, { role: 'duty' }])
        expect(await change('boss', own)).toMatchObject({ status: 403, json: { refusal: 'not-allowed' } });
      expect((await as(boss, 'GET', '/api/v1/session')).status).toBe(200);
      expect((await change('boss', { title: '系统管理员', role: 'admin', disabled: false })).status).toBe(200);
      expect((await change('boss', { password: 'another good one' })).status).toBe(200);
      expect((await as(boss, 'GET', '/api/v1/session')).status).toBe(401);
    });

    test('[AC-3] the last administrator stays, whoever asks; a second one makes it possible', async () => {
      const { db } = place.database;
      const by = { actor: 'add-user', address: '', at: NOW };
      const directly = (body: object) => db.transaction().execute(tx => changeAccount(tx, 'boss', body, by));
      for (const body of [{ disabled: true }, { role: 'duty' }])
        await expect(directly(body)).rejects.toMatchObject({ code: 'not-allowed' });
      expect((await as(boss, 'GET', '/api/v1/session')).status).toBe(200);
      await server.addAccount('boss2', 'admin');
      const boss2 = await server.signIn('boss2');
      expect((await change('boss', { role: 'duty' }, boss2)).status).toBe(200);
      await expect(
        db.transaction().execute(tx => changeAccount(tx, 'boss2', { disabled: true }, by)),
      ).rejects.toMatchObject({ code: 'not-allowed' });
    });

    test('[AC-3] of two administrators who disable each other in the same moment one remains', async () => {
      await server.addAccount('boss2', 'admin');
      const boss2 = await server.signIn('boss2');
      const answers = await Promise.all([
        change('boss2', { disabled: true }),
        change('boss', { disabled: true }, boss2),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const rows = await place.database.db
        .selectFrom('account')
        .select('disabled_at')
        .where('role', '=', 'admin')
        .execute();
      expect(rows.filter(row => row.disabled_at === null)).toHaveLength(1);
    });

    test('[AC-5] each role has the ground it needs and no other: it is refused and named', async () => {
      const wrong: [object, string][] = [
        [{ role: 'chief' }, 'scope.zone'],
        [{ role: 'field' }, 'scope.units'],
        [{ role: 'field', scope: { units: ['a', 'b'] } }, 'scope.units'],
        [{ role: 'admin', scope: { zone: 'north' } }, 'scope'],
        [{ role: 'wall' }, 'role'],
        [{ scope: { zones: ['north'] } }, 'scope.zones'],
      ];
      for (const [body, field] of wrong) {
        expect(await change('anna', body), field).toMatchObject({ status: 400, json: { refusal: 'bad-input', field } });
        const made = { account: 'new', title: 'x', password: 'long enough to be good', role: 'duty', ...body };
        expect(await as(boss, 'POST', '/api/v1/accounts', made), field).toMatchObject({ status: 400, json: { field } });
      }
      expect((await change('anna', { role: 'field', scope: { units: ['a'] } })).status).toBe(200);
      expect((await accounts()).map(({ account, role }) => [account, role])).toEqual([
        ['anna', 'field'],
        ['boss', 'admin'],
      ]);
    });

    test('[AC-6] the list says when an account signed in last; a wrong password is no sign-in', async () => {
      const lastOf = async () => (await accounts()).map(({ account, lastSignInAt }) => [account, lastSignInAt]);
      expect(await lastOf()).toEqual([
        ['anna', null],
        ['boss', NOW],
      ]);
      server.clock.advance(DAY / 24);
      await server.ask('/api/v1/session', { method: 'POST', body: { account: 'anna', password: 'wrong' } });
      expect((await accounts())[0]?.lastSignInAt).toBeNull();
      await server.ask('/api/v1/session', { method: 'POST', body: { account: 'anna', password: PASSWORD } });
      expect((await accounts())[0]?.lastSignInAt).toBe(NOW + DAY / 24);
    });

    test('[AC-6] [AC-7] a token is used when it is shown, and for as long as a wall or a link that it opened is there', async () => {
      const lastUsed = async () => {
        const tokens = (await as(boss, 'GET', '/api/v1/tokens')).json as TokenRecord[];
        return Object.fromEntries(tokens.map(({ kind, lastUsedAt }) => [kind, lastUsedAt]));
      };
      const [wall, integration] = [await server.addToken('wall'), await server.addToken('integration')];
      await server.addToken('device');
      expect(await lastUsed()).toEqual({ wall: null, integration: null, device: null });
      const entered = await server.ask('/api/v1/session/wall', { method: 'POST', body: { token: wall.token } });
      expect(await lastUsed()).toEqual({ wall: NOW, integration: null, device: null });

      server.clock.advance(11 * 60_000);
      expect(await lastUsed()).toEqual({ wall: NOW, integration: null, device: null });

      const ip = '127.0.0.1';
      const anna = await server.signIn('anna');
      const signedInAt = server.clock.now();
      for (const [cookieHeader, token] of [
        [cookieOf(entered), undefined],
        [undefined, integration.token],
        [anna, undefined],
      ]) {
        const viewer = await server.access.viewerOfHandshake({ cookieHeader, token, ip });
        server.access.watchSession(viewer?.sessionKey ?? '', () => {});
      }
      server.clock.advance(11 * 60_000);
      const then = server.clock.now();
      await expect.poll(lastUsed).toEqual({ wall: then, integration: then, device: null });
      const session = place.database.db
        .selectFrom('access_session')
        .select('last_seen_at')
        .where('account', '=', 'anna');
      // Who only has the page open is not there: that session idles.
      expect((await session.executeTakeFirstOrThrow()).last_seen_at).toBe(signedInAt);
    });

    test('[AC-1] a change tells what was before and after, and never a password', async () => {
      await change('anna', { title: '夜班', role: 'leader', password: 'not in the audit' });
      const { rows } = await audit('subject=anna&action=account-changed');
      expect(rows).toMatchObject([
        {
          ...{ actor: 'boss', name: '修改账号', before: { title: 'anna', role: 'duty' } },
          after: { title: '夜班', role: 'leader', password: 'changed' },
        },
      ]);
      expect(JSON.stringify(rows)).not.toContain('not in the audit');
    });

    test('[AC-8] the trail is found by actor, action, subject and time, alone and together', async () => {
      for (let day = 0; day < 4; day++) {
        await note({ actor: 'carl', action: 'sign-in', subject: 'carl', at: NOW + day * DAY });
        await note({ actor: 'dora', action: 'unit-registered', subject: 'xun-1', at: NOW + day * DAY });
      }
      const found = async (query: string) =>
        (await audit(query)).rows.map(({ actor, at }) => [actor, (at - NOW) / DAY]);
      const day = (n: number) => new Date(NOW + n * DAY).toISOString();
      expect(await found('actor=carl')).toEqual([3, 2, 1, 0].map(n => ['carl', n]));
      expect(await found('action=unit-registered')).toEqual([3, 2, 1, 0].map(n => ['dora', n]));
      expect(await found('subject=xun-1')).toEqual([3, 2, 1, 0].map(n => ['dora', n]));
      expect(await found(`from=${day(2)}`)).toEqual([3, 3, 2, 2].map((n, i) => [i % 2 === 0 ? 'dora' : 'carl', n]));
      expect(await found(`from=${day(1)}&to=${day(2)}&actor=carl`)).toEqual([['carl', 1]]);
      expect(await found('actor=carl&action=unit-registered')).toEqual([]);
      expect(await found(`from=${day(9)}`)).toEqual([]);
      expect(await found('actor=car')).toEqual([]);
      for (let i = 0; i < 3; i++) await note({ actor: 'system', action: 'unit-registered', at: NOW + 4 * DAY });
      expect((await found('action=unit-registered')).length).toBe(7);
      expect(await found('action=unit-registered&people=true')).toEqual([3, 2, 1, 0].map(n => ['dora', n]));
    });

    test('[AC-8] a row whose clock was ahead is found by its own time, wherever it stands', async () => {
      await note({ subject: 'ahead', at: NOW + 5 * DAY });
      await note({ subject: 'set right', at: NOW + 2 * DAY });
      await note({ subject: 'behind', at: NOW - DAY });
      await note({ subject: 'ahead again', at: NOW + 6 * DAY });
      await note({ subject: 'right again', at: NOW + 3 * DAY });
      const subjects = async (from: number, to: number) =>
        (await audit(`from=${NOW + from * DAY}&to=${NOW + to * DAY}`)).rows.map(({ subject }) => subject);
      expect(await subjects(1, 4)).toEqual(['right again', 'set right']);
      expect(await subjects(4, 7)).toEqual(['ahead again', 'ahead']);
      expect(await subjects(-2, 0)).toEqual(['behind']);
      expect(await subjects(1, 7)).toEqual(['right again', 'ahead again', 'set right', 'ahead']);
    });

    test('[AC-8] it turns page by page without a gap or a repetition while new rows come', async () => {
      for (let i = 0; i < 7; i++) await note({ subject: `s${i}` });
      const first = await audit('action=test&limit=3');
      await note({ subject: 'new' });
      const second = await audit(`action=test&limit=3&before=${first.next}`);
      const third = await audit(`action=test&limit=3&before=${second.next}`);
      const subjects = [first, second, third].flatMap(({ rows }) => rows.map(({ subject }) => subject));
      expect(subjects).toEqual(['s6', 's5', 's4', 's3', 's2', 's1', 's0']);
      expect(third.next).toBeNull();
    });

    test('[AC-8] what can have been done has a name in the language of who asks; an unknown code is its own', async () => {
      const named = async (language: string) => {
        const answer = await server.ask('/api/v1/audit/actions', {
          headers: { cookie: boss, 'accept-language': language },
        });
        return (answer.json as { action: string; name: string }[]).find(({ action }) => action === 'denied')?.name;
      };
      expect([await named('zh-CN'), await named('en')]).toEqual(['越权被拒', 'denied']);
      await note({ action: 'of-an-older-version' });
      expect((await audit('action=of-an-older-version')).rows[0]?.name).toBe('of-an-older-version');
    });

    test('[AC-8] the file answers the same question, and that it was taken is in the trail', async () => {
      for (let i = 0; i < 3; i++) await note({ actor: 'carl', subject: `=cmd${i}`, after: { i } });
      const file = await as(boss, 'GET', '/api/v1/audit.csv?actor=carl');
      expect(file.headers['content-disposition']).toContain(encodeURIComponent('审计记录'));
      const lines = file.text.trim().split('\r\n');
      expect(lines).toHaveLength(4);
      expect(lines[0]).toContain('操作人');
      expect(lines[1]).toContain("'=cmd2");
      expect((await audit('action=table-exported')).rows).toMatchObject([
        { actor: 'boss', subject: 'audit', after: { filter: { actor: 'carl' }, rows: 3, complete: true } },
      ]);
      const anna = await server.signIn('anna');
      for (const path of ['/api/v1/audit', '/api/v1/audit.csv', '/api/v1/audit.xlsx', '/api/v1/audit/actions'])
        expect((await as(anna, 'GET', path)).status, path).toBe(403);
    });

    test('[AC-9] numbers of citizens are masked on the screen and in the file, also one that somebody searched for', async () => {
      await note({ subject: 'incidents', after: { filter: { q: '13812345678' }, note: '身份证44030619900101123X' } });
      const { rows } = await audit('subject=incidents');
      expect(rows[0]?.after).toEqual({ filter: { q: '138****5678' }, note: '身份证440***********123X' });
      const file = await as(boss, 'GET', '/api/v1/audit.csv?subject=incidents');
      expect(file.text).toContain('138****5678');
      expect(file.text).not.toMatch(/13812345678|19900101/);
    });
  });
}
