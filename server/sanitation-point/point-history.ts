/**
 * Points as people look at them: the list with how each stands, and everything that was ever said about one.
 * In: rows. Out: the contract's `RegisteredPoint` and `PointHistory`. Walls are told no persons and no photos.
 */
import type { Kysely } from 'kysely';
import type { EvidenceId, PointCode } from '../contract/ids.ts';
import type { PointDeduction, PointHistory, PointState, RegisteredPoint } from '../contract/scoring-point.ts';
import type { Role } from '../contract/viewer.ts';
import type { Tables } from '../store/tables.ts';
import type { ListedPoint } from './point-register.ts';
import { type DeductionRow, readPointRows, type StandingRow } from './point-rows.ts';
import { countedScore, gradeOf, type ScoreRules } from './round-score.ts';

type Reader = { role: Role };

export async function registeredPoints(
  db: Kysely<Tables>,
  points: readonly ListedPoint[],
  rules: ScoreRules,
  viewer: Reader,
): Promise<RegisteredPoint[]> {
  const rows = await db.selectFrom('point_standing').selectAll().execute();
  const standings = new Map(rows.map(row => [row.point, row]));
  return points.map(point => registeredPoint(point, standings.get(point.code), rules, viewer));
}

export async function pointHistory(
  db: Kysely<Tables>,
  point: ListedPoint,
  rules: ScoreRules,
  viewer: Reader,
): Promise<PointHistory> {
  const [rows] = await readPointRows(db, [point.code]);
  const { rounds, bulletins, standing } = rows!;
  return {
    point: registeredPoint(point, standing ?? undefined, rules, viewer),
    rounds: rounds.reverse().map(({ assessment: { round, score, state, again }, deductions }) => ({
      ...{ round, score, grade: gradeOf(score, rules), state: state as PointState, repeat: again === 1 },
      deductions: deductions.map(row => deductionOf(row, rules, viewer)),
    })),
    bulletins: bulletins.reverse().map(({ bulletin, round, at, cleared }) => ({ bulletin, round, at, cleared })),
  };
}

export function deductionOf(row: DeductionRow, rules: ScoreRules, { role }: Reader): PointDeduction {
  const { number, point, round, at, at_known, item, score, again, note, photo, sheet_row } = row;
  return {
    ...{ number, point: point as PointCode, round, at: at_known === 1 ? at : null, item, score, note },
    counted: countedScore(score, again === 1, rules),
    repeat: again === 1,
    photo: role === 'wall' ? null : (photo as EvidenceId | null),
    source: row.import === null || sheet_row === null ? null : { import: row.import, row: sheet_row },
  };
}

export function registeredPoint(
  point: ListedPoint,
  standing: StandingRow | undefined,
  rules: ScoreRules,
  { role }: Reader,
): RegisteredPoint {
  const { state = 'clean', bulletin = null, round = null, score = null } = standing ?? {};
  return {
    ...point,
    responsiblePerson: role === 'wall' ? null : point.responsiblePerson,
    ...{ state: state as PointState, bulletin, round, score, grade: gradeOf(score, rules) },
  };
}
