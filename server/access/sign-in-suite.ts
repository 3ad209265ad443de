/** Who gets in with a password: the same answer for every mistake, guesses are counted, demonstrations stay where they are. */
import { expect, test } from 'vitest';
import { type AccessUnderTest, MINUTE, OWN } from './access-under-test.ts';
import { hasAdministrator } from './accounts.ts';
import { ensureDemoAccounts } from './demo-accounts.ts';
import { cookieOf, NOW, PASSWORD, startTestServer } from './test-server.ts';

export function signInSuite(opened: AccessUnderTest): void {
  const { tryPassword, whoAmI, auditOf } = opened;
  test('a person signs in, is known, signs out and is not known any more', async () => {
    const answer = await tryPassword('anna', PASSWORD);
    expect(answer.json).toEqual({ account: 'anna', title: 'anna', role: 'duty', scope: {}, demo: false });
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^gridwall_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const cookie = cookieOf(answer);
    expect((await whoAmI(cookie)).json).toEqual(answer.json);
    expect((await opened.server.ask('/api/v1/session', { method: 'DELETE', headers: { cookie, ...OWN } })).status).toBe(
      204,
    );
    expect((await whoAmI(cookie)).status).toBe(401);
    expect((await auditOf('sign-in')).map(row => row.actor)).toEqual(['anna']);
    expect(await auditOf('sign-out')).toHaveLength(1);
  });

  test('[E17] unknown account, wrong password and disabled account get the same answer', async () => {
    const boss = await opened.server.signIn('boss');
    const disable = { method: 'PATCH', headers: { cookie: boss, ...OWN }, body: { disabled: true } };
    expect((await opened.server.ask('/api/v1/accounts/anna', disable)).status).toBe(200);
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
    opened.server.clock.advance(15 * MINUTE - 1);
    expect((await tryPassword('anna', PASSWORD)).status).toBe(429);
    opened.server.clock.advance(1);
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
    const { token } = await opened.server.addToken('wall');
    expect((await opened.server.ask('/api/v1/session/wall', { method: 'POST', body: { token } })).status).toBe(200);
  });

  test('production does not count or admit the accounts of a demonstration on the same data', async () => {
    const { db } = opened.place.database;
    await db.deleteFrom('account').execute();
    await ensureDemoAccounts(db, PASSWORD, { zones: [], departments: [] }, NOW);
    await ensureDemoAccounts(db, PASSWORD, { zones: [], departments: [] }, NOW);
    expect(await hasAdministrator(db, { countDemo: true })).toBe(true);
    expect(await hasAdministrator(db, { countDemo: false })).toBe(false);
    expect((await tryPassword('admin', PASSWORD)).status).toBe(401);
    const demo = await startTestServer(opened.place.database, { config: { demo: true } });
    const cookie = await demo.signIn('admin');
    expect((await demo.ask('/api/v1/session', { headers: { cookie } })).json).toMatchObject({
      role: 'admin',
      demo: true,
    });
    expect((await whoAmI(cookie)).status).toBe(401);
    await demo.close();
  });
}
