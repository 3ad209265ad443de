/** How long a session and its live link last, and what ends them. */
import { expect, test } from 'vitest';
import { type AccessUnderTest, HOUR, MINUTE, OWN } from './access-under-test.ts';
import { NOW } from './test-server.ts';

export function sessionsSuite(opened: AccessUnderTest): void {
  const { whoAmI, auditOf, handshake, openLink, look } = opened;
  test('[E7] a session ends after idling, and asking keeps it; the absolute end comes all the same', async () => {
    opened.server.clock.advance(MINUTE); // the hourly tidying must not be what ends it
    const cookie = await opened.server.signIn('anna');
    for (let i = 0; i < 24; i++) {
      opened.server.clock.advance(29 * MINUTE);
      expect((await whoAmI(cookie)).status, `after ${i + 1} times 29 minutes`).toBe(200);
    }
    opened.server.clock.advance(12 * HOUR - 24 * 29 * MINUTE - 1);
    expect((await whoAmI(cookie)).status).toBe(200);
    opened.server.clock.advance(1);
    expect((await whoAmI(cookie)).status).toBe(401);

    const idle = await opened.server.signIn('anna');
    opened.server.clock.advance(30 * MINUTE);
    expect((await whoAmI(idle)).status).toBe(401);
  });

  test('[E7] an open live link is told when its session idles out; opening one is not activity', async () => {
    const cookie = await opened.server.signIn('anna');
    opened.server.clock.advance(29 * MINUTE);
    const { viewer, ended } = await openLink(cookie);
    expect(viewer).toMatchObject({ account: 'anna', role: 'duty' });
    await look();
    expect(ended).toEqual([]);
    opened.server.clock.advance(MINUTE);
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
      const [cookie, boss] = [await opened.server.signIn('anna'), await opened.server.signIn('boss')];
      const { viewer, ended } = await openLink(cookie);
      const answer = await opened.server.ask('/api/v1/accounts/anna', {
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
    const cookie = await opened.server.signIn('anna');
    const { viewer, ended } = await openLink(cookie);
    await opened.place.database.db
      .updateTable('account')
      .set({ disabled_at: NOW })
      .where('name', '=', 'anna')
      .execute();
    await look();
    expect(ended).toEqual([viewer.sessionKey]);
  });

  test('[E6] a session that ended between handshake and watch is found, and who has left hears nothing', async () => {
    const [cookie, boss] = [await opened.server.signIn('anna'), await opened.server.signIn('boss')];
    const viewer = await handshake(cookie);
    const gone = await openLink(cookie);
    gone.leave();
    const signOut = { method: 'DELETE', headers: { cookie, ...OWN } };
    expect((await opened.server.ask('/api/v1/session', signOut)).status).toBe(204);
    const ended: string[] = [];
    opened.server.access.watchSession(viewer?.sessionKey ?? '', () => ended.push('anna'));
    const other = await openLink(boss);
    await look();
    expect([ended, gone.ended, other.ended]).toEqual([['anna'], [], []]);
  });
}
