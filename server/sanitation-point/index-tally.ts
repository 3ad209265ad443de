/**
 * What some rounds say of each point, and the sums over groups of points. In: rows of assessed rounds. Out: counts, mean scores.
 * A mean is taken over assessed rounds of assessed points and nothing else [SP-11].
 */
import type { IndexRow } from '../contract/sanitation-index.ts';
import { gradeOf, type ScoreRules, twoDecimals } from './round-score.ts';

interface AssessedRow {
  point: string;
  score: number | null;
  deductions: number;
  lost: number;
  again: number;
}

interface PointTally {
  assessments: number;
  scored: number;
  scores: number;
  deductions: number;
  lost: number;
  again: boolean;
}

type Standing = NonNullable<IndexRow['before']>;
type Counted = Standing & Pick<IndexRow, 'assessments' | 'deductions' | 'lost' | 'bulletined' | 'cleared'>;

export class IndexTally {
  readonly #points = new Map<string, PointTally>();
  /** Named by a bulletin of the period; true = clean since. */
  readonly #named = new Map<string, boolean>();
  readonly #open = new Set<string>();

  add({ point, score, deductions, lost, again }: AssessedRow): void {
    let tally = this.#points.get(point);
    if (!tally) {
      tally = { assessments: 0, scored: 0, scores: 0, deductions: 0, lost: 0, again: false };
      this.#points.set(point, tally);
    }
    tally.assessments++;
    if (score !== null) {
      tally.scored++;
      tally.scores += score;
    }
    tally.deductions += deductions;
    tally.lost += lost;
    tally.again ||= again === 1;
  }

  named(point: string, isCleared: boolean): void {
    this.#named.set(point, isCleared);
  }

  open(point: string): void {
    this.#open.add(point);
  }

  standing(group: readonly { code: string }[], rules: ScoreRules): Standing {
    const { assessed, score, grade, deducted, repeat } = this.row(group, rules);
    return { assessed, score, grade, deducted, repeat };
  }

  row(group: readonly { code: string }[], rules: ScoreRules): Counted {
    let [assessed, assessments, scored, scores, deducted, repeat, deductions, lost] = [0, 0, 0, 0, 0, 0, 0, 0];
    let [named, cleared, bulletined] = [0, 0, 0];
    for (const { code } of group) {
      if (this.#open.has(code)) bulletined++;
      const isCleared = this.#named.get(code);
      if (isCleared !== undefined) named++;
      if (isCleared) cleared++;
      const tally = this.#points.get(code);
      if (!tally) continue;
      assessed++;
      assessments += tally.assessments;
      scored += tally.scored;
      scores += tally.scores;
      deductions += tally.deductions;
      lost += tally.lost;
      if (tally.deductions > 0) deducted++;
      if (tally.again) repeat++;
    }
    const score = scored === 0 ? null : twoDecimals(scores / scored);
    return {
      ...{ assessed, assessments, score, grade: gradeOf(score, rules), deducted, repeat, deductions },
      ...{ lost: twoDecimals(lost), bulletined, cleared: { numerator: cleared, denominator: named } },
    };
  }
}
