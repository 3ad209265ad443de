/** Warnings and major actions as rows and as records. A row is written by us, so its JSON is read, not checked. */
import type { Kysely, Transaction } from 'kysely';
import type { PageCursor } from '../http/page-cursor.ts';
import type { Tables } from '../store/tables.ts';

type Tx = Transaction<Tables>;

export type NoticeKind = 'warning' | 'major-action';

export interface Notice {
  id: string;
  version: number;
  state: string;
  endedAt: number | null;
  allowed: string[];
}

export async function insertNotice(tx: Tx, kind: NoticeKind, notice: Notice, at: number): Promise<void> {
  await tx
    .insertInto('emergency_notice')
    .values({ id: notice.id, kind, at, ...columns(notice) })
    .execute();
}

/** Throws when the row is not of the version before: whoever commands has compared it in the same transaction. */
export async function updateNotice(tx: Tx, kind: NoticeKind, notice: Notice): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('emergency_notice')
    .set(columns(notice))
    .where('kind', '=', kind)
    .where('id', '=', notice.id)
    .where('version', '=', notice.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`${notice.id} was not at version ${notice.version - 1}.`);
}

export async function findNotice<N extends Notice>(
  db: Kysely<Tables>,
  kind: NoticeKind,
  id: string,
): Promise<N | undefined> {
  const row = await db
    .selectFrom('emergency_notice')
    .select('record')
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (JSON.parse(row.record) as N);
}

/** Those that have not ended, oldest first. */
export async function readOpenNotices<N extends Notice>(db: Kysely<Tables>, kind: NoticeKind): Promise<N[]> {
  const rows = await db
    .selectFrom('emergency_notice')
    .select('record')
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ record }) => JSON.parse(record) as N);
}

/** Newest first, the ended ones too. */
export async function listNotices<N extends Notice>(
  db: Kysely<Tables>,
  kind: NoticeKind,
  limit: number,
  after: PageCursor | null,
): Promise<{ at: number; notice: N }[]> {
  let query = db.selectFrom('emergency_notice').select(['at', 'record']).where('kind', '=', kind);
  if (after)
    query = query.where(e => e.or([e('at', '<', after.at), e.and([e('at', '=', after.at), e('id', '<', after.id)])]));
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(({ at, record }) => ({ at, notice: JSON.parse(record) as N }));
}

function columns(notice: Notice) {
  return {
    version: notice.version,
    ended_at: notice.endedAt,
    record: JSON.stringify({ ...notice, allowed: [] }),
  };
}
