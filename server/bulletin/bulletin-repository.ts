/** Bulletins as rows and as records. What is frozen was written by us, so its JSON is read, not checked. */
import type { Kysely, Transaction } from 'kysely';
import type { Bulletin, BulletinCommunity, BulletinFigures, BulletinPoint } from '../contract/bulletin.ts';
import type { BulletinId, OrganId } from '../contract/ids.ts';
import type { Tables } from '../store/tables.ts';
import type { BulletinLife } from './bulletin-lifecycle.ts';

type Db = Kysely<Tables>;
type Tx = Transaction<Tables>;

/** [BU-6] */
export interface Frozen {
  figures: BulletinFigures;
  communities: Omit<BulletinCommunity, 'answers'>[];
  points: Omit<BulletinPoint, 'cleared'>[];
}

export interface AnswerRow {
  bulletin: string;
  community: string;
  measures: string;
  dueDay: string;
  by: string;
  onBehalf: boolean;
  at: number;
}

export async function insertBulletin(tx: Tx, life: BulletinLife): Promise<void> {
  await tx
    .insertInto('bulletin')
    .values({ id: life.id, figures: null, map: null, ...columns(life) })
    .execute();
}

/** Throws when the row is not of the version before: whoever commands has compared it in the same transaction. */
export async function updateBulletin(tx: Tx, life: BulletinLife): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('bulletin')
    .set(columns(life))
    .where('id', '=', life.id)
    .where('version', '=', life.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`${life.id} was not at version ${life.version - 1}.`);
}

export async function findLife(db: Db, id: string): Promise<BulletinLife | undefined> {
  const row = await db.selectFrom('bulletin').select('record').where('id', '=', id).executeTakeFirst();
  return row && lifeOf(row);
}

/** Newest month first, and in it the newest. */
export async function listLives(db: Db, month?: string): Promise<BulletinLife[]> {
  let query = db.selectFrom('bulletin').select('record').orderBy('month', 'desc').orderBy('id', 'desc');
  if (month !== undefined) query = query.where('month', '=', month);
  return (await query.execute()).map(lifeOf);
}

export async function writeFrozen(tx: Tx, id: BulletinId, { figures, communities, points }: Frozen): Promise<void> {
  await tx
    .updateTable('bulletin')
    .set({ figures: JSON.stringify(figures) })
    .where('id', '=', id)
    .execute();
  for (let i = 0; i < points.length; i += 100)
    await tx
      .insertInto('bulletin_point')
      .values(
        points.slice(i, i + 100).map(point => ({
          ...{ bulletin: id, no: point.no, point: point.code, kind: point.kind, named_for: point.namedFor },
          frozen: JSON.stringify(point),
        })),
      )
      .execute();
  if (communities.length === 0) return;
  await tx
    .insertInto('bulletin_community')
    .values(
      communities.map((community, i) => ({
        ...{ bulletin: id, no: i + 1, community: community.community, organ: community.organ },
        frozen: JSON.stringify(community),
      })),
    )
    .execute();
}

/** Of one that was sent back: it is a draft again. */
export async function forgetFrozen(tx: Tx, id: BulletinId): Promise<void> {
  await tx.deleteFrom('bulletin_point').where('bulletin', '=', id).execute();
  await tx.deleteFrom('bulletin_community').where('bulletin', '=', id).execute();
  await tx.updateTable('bulletin').set({ figures: null, map: null }).where('id', '=', id).execute();
}

/** Null = a draft. */
export async function readFrozen(db: Db, id: string): Promise<Frozen | null> {
  const row = await db.selectFrom('bulletin').select('figures').where('id', '=', id).executeTakeFirst();
  if (!row?.figures) return null;
  const of = (table: 'bulletin_point' | 'bulletin_community') =>
    db.selectFrom(table).select('frozen').where('bulletin', '=', id).orderBy('no').execute();
  const [points, communities] = [await of('bulletin_point'), await of('bulletin_community')];
  return {
    figures: JSON.parse(row.figures) as BulletinFigures,
    communities: communities.map(({ frozen }) => JSON.parse(frozen) as Frozen['communities'][number]),
    points: points.map(({ frozen }) => JSON.parse(frozen) as Frozen['points'][number]),
  };
}

/** Of all bulletins, what their points and communities are counted by. */
export async function readNamed(db: Db) {
  const points = await db
    .selectFrom('bulletin_point')
    .select(['bulletin', 'point', 'kind', 'named_for as namedFor'])
    .execute();
  const communities = await db
    .selectFrom('bulletin_community')
    .select(['bulletin', 'community', 'organ'])
    .where('organ', 'is not', null)
    .execute();
  return { points, communities };
}

export async function organOf(db: Db, bulletin: string, community: string): Promise<OrganId | null | undefined> {
  const row = await db
    .selectFrom('bulletin_community')
    .select('organ')
    .where('bulletin', '=', bulletin)
    .where('community', '=', community)
    .executeTakeFirst();
  return row && (row.organ as OrganId | null);
}

export async function insertAnswer(tx: Tx, { bulletin, dueDay, onBehalf, ...answer }: AnswerRow): Promise<void> {
  const { no } = await tx
    .selectFrom('bulletin_answer')
    .select(e => e.fn.countAll<number>().as('no'))
    .where('bulletin', '=', bulletin)
    .executeTakeFirstOrThrow();
  const row = { ...answer, bulletin, no: Number(no) + 1, due_day: dueDay, on_behalf: onBehalf ? 1 : 0 };
  await tx.insertInto('bulletin_answer').values(row).execute();
}

/** Newest first. */
export async function readAnswers(db: Db, bulletin?: string): Promise<AnswerRow[]> {
  let query = db.selectFrom('bulletin_answer').selectAll().orderBy('bulletin').orderBy('no', 'desc');
  if (bulletin !== undefined) query = query.where('bulletin', '=', bulletin);
  const rows = await query.execute();
  return rows.map(({ due_day, on_behalf, no: _, ...row }) => ({ ...row, dueDay: due_day, onBehalf: on_behalf === 1 }));
}

export async function readMap(db: Db, id: string): Promise<Buffer | null> {
  const row = await db.selectFrom('bulletin').select('map').where('id', '=', id).executeTakeFirst();
  return row?.map ? Buffer.from(row.map) : null;
}

export async function hasMap(db: Db, id: string): Promise<boolean> {
  const query = db.selectFrom('bulletin').select('id').where('id', '=', id).where('map', 'is not', null);
  return (await query.executeTakeFirst()) !== undefined;
}

/** The first one stands; one that was sent back meanwhile gets none. */
export async function keepMap(db: Db, { id, issued }: Pick<Bulletin, 'id' | 'issued'>, png: Buffer): Promise<void> {
  if (issued === null) return;
  await db
    .updateTable('bulletin')
    .set({ map: png })
    .where('id', '=', id)
    .where('map', 'is', null)
    .where('figures', 'is not', null)
    .execute();
}

function lifeOf({ record }: { record: string }): BulletinLife {
  return JSON.parse(record) as BulletinLife;
}

function columns(life: BulletinLife) {
  return {
    ...{ version: life.version, month: life.month, round: life.round, state: life.state, issuer: life.issuer },
    ...{ replaces: life.replaces, replaced_by: life.replacedBy, signed_at: life.signed?.at ?? null },
    record: JSON.stringify(life),
  };
}
