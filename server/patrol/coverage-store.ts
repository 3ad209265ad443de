/**
 * Coverage on disk: marks of cells and visits of units, a row a grid and day. In: what was newly marked. Out: rows of a day.
 * The surprise: marks are merged with what is there, and times widened, never replaced. So a server that starts in the middle of a day
 * knows nothing and loses nothing, and two servers may mark the same grid.
 */
import type { Kysely, Transaction } from 'kysely';
import type { GridCode, UnitId } from '../contract/ids.ts';
import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

export interface GridMarks {
  grid: GridCode;
  cells: number;
  marks: Uint8Array;
}

export interface UnitVisit {
  grid: GridCode;
  unit: UnitId;
  firstMs: number;
  lastMs: number;
}

/** SQLite never waits: bounds how long a transaction holds the event loop. */
const GRIDS_A_TRANSACTION = 20;
const VISITS_A_STATEMENT = 100;

export async function mergeMarks(
  { db, dialect }: Database,
  day: string,
  raster: string,
  grids: readonly GridMarks[],
): Promise<void> {
  // In one order for all servers, or two could wait for each other.
  const sorted = grids.toSorted((a, b) => (a.grid < b.grid ? -1 : 1));
  for (let at = 0; at < sorted.length; at += GRIDS_A_TRANSACTION) {
    const some = sorted.slice(at, at + GRIDS_A_TRANSACTION);
    await db.transaction().execute(tx => mergeSome(tx, dialect === 'postgres', day, raster, some));
  }
}

async function mergeSome(
  tx: Transaction<Tables>,
  locks: boolean,
  day: string,
  raster: string,
  grids: readonly GridMarks[],
): Promise<void> {
  // First a row for each, so that there is something to lock.
  const empty = grids.map(({ grid, cells, marks }) => ({
    ...{ day, grid, raster, cells, visited: 0, marks: Buffer.alloc(marks.length) },
  }));
  await tx
    .insertInto('grid_coverage')
    .values(empty)
    .onConflict(conflict => conflict.columns(['day', 'grid', 'raster']).doNothing())
    .execute();
  let known = tx
    .selectFrom('grid_coverage')
    .select(['grid', 'marks'])
    .where('day', '=', day)
    .where('raster', '=', raster)
    .where(
      'grid',
      'in',
      grids.map(({ grid }) => grid),
    )
    .orderBy('grid');
  if (locks) known = known.forUpdate();
  const before = new Map((await known.execute()).map(row => [row.grid, row.marks]));
  for (const { grid, marks } of grids) {
    const all = Buffer.from(marks.map((byte, i) => byte | (before.get(grid)?.[i] ?? 0)));
    await tx
      .updateTable('grid_coverage')
      .set({ marks: all, visited: bitsIn(all) })
      .where('day', '=', day)
      .where('grid', '=', grid)
      .where('raster', '=', raster)
      .execute();
  }
}

export async function widenVisits({ db }: Database, day: string, visits: readonly UnitVisit[]): Promise<void> {
  for (let at = 0; at < visits.length; at += VISITS_A_STATEMENT) {
    const rows = visits
      .slice(at, at + VISITS_A_STATEMENT)
      .map(({ grid, unit, firstMs, lastMs }) => ({ day, grid, unit, first_at: firstMs, last_at: lastMs }));
    await db
      .insertInto('grid_visit')
      .values(rows)
      .onConflict(conflict =>
        conflict.columns(['day', 'grid', 'unit']).doUpdateSet(({ eb, ref }) => ({
          first_at: eb
            .case()
            .when('grid_visit.first_at', '<', ref('excluded.first_at'))
            .then(ref('grid_visit.first_at'))
            .else(ref('excluded.first_at'))
            .end(),
          last_at: eb
            .case()
            .when('grid_visit.last_at', '>', ref('excluded.last_at'))
            .then(ref('grid_visit.last_at'))
            .else(ref('excluded.last_at'))
            .end(),
        })),
      )
      .execute();
  }
}

export interface GridDayRow {
  grid: string;
  raster: string;
  cells: number;
  visited: number;
}

export function readGridDay(db: Kysely<Tables>, day: string): Promise<GridDayRow[]> {
  return db.selectFrom('grid_coverage').select(['grid', 'raster', 'cells', 'visited']).where('day', '=', day).execute();
}

export async function readMarks(
  db: Kysely<Tables>,
  day: string,
  grid: string,
  raster: string,
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('grid_coverage')
    .select('marks')
    .where('day', '=', day)
    .where('grid', '=', grid)
    .where('raster', '=', raster)
    .executeTakeFirst();
  return row?.marks;
}

/** Of each visited grid: how many units, and when the last was there. */
export function countVisits(db: Kysely<Tables>, day: string): Promise<{ grid: string; units: number; last: number }[]> {
  return db
    .selectFrom('grid_visit')
    .select(e => ['grid', e.fn.count<number>('unit').as('units'), e.fn.max('last_at').as('last')])
    .where('day', '=', day)
    .groupBy('grid')
    .execute();
}

export function readVisits(db: Kysely<Tables>, day: string, grid: string) {
  return db
    .selectFrom('grid_visit')
    .select(['unit', 'first_at', 'last_at'])
    .where('day', '=', day)
    .where('grid', '=', grid)
    .orderBy('first_at')
    .execute();
}

/** [P-65] Who was where is kept no longer than tracks; that a grid was patrolled is kept. */
export async function forgetVisits(db: Kysely<Tables>, beforeDay: string): Promise<void> {
  await db.deleteFrom('grid_visit').where('day', '<', beforeDay).execute();
}

function bitsIn(bytes: Uint8Array): number {
  let count = 0;
  for (let byte of bytes) for (; byte !== 0; byte &= byte - 1) count++;
  return count;
}
