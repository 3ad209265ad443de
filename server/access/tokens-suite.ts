/** Tokens of walls and machines; no secret is kept as it is. */
import { expect, test } from 'vitest';
import { type AccessUnderTest, HOUR, OWN } from './access-under-test.ts';
import { cookieOf, NOW, PASSWORD } from './test-server.ts';

export function tokensSuite(opened: AccessUnderTest): void {
  const { tryPassword, whoAmI, auditOf, openLink } = opened;
  test('[AC-7] [E18] a wall token opens a read-only session without idling, which ends with the token', async () => {
    const issued = await opened.server.addToken('wall');
    const enter = (headers = {}) =>
      opened.server.ask('/api/v1/session/wall', {
        method: 'POST',
        body: { token: issued.token },
        headers: { ...headers, ...OWN },
      });
    const entered = await enter();
    expect(entered.json).toEqual({ account: 'wall:wall 1', title: 'wall 1', role: 'wall', scope: {}, demo: false });
    expect(entered.headers['set-cookie']?.[0]).toContain('Max-Age=');
    const cookie = cookieOf(entered);
    expect(cookieOf(await enter({ cookie })), 'a reboot keeps the session').toBe(cookie);
    opened.server.clock.advance(72 * HOUR);
    expect((await whoAmI(cookie)).status).toBe(200);

    const { viewer, ended } = await openLink(cookie);
    const boss = await opened.server.signIn('boss');
    const revoke = { method: 'DELETE', headers: { cookie: boss, ...OWN } };
    expect((await opened.server.ask(`/api/v1/tokens/${issued.id}`, revoke)).status).toBe(204);
    expect(ended).toEqual([viewer.sessionKey]);
    expect((await whoAmI(cookie)).status).toBe(401);
    expect((await enter()).status).toBe(401);
    expect((await opened.server.ask(`/api/v1/tokens/${issued.id}`, revoke)).status, 'revoking twice').toBe(204);
    expect(await auditOf('token-revoked')).toHaveLength(1);
  });

  test('only a wall token opens a wall session', async () => {
    for (const kind of ['device', 'integration'] as const) {
      const { token } = await opened.server.addToken(kind);
      expect((await opened.server.ask('/api/v1/session/wall', { method: 'POST', body: { token } })).status).toBe(401);
    }
  });

  test('a bearer token is known until it is revoked, and its use is noted', async () => {
    const boss = await opened.server.signIn('boss');
    const issued = await opened.server.ask('/api/v1/tokens', {
      method: 'POST',
      headers: { cookie: boss, ...OWN },
      body: { kind: 'device', name: '巡05', scope: { units: ['XJ05'] } },
    });
    expect(issued.status).toBe(201);
    const { id, token } = issued.json as { id: string; token: string };
    expect(token).toMatch(/^gw_device_[\w-]{43}$/);
    const authorization = `Bearer ${token}`;
    const me = await opened.server.ask('/api/v1/session', { headers: { authorization } });
    expect(me.json).toEqual({
      account: 'device:巡05',
      title: '巡05',
      role: 'device',
      scope: { units: ['XJ05'] },
      demo: false,
    });
    const list = await opened.server.ask('/api/v1/tokens', { headers: { cookie: boss } });
    expect(list.json).toMatchObject([{ id, kind: 'device', name: '巡05', lastUsedAt: NOW, createdBy: 'boss' }]);
    expect(list.text).not.toContain('gw_');
    await opened.server.ask(`/api/v1/tokens/${id}`, { method: 'DELETE', headers: { cookie: boss, ...OWN } });
    expect((await opened.server.ask('/api/v1/session', { headers: { authorization } })).status).toBe(401);
    expect(
      (await opened.server.ask('/api/v1/session', { headers: { authorization: 'Bearer gw_device_x' } })).status,
    ).toBe(401);
  });

  test('[AC-7] [E16] no table holds a secret: passwords, cookies and tokens are kept as hashes', async () => {
    const cookie = await opened.server.signIn('anna');
    const { token } = await opened.server.addToken('device');
    await opened.server.ask('/api/v1/session', { headers: { authorization: `Bearer ${token}` } });
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
      dump.push(JSON.stringify(await opened.place.database.db.selectFrom(table).selectAll().execute()));
    }
    const secrets = [PASSWORD, cookie.split('=')[1] ?? '', token, token.slice(-20), 'a-password-typed', 'my-wrong'];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(5);
      expect(dump.join('\n')).not.toContain(secret);
      expect(opened.server.logLines.join('\n')).not.toContain(secret);
    }
  });
}
