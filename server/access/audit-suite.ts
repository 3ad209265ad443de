/** The audit trail: whole, unchangeable, and a page to search in. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type AccessUnderTest, MINUTE } from './access-under-test.ts';
import { verifyAuditChain, writeAudit } from './audit.ts';
import type { TestDatabase } from './test-databases.ts';
import { NOW } from './test-server.ts';

export function auditSuite(opened: AccessUnderTest): void {
  const { tryPassword, auditOf } = opened;
  describe('[AC-10] [E16] the audit trail', () => {
    beforeEach(async () => {
      for (let i = 0; i < 5; i++) {
        await opened.place.database.db.transaction().execute(tx =>
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
      expect(await verifyAuditChain(opened.place.database.db)).toEqual({ ok: true, rows: ROWS });
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          opened.place.database.db
            .transaction()
            .execute(tx => writeAudit(tx, { actor: 'b', address: '', action: 'test', subject: String(i), at: NOW })),
        ),
      );
      expect(await verifyAuditChain(opened.place.database.db)).toEqual({ ok: true, rows: ROWS + 20 });
    });

    test('leaves nothing of a transaction that failed', async () => {
      const failing = opened.place.database.db.transaction().execute(async tx => {
        await writeAudit(tx, { actor: 'b', address: '', action: 'test', subject: 'x', at: NOW });
        throw new Error('undone');
      });
      await expect(failing).rejects.toThrow('undone');
      expect(await verifyAuditChain(opened.place.database.db)).toEqual({ ok: true, rows: ROWS });
    });

    test('refuses to be edited or emptied', async () => {
      await expect(sql`update audit set actor = 'x' where seq = 3`.execute(opened.place.database.db)).rejects.toThrow(
        /stay as/,
      );
      await expect(sql`delete from audit where seq = 3`.execute(opened.place.database.db)).rejects.toThrow(/stay as/);
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
        await withoutTriggers(opened.place, async () => {
          await sql.raw(statement).execute(opened.place.database.db);
        });
        expect(await verifyAuditChain(opened.place.database.db)).toMatchObject({ ok: false, seq });
      });
    }
  });

  test('the audit page is filtered, newest first, and turns', async () => {
    const cookie = await opened.server.signIn('boss');
    for (let i = 0; i < 3; i++) await tryPassword('anna', 'wrong');
    const page = async (query: string) =>
      (await opened.server.ask(`/api/v1/audit?${query}`, { headers: { cookie } })).json;
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
    const cookie = await opened.server.signIn('anna');
    for (let i = 0; i < 3; i++)
      expect((await opened.server.ask('/api/v1/audit', { headers: { cookie } })).status).toBe(403);
    expect((await opened.server.ask('/api/v1/tokens', { headers: { cookie } })).status).toBe(403);
    await expect.poll(async () => (await auditOf('denied')).length).toBe(2);
    opened.server.clock.advance(MINUTE);
    await opened.server.ask('/api/v1/audit', { headers: { cookie } });
    await expect.poll(async () => (await auditOf('denied')).length).toBe(3);
    expect((await auditOf('denied'))[0]).toMatchObject({ actor: 'anna', address: '127.0.0.1' });
  });
}

async function withoutTriggers(place: TestDatabase, work: () => Promise<void>): Promise<void> {
  const { db, dialect } = place.database;
  if (dialect === 'postgres') await sql`alter table audit disable trigger user`.execute(db);
  else
    for (const change of ['update', 'delete']) await sql`drop trigger ${sql.id(`audit_refuses_${change}`)}`.execute(db);
  await work();
}
