/** How points stand, as screens are told: from the counted table, which settle-points.ts keeps. A point that is missing is clean. */
import type { Kysely, Transaction } from 'kysely';
import type { PointCode } from '../contract/ids.ts';
import type { PointRecord, PointState } from '../contract/scoring-point.ts';
import type { Tables } from '../store/tables.ts';
import type { StandingRow } from './point-rows.ts';

export async function readPointRecords(db: Kysely<Tables>): Promise<PointRecord[]> {
  const rows = await db
    .selectFrom('point_standing')
    .selectAll()
    .where('state', '<>', 'clean')
    .orderBy('point')
    .execute();
  return rows.map(recordOf);
}

export async function readPointRecord(tx: Transaction<Tables>, point: string): Promise<PointRecord> {
  const row = await tx.selectFrom('point_standing').selectAll().where('point', '=', point).executeTakeFirst();
  return row ? recordOf(row) : cleanRecord(point);
}

export function recordOf(row: StandingRow): PointRecord {
  const { point, state, round, deductions, last_deduction_at, bulletin } = row;
  return {
    ...{ code: point as PointCode, state: state as PointState, round, deductions, bulletin },
    lastDeductionAt: last_deduction_at,
  };
}

/** Of a point that was never assessed. */
export function cleanRecord(point: string): PointRecord {
  const none = { round: null, deductions: 0, lastDeductionAt: null, bulletin: null };
  return { code: point as PointCode, state: 'clean', ...none };
}
