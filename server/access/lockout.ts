/**
 * Password guessing: five wrong passwords for one account from one address lock that pair for 15 minutes.
 * The address is part of the key so that a stranger cannot lock the duty officer out; walls have tokens and no password at all.
 * Accounts that do not exist lock just the same, so a lock tells nothing about who exists.
 */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { hashOf } from './secrets.ts';

const MOST_FAILURES = 5;
const LOCK_MS = 15 * 60_000;

/** Seconds until this account may be tried again from this address; 0 = now. */
export async function lockedForS(db: Kysely<Tables>, account: string, address: string, now: number): Promise<number> {
  const row = await db
    .selectFrom('sign_in_failure')
    .select('locked_until')
    .where('key_hash', '=', keyOf(account, address))
    .executeTakeFirst();
  return row && row.locked_until > now ? Math.ceil((row.locked_until - now) / 1000) : 0;
}

/** Failures more than 15 minutes apart are typing mistakes and start from one again. */
export async function recordFailure(
  db: Kysely<Tables>,
  account: string,
  address: string,
  now: number,
): Promise<{ locked: boolean }> {
  const key_hash = keyOf(account, address);
  // Counted by the database in one statement: two nodes must not both write "one".
  const row = await db
    .insertInto('sign_in_failure')
    .values({ key_hash, failures: 1, last_at: now, locked_until: 0 })
    .onConflict(conflict =>
      conflict.column('key_hash').doUpdateSet(eb => ({
        failures: eb
          .case()
          .when('sign_in_failure.last_at', '<=', now - LOCK_MS)
          .then(1)
          .else(eb('sign_in_failure.failures', '+', 1))
          .end(),
        last_at: now,
      })),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  const locked = row.failures >= MOST_FAILURES;
  if (locked) {
    await db
      .updateTable('sign_in_failure')
      .set({ failures: 0, locked_until: now + LOCK_MS })
      .where('key_hash', '=', key_hash)
      .execute();
  }
  return { locked };
}

export async function forgetFailures(db: Kysely<Tables>, account: string, address: string): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('key_hash', '=', keyOf(account, address)).execute();
}

export async function forgetOldFailures(db: Kysely<Tables>, now: number): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('last_at', '<=', now - LOCK_MS)
    .where('locked_until', '<=', now)
    .execute();
}

function keyOf(account: string, address: string): string {
  return hashOf(`${account}\n${address}`);
}
