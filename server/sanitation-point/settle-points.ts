/**
 * Counts again what came of the rounds of some points, after their deductions, assessments or bulletins changed: which deductions are
 * repeats, what each round lost, how each point stands. In: a transaction and codes. Out: the records that are not as they were.
 * Counted is always the whole life of a point (point-lifecycle.ts), a few points a turn: the event loop goes on in between.
 */
import type { Transaction } from 'kysely';
import type { PointRecord } from '../contract/scoring-point.ts';
import type { Tables } from '../store/tables.ts';
import { pointLife } from './point-lifecycle.ts';
import { cleanRecord, recordOf } from './point-records.ts';
import { type CountedRows, type PointRows, readPointRows, type StandingRow, writeCountedRows } from './point-rows.ts';
import { countedScore, lostOf, type ScoreRules, scoreOf } from './round-score.ts';

const POINTS_A_TURN = 20;

export async function settlePoints(
  tx: Transaction<Tables>,
  points: Iterable<string>,
  rules: ScoreRules,
): Promise<PointRecord[]> {
  const codes = [...new Set(points)].sort();
  const changed: PointRecord[] = [];
  for (let i = 0; i < codes.length; i += POINTS_A_TURN) {
    if (i > 0) await new Promise(resolve => setImmediate(resolve));
    const counted: CountedRows = { assessments: [], standings: [], gone: [], again: [], once: [], bulletins: [] };
    for (const rows of await readPointRows(tx, codes.slice(i, i + POINTS_A_TURN)))
      changed.push(...settle(rows, rules, counted));
    await writeCountedRows(tx, counted);
  }
  return changed;
}

/** Out: its record, if that changed. */
function settle({ point, rounds, bulletins, standing }: PointRows, rules: ScoreRules, counted: CountedRows) {
  const life = pointLife(
    rounds.map(({ assessment, deductions }) => ({
      round: assessment.round,
      items: deductions.map(({ item }) => item),
    })),
    bulletins,
    rules.repeat,
  );
  let newest: StandingRow | null = null;
  life.rounds.forEach(({ round, again, state }, i) => {
    const { assessment, deductions } = rounds[i]!;
    deductions.forEach((deduction, n) => {
      const is = again[n] === true;
      if ((deduction.again === 1) !== is) (is ? counted.again : counted.once).push(deduction.number);
    });
    const lost = lostOf(
      deductions.map(({ score }, n) => countedScore(score, again[n] === true, rules)),
      rules,
    );
    const outcome = { deductions: deductions.length, lost, again: again.includes(true) ? 1 : 0, state };
    const after = { ...assessment, ...outcome, score: scoreOf(lost, rules) };
    if (!isSame(assessment, after)) counted.assessments.push(after);
    const times = deductions.map(({ at }) => at);
    newest = {
      ...{ point, round, state: life.state, deductions: deductions.length, score: after.score },
      last_deduction_at: times.length > 0 ? Math.max(...times) : (newest?.last_deduction_at ?? null),
      bulletin: life.bulletin,
    };
  });
  for (const bulletin of bulletins) {
    const cleared = life.cleared.get(bulletin.bulletin) ?? null;
    if (cleared !== bulletin.cleared) counted.bulletins.push({ ...bulletin, cleared });
  }
  if (newest === null) counted.gone.push(point);
  else if (standing === null || !isSame(standing, newest)) counted.standings.push(newest);
  const before = standing === null ? cleanRecord(point) : recordOf(standing);
  const after = newest === null ? cleanRecord(point) : recordOf(newest);
  return isSame(before, after) ? [] : [after];
}

function isSame<T extends object>(a: T, b: T): boolean {
  return Object.entries(b).every(([key, value]) => a[key as keyof T] === value);
}
