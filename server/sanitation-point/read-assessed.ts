/** What was assessed in rounds, read a round at a time. In: names of rounds and the points of whoever asks. Out: lines in order. */
import type { Kysely } from 'kysely';
import type { PointDeduction } from '../contract/scoring-point.ts';
import type { Role } from '../contract/viewer.ts';
import type { Tables } from '../store/tables.ts';
import { deductionOf } from './point-history.ts';
import type { ListedPoint } from './point-register.ts';
import type { AssessedLine } from './point-tables.ts';
import type { ScoreRules } from './round-score.ts';

export async function deductionsOfRound(
  db: Kysely<Tables>,
  round: string,
  points: readonly ListedPoint[],
  rules: ScoreRules,
  viewer: { role: Role },
): Promise<PointDeduction[]> {
  const own = new Set<string>(points.map(({ code }) => code));
  const rows = await db
    .selectFrom('deduction')
    .selectAll()
    .where('round', '=', round)
    .orderBy('point')
    .orderBy('at')
    .orderBy('number')
    .execute();
  return rows.filter(({ point }) => own.has(point)).map(row => deductionOf(row, rules, viewer));
}

/** By round, then in the order of the register. */
export async function* assessedLines(
  db: Kysely<Tables>,
  rounds: readonly string[],
  points: readonly ListedPoint[],
  rules: ScoreRules,
  viewer: { role: Role },
): AsyncGenerator<AssessedLine> {
  for (const round of rounds) {
    const rows = await db.selectFrom('point_assessment').select('point').where('round', '=', round).execute();
    const assessed = new Set(rows.map(({ point }) => point));
    const deductions = new Map<string, PointDeduction[]>();
    for (const deduction of await deductionsOfRound(db, round, points, rules, viewer)) {
      const known = deductions.get(deduction.point);
      if (known) known.push(deduction);
      else deductions.set(deduction.point, [deduction]);
    }
    for (const point of points) {
      if (!assessed.has(point.code)) continue;
      for (const deduction of deductions.get(point.code) ?? [null]) yield { point, round, deduction };
    }
  }
}
