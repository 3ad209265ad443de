/** Scopes that name a zone or an organ which the profile does not have. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccessUnderTest, OWN } from './access-under-test.ts';
import { accountsWithoutOrgan } from './account-ground.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export function groundSuite(opened: AccessUnderTest): void {
  describe('the ground of a scope', () => {
    const ground = { isZone: (id: string) => id === 'north', isOrgan: (id: string) => id === 'urban-management' };
    let grounded: TestServer;
    beforeEach(async () => {
      grounded = await startTestServer(opened.place.database, { ground });
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
        await opened.server.addAccount('dora', 'dept');
        const kept = JSON.stringify({ organ });
        await opened.place.database.db.updateTable('account').set({ scope: kept }).where('name', '=', 'dora').execute();
        expect(await accountsWithoutOrgan(opened.place.database.db, ground)).toEqual([{ account: 'dora', organ }]);
        const cookie = await grounded.signIn('dora');
        const viewer = await grounded.access.viewerOfRequest({ headers: { cookie }, ip: '127.0.0.1' });
        expect(viewer).toMatchObject({ account: 'dora', role: 'dept', scope: {} });
        expect((await asBoss('GET', '/api/v1/accounts')).status).toBe(200);
        const mended = await asBoss('PATCH', '/api/v1/accounts/dora', { scope: { organ: 'urban-management' } });
        expect(mended).toMatchObject({ status: 200, json: { scope: { organ: 'urban-management' } } });
        expect(await accountsWithoutOrgan(opened.place.database.db, ground)).toEqual([]);
      },
    );

    test('an integration bound to an organ that is gone is refused: it may not speak for every organ instead', async () => {
      const { token, id } = await grounded.addToken('integration', { organ: 'urban-management' as never });
      const headers = { authorization: `Bearer ${token}` };
      expect(await grounded.access.viewerOfRequest({ headers, ip: '127.0.0.1' })).not.toBeNull();
      const kept = JSON.stringify({ organ: '城管办' });
      await opened.place.database.db.updateTable('access_token').set({ scope: kept }).where('id', '=', id).execute();
      expect(await grounded.access.viewerOfRequest({ headers, ip: '127.0.0.1' })).toBeNull();
      expect(grounded.logLines.join('')).toContain('城管办');
    });
  });
}
