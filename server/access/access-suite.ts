/** What access must do on every database: run by access.sqlite.test.ts and access.pg.test.ts. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountsWithoutOrgan } from './account-ground.ts';
import { hasAdministrator } from './accounts.ts';
import { verifyAuditChain, writeAudit } from './audit.ts';
import { ensureDemoAccounts } from './demo-accounts.ts';
import type { TestDatabase } from './test-databases.ts';
import { cookieOf, NOW, PASSWORD, startTestServer, type TestServer } from './test-server.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const OWN = { 'x-gridwall': '1' };

export function accessSuite(name: string, newDatabase: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let server: TestServer;

    beforeEach(async () => {
      place = await newDatabase();
      server = await startTestServer(place.database, { config: { sessionIdleMinutes: 30, sessionAbsoluteHours: 12 } });
      await server.addAccount('anna', 'duty');
      await server.addAccount('boss', 'admin');
    });
    afterEach(async () => {
      await server.close();
      await place.clear();
    });

    const tryPassword = (account: string, password: string) =>
      server.ask('/api/v1/session', { method: 'POST', body: { account, password } });
    const whoAmI = (cookie: string) => server.ask('/api/v1/session', { headers: { cookie } });
    const auditOf = async (action: string) =>
      await place.database.db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('seq').execute();
    const handshake = (cookieHeader: string) =>
      server.access.viewerOfHandshake({ cookieHeader, token: undefined, ip: '127.0.0.1' });
    /** Opens a live link. `ended` grows when it is told that its session is over. */
    async function openLink(cookieHeader: string) {
      const viewer = await handshake(cookieHeader);
      if (!viewer) throw new Error('The handshake was refused.');
      const ended: string[] = [];
      const { sessionKey } = viewer;
      return { viewer, ended, leave: server.access.watchSession(sessionKey, () => ended.push(sessionKey)) };
    }
    /** Moves time a little past the next look at open sessions, and lets it finish. */
    async function look(): Promise<void> {
      server.clock.advance(2000);
      await new Promise(resolve => setTimeout(resolve, 100));
    }

    test('a person signs in, is known, signs out and is not known any more', async () => {
      const answer = await tryPassword('anna', PASSWORD);
      expect(answer.json).toEqual({ account: 'anna', title: 'anna', role: 'duty', scope: {}, demo: false });
      expect(answer.headers['set-cookie']?.[0]).toMatch(
        /^gridwall_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
      );
      const cookie = cookieOf(answer);
      expect((await whoAmI(cookie)).json).toEqual(answer.json);
      expect((await server.ask('/api/v1/session', { method: 'DELETE', headers: { cookie, ...OWN } })).status).toBe(204);
      expect((await whoAmI(cookie)).status).toBe(401);
      expect((await auditOf('sign-in')).map(row => row.actor)).toEqual(['anna']);
      expect(await auditOf('sign-out')).toHaveLength(1);
    });

    test('[E17] unknown account, wrong password and disabled account get the same answer', async () => {
      const boss = await server.signIn('boss');
      const disable = { method: 'PATCH', headers: { cookie: boss, ...OWN }, body: { disabled: true } };
      expect((await server.ask('/api/v1/accounts/anna', disable)).status).toBe(200);
      const answers = [
        await tryPassword('nobody', 'x'),
        await tryPassword('boss', 'x'),
        await tryPassword('anna', PASSWORD),
      ];
      for (const answer of answers) expect([answer.status, answer.text]).toEqual([401, answers[0]?.text]);
    });

    test('[E8] five wrong passwords lock that account from that address for 15 minutes, known or not', async () => {
      for (const account of ['anna', 'nobody']) {
        for (let i = 0; i < 5; i++) expect((await tryPassword(account, 'wrong')).status).toBe(401);
        const locked = await tryPassword(account, PASSWORD);
        expect(locked.status).toBe(429);
        expect(locked.json).toMatchObject({ refusal: 'sign-in-locked', retryAfterS: 900 });
        expect(locked.headers['retry-after']).toBe('900');
      }
      server.clock.advance(15 * MINUTE - 1);
      expect((await tryPassword('anna', PASSWORD)).status).toBe(429);
      server.clock.advance(1);
      expect((await tryPassword('anna', PASSWORD)).status).toBe(200);
      expect(await auditOf('sign-in-failed')).toHaveLength(10);
    });

    test('[E8] guesses sent all at once are counted one by one', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => tryPassword('anna', 'wrong')));
      expect(answers.filter(answer => answer.status === 401)).toHaveLength(5);
    });

    test('[E8] four typing mistakes are forgiven by the right password', async () => {
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 4; i++) await tryPassword('anna', 'wrong');
        expect((await tryPassword('anna', PASSWORD)).status).toBe(200);
      }
    });

    test('[E8] a locked person locks no wall out', async () => {
      for (let i = 0; i < 5; i++) await tryPassword('anna', 'wrong');
      const { token } = await server.addToken('wall');
      expect((await server.ask('/api/v1/session/wall', { method: 'POST', body: { token } })).status).toBe(200);
    });

    test('[E7] a session ends after idling, and asking keeps it; the absolute end comes all the same', async () => {
      server.clock.advance(MINUTE); // the hourly tidying must not be what ends it
      const cookie = await server.signIn('anna');
      for (let i = 0; i < 24; i++) {
        server.clock.advance(29 * MINUTE);
        expect((await whoAmI(cookie)).status, `after ${i + 1} times 29 minutes`).toBe(200);
      }
      server.clock.advance(12 * HOUR - 24 * 29 * MINUTE - 1);
      expect((await whoAmI(cookie)).status).toBe(200);
      server.clock.advance(1);
      expect((await whoAmI(cookie)).status).toBe(401);

      const idle = await server.signIn('anna');
      server.clock.advance(30 * MINUTE);
      expect((await whoAmI(idle)).status).toBe(401);
    });

    test('[E7] an open live link is told when its session idles out; opening one is not activity', async () => {
      const cookie = await server.signIn('anna');
      server.clock.advance(29 * MINUTE);
      const { viewer, ended } = await openLink(cookie);
      expect(viewer).toMatchObject({ account: 'anna', role: 'duty' });
      await look();
      expect(ended).toEqual([]);
      server.clock.advance(MINUTE);
      await look();
      expect(ended).toEqual([viewer.sessionKey]);
      await look();
      expect(ended).toHaveLength(1);
    });

    const changes: [string, object][] = [
      ['disabled', { disabled: true }],
      ['given another role', { role: 'leader' }],
      ['given another password', { password: 'another good one' }],
      ['given a scope', { scope: { organ: 'urban-management' } }],
    ];
    for (const [what, change] of changes) {
      test(`[AC-4] [E6] open sessions and links of an account end when it is ${what}`, async () => {
        const [cookie, boss] = [await server.signIn('anna'), await server.signIn('boss')];
        const { viewer, ended } = await openLink(cookie);
        const answer = await server.ask('/api/v1/accounts/anna', {
          method: 'PATCH',
          headers: { cookie: boss, ...OWN },
          body: change,
        });
        expect(answer.status).toBe(200);
        expect(ended).toEqual([viewer.sessionKey]);
        expect((await whoAmI(cookie)).status).toBe(401);
        expect((await whoAmI(boss)).status).toBe(200);
        expect(JSON.stringify(await auditOf('account-changed'))).not.toContain('another good one');
      });
    }

    test('[E6] a change made on another node reaches a link here within 5 s', async () => {
      const cookie = await server.signIn('anna');
      const { viewer, ended } = await openLink(cookie);
      await place.database.db.updateTable('account').set({ disabled_at: NOW }).where('name', '=', 'anna').execute();
      await look();
      expect(ended).toEqual([viewer.sessionKey]);
    });

    test('[E6] a session that ended between handshake and watch is found, and who has left hears nothing', async () => {
      const [cookie, boss] = [await server.signIn('anna'), await server.signIn('boss')];
      const viewer = await handshake(cookie);
      const gone = await openLink(cookie);
      gone.leave();
      const signOut = { method: 'DELETE', headers: { cookie, ...OWN } };
      expect((await server.ask('/api/v1/session', signOut)).status).toBe(204);
      const ended: string[] = [];
      server.access.watchSession(viewer?.sessionKey ?? '', () => ended.push('anna'));
      const other = await openLink(boss);
      await look();
      expect([ended, gone.ended, other.ended]).toEqual([['anna'], [], []]);
    });

    test('[AC-7] [E18] a wall token opens a read-only session without idling, which ends with the token', async () => {
      const issued = await server.addToken('wall');
      const enter = (headers = {}) =>
        server.ask('/api/v1/session/wall', {
          method: 'POST',
          body: { token: issued.token },
          headers: { ...headers, ...OWN },
        });
      const entered = await enter();
      expect(entered.json).toEqual({ account: 'wall:wall 1', title: 'wall 1', role: 'wall', scope: {}, demo: false });
      expect(entered.headers['set-cookie']?.[0]).toContain('Max-Age=');
      const cookie = cookieOf(entered);
      expect(cookieOf(await enter({ cookie })), 'a reboot keeps the session').toBe(cookie);
      server.clock.advance(72 * HOUR);
      expect((await whoAmI(cookie)).status).toBe(200);

      const { viewer, ended } = await openLink(cookie);
      const boss = await server.signIn('boss');
      const revoke = { method: 'DELETE', headers: { cookie: boss, ...OWN } };
      expect((await server.ask(`/api/v1/tokens/${issued.id}`, revoke)).status).toBe(204);
      expect(ended).toEqual([viewer.sessionKey]);
      expect((await whoAmI(cookie)).status).toBe(401);
      expect((await enter()).status).toBe(401);
      expect((await server.ask(`/api/v1/tokens/${issued.id}`, revoke)).status, 'revoking twice').toBe(204);
      expect(await auditOf('token-revoked')).toHaveLength(1);
    });

    test('only a wall token opens a wall session', async () => {
      for (const kind of ['device', 'integration'] as const) {
        const { token } = await server.addToken(kind);
        expect((await server.ask('/api/v1/session/wall', { method: 'POST', body: { token } })).status).toBe(401);
      }
    });

    test('a bearer token is known until it is revoked, and its use is noted', async () => {
      const boss = await server.signIn('boss');
      const issued = await server.ask('/api/v1/tokens', {
        method: 'POST',
        headers: { cookie: boss, ...OWN },
        body: { kind: 'device', name: '巡05', scope: { units: ['XJ05'] } },
      });
      expect(issued.status).toBe(201);
      const { id, token } = issued.json as { id: string; token: string };
      expect(token).toMatch(/^gw_device_[\w-]{43}$/);
      const authorization = `Bearer ${token}`;
      const me = await server.ask('/api/v1/session', { headers: { authorization } });
      expect(me.json).toEqual({
        account: 'device:巡05',
        title: '巡05',
        role: 'device',
        scope: { units: ['XJ05'] },
        demo: false,
      });
      const list = await server.ask('/api/v1/tokens', { headers: { cookie: boss } });
      expect(list.json).toMatchObject([{ id, kind: 'device', name: '巡05', lastUsedAt: NOW, createdBy: 'boss' }]);
      expect(list.text).not.toContain('gw_');
      await server.ask(`/api/v1/tokens/${id}`, { method: 'DELETE', headers: { cookie: boss, ...OWN } });
      expect((await server.ask('/api/v1/session', { headers: { authorization } })).status).toBe(401);
      expect((await server.ask('/api/v1/session', { headers: { authorization: 'Bearer gw_device_x' } })).status).toBe(
        401,
      );
    });

    test('[AC-7] [E16] no table holds a secret: passwords, cookies and tokens are kept as hashes', async () => {
      const cookie = await server.signIn('anna');
      const { token } = await server.addToken('device');
      await server.ask('/api/v1/session', { headers: { authorization: `Bearer ${token}` } });
      await tryPassword('a-password-typed-as-account', 'my-wrong-password');
      const dump: string[] = [];
      for (const table of [
        'account',
        'access_session',
        'access_token',
        'sign_in_failure',
        'audit',
        'audit_head',
      ] as const) {
        dump.push(JSON.stringify(await place.database.db.selectFrom(table).selectAll().execute()));
      }
      const secrets = [PASSWORD, cookie.split('=')[1] ?? '', token, token.slice(-20), 'a-password-typed', 'my-wrong'];
      for (const secret of secrets) {
        expect(secret.length).toBeGreaterThan(5);
        expect(dump.join('\n')).not.toContain(secret);
        expect(server.logLines.join('\n')).not.toContain(secret);
      }
    });

    describe('[AC-10] [E16] the audit trail', () => {
      beforeEach(async () => {
        for (let i = 0; i < 5; i++) {
          await place.database.db.transaction().execute(tx =>
            writeAudit(tx, {
              actor: 'anna',
              address: '',
              action: 'test',
              subject: `s${i}\n"伪造"`,
              after: { i },
              at: NOW,
            }),
          );
        }
      });
      const ROWS = 7; // two accounts were made before

      test('is whole, also after parallel writers', async () => {
        expect(await verifyAuditChain(place.database.db)).toEqual({ ok: true, rows: ROWS });
        await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            place.database.db
              .transaction()
              .execute(tx => writeAudit(tx, { actor: 'b', address: '', action: 'test', subject: String(i), at: NOW })),
          ),
        );
        expect(await verifyAuditChain(place.database.db)).toEqual({ ok: true, rows: ROWS + 20 });
      });

      test('leaves nothing of a transaction that failed', async () => {
        const failing = place.database.db.transaction().execute(async tx => {
          await writeAudit(tx, { actor: 'b', address: '', action: 'test', subject: 'x', at: NOW });
          throw new Error('undone');
        });
        await expect(failing).rejects.toThrow('undone');
        expect(await verifyAuditChain(place.database.db)).toEqual({ ok: true, rows: ROWS });
      });

      test('refuses to be edited or emptied', async () => {
        await expect(sql`update audit set actor = 'x' where seq = 3`.execute(place.database.db)).rejects.toThrow(
          /stay as/,
        );
        await expect(sql`delete from audit where seq = 3`.execute(place.database.db)).rejects.toThrow(/stay as/);
      });

      const tampering: [string, string, number][] = [
        ['one letter changed', "update audit set actor = 'annb' where seq = 4", 4],
        ['its detail removed', 'update audit set after = null where seq = 5', 5],
        ['a row removed', 'delete from audit where seq = 4', 4],
        ['the newest rows cut off', 'delete from audit where seq > 5', 6],
        [
          'a row slipped in at the end',
          "insert into audit select 8, at, actor, address, action, subject, before, after, hash, 'x' from audit where seq = 7",
          8,
        ],
      ];
      for (const [what, statement, seq] of tampering) {
        test(`shows when someone switched the triggers off: ${what}`, async () => {
          await withoutTriggers(place, async () => {
            await sql.raw(statement).execute(place.database.db);
          });
          expect(await verifyAuditChain(place.database.db)).toMatchObject({ ok: false, seq });
        });
      }
    });

    test('the audit page is filtered, newest first, and turns', async () => {
      const cookie = await server.signIn('boss');
      for (let i = 0; i < 3; i++) await tryPassword('anna', 'wrong');
      const page = async (query: string) => (await server.ask(`/api/v1/audit?${query}`, { headers: { cookie } })).json;
      const first = await page('action=sign-in-failed&limit=2');
      expect(first).toMatchObject({ rows: [{ actor: 'anna', after: { locked: false } }, { actor: 'anna' }] });
      const { next } = first as { next: number };
      expect(await page(`action=sign-in-failed&limit=2&before=${next}`)).toMatchObject({
        rows: [{ actor: 'anna' }],
        next: null,
      });
      expect(await page('from=2027-01-01T00:00:00Z')).toEqual({ rows: [], next: null });
    });

    test('[E3] a denial leaves one audit row per person and action a minute', async () => {
      const cookie = await server.signIn('anna');
      for (let i = 0; i < 3; i++) expect((await server.ask('/api/v1/audit', { headers: { cookie } })).status).toBe(403);
      expect((await server.ask('/api/v1/tokens', { headers: { cookie } })).status).toBe(403);
      await expect.poll(async () => (await auditOf('denied')).length).toBe(2);
      server.clock.advance(MINUTE);
      await server.ask('/api/v1/audit', { headers: { cookie } });
      await expect.poll(async () => (await auditOf('denied')).length).toBe(3);
      expect((await auditOf('denied'))[0]).toMatchObject({ actor: 'anna', address: '127.0.0.1' });
    });

    test('production does not count or admit the accounts of a demonstration on the same data', async () => {
      const { db } = place.database;
      await db.deleteFrom('account').execute();
      await ensureDemoAccounts(db, PASSWORD, { zones: [], departments: [] }, NOW);
      await ensureDemoAccounts(db, PASSWORD, { zones: [], departments: [] }, NOW);
      expect(await hasAdministrator(db, { countDemo: true })).toBe(true);
      expect(await hasAdministrator(db, { countDemo: false })).toBe(false);
      expect((await tryPassword('admin', PASSWORD)).status).toBe(401);
      const demo = await startTestServer(place.database, { config: { demo: true } });
      const cookie = await demo.signIn('admin');
      expect((await demo.ask('/api/v1/session', { headers: { cookie } })).json).toMatchObject({
        role: 'admin',
        demo: true,
      });
      expect((await whoAmI(cookie)).status).toBe(401);
      await demo.close();
    });

    describe('the ground of a scope', () => {
      const ground = { isZone: (id: string) => id === 'north', isOrgan: (id: string) => id === 'urban-management' };
      let grounded: TestServer;
      beforeEach(async () => {
        grounded = await startTestServer(place.database, { ground });
      });
      afterEach(() => grounded.close());
      const asBoss = async (method: string, path: string, body?: object) =>
        grounded.ask(path, { method, headers: { cookie: await grounded.signIn('boss'), ...OWN }, body });

      test('[AC-5] an account or a token for an organ or a zone that the profile does not have is refused and named', async () => {
        const dept = { account: 'carl', title: '城管', role: 'dept', password: 'long enough to be good' };
        const wrong = await asBoss('POST', '/api/v1/accounts', { ...dept, scope: { organ: 'moon-office' } });
        expect(wrong).toMatchObject({ status: 400, json: { refusal: 'unknown-organ', field: 'scope.organ' } });
        expect(wrong.text).toContain('moon-office');
        const right = await asBoss('POST', '/api/v1/accounts', { ...dept, scope: { organ: 'urban-management' } });
        expect(right.status).toBe(201);
        const changed = await asBoss('PATCH', '/api/v1/accounts/carl', { scope: { organ: 'moon-office' } });
        expect(changed).toMatchObject({ status: 400, json: { refusal: 'unknown-organ' } });
        const zone = await asBoss('PATCH', '/api/v1/accounts/carl', { role: 'chief', scope: { zone: 'moon' } });
        expect(zone).toMatchObject({ status: 400, json: { field: 'scope.zone' } });
        const token = { kind: 'integration', name: 'x', scope: { organ: 'moon-office' } };
        expect((await asBoss('POST', '/api/v1/tokens', token)).json).toMatchObject({ refusal: 'unknown-organ' });
      });

      test.each(['城管办', 'moon-office'])(
        'an account with the organ %s signs in, works for none, can be mended',
        async organ => {
          await server.addAccount('dora', 'dept');
          const kept = JSON.stringify({ organ });
          await place.database.db.updateTable('account').set({ scope: kept }).where('name', '=', 'dora').execute();
          expect(await accountsWithoutOrgan(place.database.db, ground)).toEqual([{ account: 'dora', organ }]);
          const cookie = await grounded.signIn('dora');
          const viewer = await grounded.access.viewerOfRequest({ headers: { cookie }, ip: '127.0.0.1' });
          expect(viewer).toMatchObject({ account: 'dora', role: 'dept', scope: {} });
          expect((await asBoss('GET', '/api/v1/accounts')).status).toBe(200);
          const mended = await asBoss('PATCH', '/api/v1/accounts/dora', { scope: { organ: 'urban-management' } });
          expect(mended).toMatchObject({ status: 200, json: { scope: { organ: 'urban-management' } } });
          expect(await accountsWithoutOrgan(place.database.db, ground)).toEqual([]);
        },
      );

      test('an integration bound to an organ that is gone is refused: it may not speak for every organ instead', async () => {
        const { token, id } = await grounded.addToken('integration', { organ: 'urban-management' as never });
        const headers = { authorization: `Bearer ${token}` };
        expect(await grounded.access.viewerOfRequest({ headers, ip: '127.0.0.1' })).not.toBeNull();
        const kept = JSON.stringify({ organ: '城管办' });
        await place.database.db.updateTable('access_token').set({ scope: kept }).where('id', '=', id).execute();
        expect(await grounded.access.viewerOfRequest({ headers, ip: '127.0.0.1' })).toBeNull();
        expect(grounded.logLines.join('')).toContain('城管办');
      });
    });
  });
}

async function withoutTriggers(place: TestDatabase, work: () => Promise<void>): Promise<void> {
  const { db, dialect } = place.database;
  if (dialect === 'postgres') await sql`alter table audit disable trigger user`.execute(db);
  else
    for (const change of ['update', 'delete']) await sql`drop trigger ${sql.id(`audit_refuses_${change}`)}`.execute(db);
  await work();
}
