/**
 * Sessions: a browser's cookie stands for a row here. Three kinds: a person who signed in, a wall that showed its token, and the
 * demonstration wall that needs neither.
 * A person's session ends after idling and, whatever happens, at `ends_at`. A wall's lives as long as its token: a wall is a device
 * without a keyboard, read-only and revocable, and nobody sits there to sign in again.
 * Rights are never copied into a session: they are read with it each time, so a change of account or token counts at once.
 */
import type { Kysely, Transaction } from 'kysely';
import { type Role, role, type Scope } from '../contract/viewer.ts';
import type { Tables } from '../store/tables.ts';
import { hashOf, newSecret } from './secrets.ts';
import { storedScope } from './stored-scope.ts';

export type SessionOwner =
  | { kind: 'person'; account: string }
  | { kind: 'wall'; tokenId: string }
  | { kind: 'demo-wall' };

export interface SessionLimits {
  idleMs: number;
  absoluteMs: number;
  /** Demonstration accounts and demonstration walls count only then. */
  demo: boolean;
}

/** The one a session speaks for. */
export interface SessionHolder {
  account: string;
  title: string;
  role: Role;
  scope: Scope;
}

/** Finer would cost a write per request, coarser would sign people out early. */
export const TOUCH_EVERY_MS = 60_000;

/** A wall that was not seen this long has been taken down or lost its cookie. */
const WALL_FORGOTTEN_AFTER_MS = 90 * 86_400_000;

/** Out: the cookie's value, the only time it is known. */
export async function startSession(
  tx: Transaction<Tables>,
  owner: SessionOwner,
  address: string,
  now: number,
  limits: SessionLimits,
): Promise<{ secret: string; keyHash: string }> {
  const secret = newSecret();
  const keyHash = hashOf(secret);
  await tx
    .insertInto('access_session')
    .values({
      key_hash: keyHash,
      kind: owner.kind,
      account: owner.kind === 'person' ? owner.account : null,
      token_id: owner.kind === 'wall' ? owner.tokenId : null,
      address,
      created_at: now,
      last_seen_at: now,
      ends_at: owner.kind === 'person' ? now + limits.absoluteMs : null,
    })
    .execute();
  return { secret, keyHash };
}

/** A session with what decides whether it still counts. */
export type SessionRow = Awaited<ReturnType<typeof readSessions>>[number];

export function readSessions(db: Kysely<Tables>, keyHashes: readonly string[]) {
  return withOwner(db).where('access_session.key_hash', 'in', keyHashes).execute();
}

/** `null` when the session has ended, for whatever reason. */
export function sessionHolder(row: SessionRow, now: number, limits: SessionLimits): SessionHolder | null {
  if (row.ends_at !== null && now >= row.ends_at) return null;
  switch (row.kind) {
    case 'person':
      if (now - row.last_seen_at >= limits.idleMs) return null;
      if (row.account === null || row.account_role === null || row.account_disabled_at !== null) return null;
      if (row.account_demo === 1 && !limits.demo) return null;
      return {
        account: row.account,
        title: row.account_title ?? row.account,
        role: role.parse(row.account_role),
        scope: storedScope(row.account_scope).scope,
      };
    case 'wall':
      if (row.token_name === null || row.token_revoked_at !== null) return null;
      return {
        account: `wall:${row.token_name}`,
        title: row.token_name,
        role: 'wall',
        scope: storedScope(row.token_scope).scope,
      };
    case 'demo-wall':
      return limits.demo ? { account: 'wall:demo', title: '大屏', role: 'wall', scope: {} } : null;
    default:
      throw new Error(`Session of unknown kind ${row.kind}.`);
  }
}

export async function touchSession(db: Kysely<Tables>, keyHash: string, now: number): Promise<void> {
  await db.updateTable('access_session').set({ last_seen_at: now }).where('key_hash', '=', keyHash).execute();
}

/** Of these, those of walls: a person who only looks is not there. */
export async function touchWallSessions(db: Kysely<Tables>, keyHashes: readonly string[], now: number): Promise<void> {
  await db
    .updateTable('access_session')
    .set({ last_seen_at: now })
    .where('key_hash', 'in', keyHashes)
    .where('kind', '!=', 'person')
    .execute();
}

export async function endSession(tx: Kysely<Tables>, keyHash: string): Promise<void> {
  await tx.deleteFrom('access_session').where('key_hash', '=', keyHash).execute();
}

/** Every session of an account: signed out everywhere. */
export async function endAllOf(tx: Kysely<Tables>, account: string): Promise<void> {
  await tx.deleteFrom('access_session').where('account', '=', account).execute();
}

/** Rows that could not let anyone in any more. */
export async function forgetEndedSessions(db: Kysely<Tables>, now: number, limits: SessionLimits): Promise<void> {
  await db
    .deleteFrom('access_session')
    .where(eb =>
      eb.or([
        eb('ends_at', '<=', now),
        eb.and([eb('kind', '=', 'person'), eb('last_seen_at', '<=', now - limits.idleMs)]),
        eb.and([eb('kind', '!=', 'person'), eb('last_seen_at', '<=', now - WALL_FORGOTTEN_AFTER_MS)]),
      ]),
    )
    .execute();
}

function withOwner(db: Kysely<Tables>) {
  return db
    .selectFrom('access_session')
    .leftJoin('account', 'account.name', 'access_session.account')
    .leftJoin('access_token', 'access_token.id', 'access_session.token_id')
    .select([
      'access_session.key_hash',
      'access_session.kind',
      'access_session.account',
      'access_session.token_id',
      'access_session.last_seen_at',
      'access_session.ends_at',
      'account.title as account_title',
      'account.role as account_role',
      'account.scope as account_scope',
      'account.demo as account_demo',
      'account.disabled_at as account_disabled_at',
      'access_token.name as token_name',
      'access_token.scope as token_scope',
      'access_token.revoked_at as token_revoked_at',
    ]);
}
