/**
 * Keys of calendar feeds: calendar programs send neither cookies nor headers, so the key stands in the address they ask. One an account,
 * kept as a hash, told once; making a new one ends the old. Rules [AC-11] to [AC-13]. A key opens routes with `tokenFrom: 'feed'` and
 * nothing else: as a bearer token it is unknown.
 */
import type { Kysely, Transaction } from 'kysely';
import type { CalendarFeed } from '../contract/operation-calendar.ts';
import { type Role, role, type Scope } from '../contract/viewer.ts';
import type { Tables } from '../store/tables.ts';
import type { By } from './accounts.ts';
import { writeAudit } from './audit.ts';
import { hashOf, newSecret } from './secrets.ts';
import { storedScope } from './stored-scope.ts';

export async function makeFeedKey(tx: Transaction<Tables>, account: string, by: By): Promise<string> {
  const secret = `gw_feed_${newSecret()}`;
  const row = { secret_hash: hashOf(secret), created_at: by.at, last_used_at: null };
  await tx
    .insertInto('feed_key')
    .values({ account, ...row })
    .onConflict(conflict => conflict.column('account').doUpdateSet(row))
    .execute();
  await writeAudit(tx, { ...by, action: 'feed-made', subject: account });
  return secret;
}

/** Revoking what is not there is no mistake, and leaves no row. */
export async function revokeFeedKey(tx: Transaction<Tables>, account: string, by: By): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('feed_key').where('account', '=', account).executeTakeFirst();
  if (numDeletedRows > 0n) await writeAudit(tx, { ...by, action: 'feed-revoked', subject: account });
}

export async function findFeed(db: Kysely<Tables>, account: string): Promise<CalendarFeed> {
  const row = await db
    .selectFrom('feed_key')
    .select(['created_at', 'last_used_at'])
    .where('account', '=', account)
    .executeTakeFirst();
  return row ? { createdAt: row.created_at, lastUsedAt: row.last_used_at } : null;
}

export interface FeedHolder {
  account: string;
  title: string;
  role: Role;
  scope: Scope;
  keyHash: string;
  lastUsedAt: number | null;
}

/** Whose feed it is, with the rights the account has now; `undefined` for an unknown key or an account that cannot sign in. */
export async function feedHolder(
  db: Kysely<Tables>,
  secret: string,
  { demo }: { demo: boolean },
): Promise<FeedHolder | undefined> {
  const keyHash = hashOf(secret);
  const row = await db
    .selectFrom('feed_key')
    .innerJoin('account', 'account.name', 'feed_key.account')
    .select(['account.name', 'account.title', 'account.role', 'account.scope', 'account.demo', 'feed_key.last_used_at'])
    .where('feed_key.secret_hash', '=', keyHash)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row || (row.demo === 1 && !demo)) return undefined;
  const { scope } = storedScope(row.scope);
  return {
    ...{ account: row.name, title: row.title, role: role.parse(row.role), scope, keyHash },
    lastUsedAt: row.last_used_at,
  };
}

export async function touchFeedKey(db: Kysely<Tables>, keyHash: string, now: number): Promise<void> {
  await db.updateTable('feed_key').set({ last_used_at: now }).where('secret_hash', '=', keyHash).execute();
}
