/**
 * Tokens of devices, walls and integrations: `gw_<kind>_<43 characters>`, shown once at issue, kept as a hash, good until revoked.
 * The prefix lets people and secret scanners recognise one that has ended up in the wrong place.
 */
import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { type TokenIssued, type TokenKind, type TokenRecord, tokenKind } from '../contract/session.ts';
import type { Scope } from '../contract/viewer.ts';
import { notFound } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import type { By } from './accounts.ts';
import { writeAudit } from './audit.ts';
import { hashOf, newSecret } from './secrets.ts';
import { storedScope } from './stored-scope.ts';

export async function issueToken(
  tx: Transaction<Tables>,
  request: { kind: TokenKind; name: string; scope: Scope },
  by: By,
): Promise<TokenIssued> {
  const { kind, name, scope } = request;
  const id = randomUUID();
  const token = `gw_${kind}_${newSecret()}`;
  await tx
    .insertInto('access_token')
    .values({
      id,
      kind,
      name,
      scope: JSON.stringify(scope),
      secret_hash: hashOf(token),
      created_at: by.at,
      created_by: by.actor,
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
  await writeAudit(tx, { ...by, action: 'token-issued', subject: id, after: { kind, name, scope } });
  return { id, kind, name, token };
}

/** `undefined` for an unknown or revoked one. `lostOrgan`: see stored-scope.ts. */
export async function findToken(
  db: Kysely<Tables>,
  secret: string,
): Promise<(TokenRecord & { lostOrgan: string | null }) | undefined> {
  const row = await db
    .selectFrom('access_token')
    .selectAll()
    .where('secret_hash', '=', hashOf(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row && { ...fromRow(row), lostOrgan: storedScope(row.scope).lostOrgan };
}

/** Which of these tokens are still good. */
export async function liveTokenIds(db: Kysely<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('access_token')
    .select('id')
    .where('id', 'in', ids)
    .where('revoked_at', 'is', null)
    .execute();
  return new Set(rows.map(row => row.id));
}

/** A wall shows its token once and then a cookie: what its session does is use of the token ([AC-6]). */
export async function listTokens(db: Kysely<Tables>): Promise<TokenRecord[]> {
  const rows = await db
    .selectFrom('access_token')
    .selectAll()
    .select(eb =>
      eb
        .selectFrom('access_session')
        .select(({ fn }) => fn.max('last_seen_at').as('at'))
        .whereRef('token_id', '=', 'access_token.id')
        .as('session_seen_at'),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ session_seen_at: seenAt, ...row }) =>
    fromRow({ ...row, last_used_at: Math.max(row.last_used_at ?? 0, Number(seenAt ?? 0)) || null }),
  );
}

/** Revoking twice is no mistake: the second time changes nothing. */
export async function revokeToken(tx: Transaction<Tables>, id: string, by: By): Promise<void> {
  const row = await tx.selectFrom('access_token').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound({ zh: '令牌', en: 'token' }, id);
  if (row.revoked_at !== null) return;
  await tx.updateTable('access_token').set({ revoked_at: by.at }).where('id', '=', id).execute();
  await tx.deleteFrom('access_session').where('token_id', '=', id).execute();
  await writeAudit(tx, { ...by, action: 'token-revoked', subject: id, before: { kind: row.kind, name: row.name } });
}

export async function touchTokens(db: Kysely<Tables>, ids: readonly string[], now: number): Promise<void> {
  await db.updateTable('access_token').set({ last_used_at: now }).where('id', 'in', ids).execute();
}

function fromRow(row: Tables['access_token']): TokenRecord {
  return {
    id: row.id,
    kind: tokenKind.parse(row.kind),
    name: row.name,
    scope: storedScope(row.scope).scope,
    createdAt: row.created_at,
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
