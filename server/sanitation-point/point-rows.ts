/** Everything that is stored about some points, read together, and what was counted from it, written together. */
import type { Selectable, Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';

export type DeductionRow = Selectable<Tables['deduction']>;
export type AssessmentRow = Selectable<Tables['point_assessment']>;
export type BulletinRow = Selectable<Tables['point_bulletin']>;
export type StandingRow = Selectable<Tables['point_standing']>;

/** Rounds oldest first, deductions in the order in which they happened. */
export interface PointRows {
  point: string;
  rounds: { assessment: AssessmentRow; deductions: DeductionRow[] }[];
  bulletins: BulletinRow[];
  /** Null = it was never assessed. */
  standing: StandingRow | null;
}

type Reader = Pick<Transaction<Tables>, 'selectFrom'>;

export async function readPointRows(db: Reader, points: readonly string[]): Promise<PointRows[]> {
  const [assessments, deductions, bulletins, standings] = await Promise.all([
    db.selectFrom('point_assessment').selectAll().where('point', 'in', points).orderBy('round').execute(),
    db
      .selectFrom('deduction')
      .selectAll()
      .where('point', 'in', points)
      .orderBy('round')
      .orderBy('at')
      .orderBy('number')
      .execute(),
    db
      .selectFrom('point_bulletin')
      .selectAll()
      .where('point', 'in', points)
      .orderBy('round')
      .orderBy('at')
      .orderBy('bulletin')
      .execute(),
    db.selectFrom('point_standing').selectAll().where('point', 'in', points).execute(),
  ]);
  const rows = new Map<string, PointRows>(
    points.map(point => [point, { point, rounds: [], bulletins: [], standing: null }]),
  );
  const rounds = new Map<string, PointRows['rounds'][number]>();
  for (const assessment of assessments) {
    const round = { assessment, deductions: [] };
    rounds.set(`${assessment.point} ${assessment.round}`, round);
    rows.get(assessment.point)!.rounds.push(round);
  }
  for (const deduction of deductions) rounds.get(`${deduction.point} ${deduction.round}`)?.deductions.push(deduction);
  for (const bulletin of bulletins) rows.get(bulletin.point)!.bulletins.push(bulletin);
  for (const standing of standings) rows.get(standing.point)!.standing = standing;
  return [...rows.values()];
}

/** What was counted and is not as it stands there. */
export interface CountedRows {
  assessments: AssessmentRow[];
  standings: StandingRow[];
  /** Points that are not assessed in any round any more. */
  gone: string[];
  /** Numbers of deductions that are repeats now, and of those that are none any more. */
  again: string[];
  once: string[];
  bulletins: BulletinRow[];
}

export async function writeCountedRows(tx: Transaction<Tables>, rows: CountedRows): Promise<void> {
  const { assessments, standings, gone, again, once, bulletins } = rows;
  if (assessments.length > 0)
    await tx
      .insertInto('point_assessment')
      .values(assessments)
      .onConflict(conflict =>
        conflict.columns(['point', 'round']).doUpdateSet(e => ({
          deductions: e.ref('excluded.deductions'),
          lost: e.ref('excluded.lost'),
          again: e.ref('excluded.again'),
          state: e.ref('excluded.state'),
          score: e.ref('excluded.score'),
        })),
      )
      .execute();
  if (standings.length > 0)
    await tx
      .insertInto('point_standing')
      .values(standings)
      .onConflict(conflict =>
        conflict.column('point').doUpdateSet(e => ({
          state: e.ref('excluded.state'),
          round: e.ref('excluded.round'),
          deductions: e.ref('excluded.deductions'),
          score: e.ref('excluded.score'),
          last_deduction_at: e.ref('excluded.last_deduction_at'),
          bulletin: e.ref('excluded.bulletin'),
        })),
      )
      .execute();
  if (gone.length > 0) await tx.deleteFrom('point_standing').where('point', 'in', gone).execute();
  if (again.length > 0) await tx.updateTable('deduction').set({ again: 1 }).where('number', 'in', again).execute();
  if (once.length > 0) await tx.updateTable('deduction').set({ again: 0 }).where('number', 'in', once).execute();
  for (const { bulletin, point, cleared } of bulletins)
    await tx
      .updateTable('point_bulletin')
      .set({ cleared })
      .where('bulletin', '=', bulletin)
      .where('point', '=', point)
      .execute();
}
