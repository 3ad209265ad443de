/**
 * What a round is worth, by the profile's rules [SP-11] to [SP-13]. In: deductions. Out: points off, score, grade; null where the
 * profile does not say. Scores have two decimals before a grade is taken, so that a grade never contradicts the number beside it.
 */
import type { SanitationIndexSettings } from '../../geodata/sanitation-index-settings.ts';

export type ScoreRules = Pick<SanitationIndexSettings, 'score' | 'grades' | 'repeat'>;

export const NO_SCORE_RULES: ScoreRules = { score: null, grades: null, repeat: null };

/** What one deduction takes off. */
export function countedScore(score: number, again: boolean, { repeat }: ScoreRules): number {
  return twoDecimals(again ? score * (repeat?.factor ?? 1) : score);
}

/** What a round loses in all: never more than the cap, or than there is. */
export function lostOf(counted: readonly number[], { score }: ScoreRules): number {
  const sum = counted.reduce((total, points) => total + points, 0);
  return twoDecimals(Math.min(sum, score?.cap ?? Number.POSITIVE_INFINITY, score?.full ?? Number.POSITIVE_INFINITY));
}

export function scoreOf(lost: number, { score }: ScoreRules): number | null {
  return score === null ? null : twoDecimals(score.full - lost);
}

/** Null = not assessed, or the profile has no grades. */
export function gradeOf(score: number | null, { grades }: ScoreRules): string | null {
  if (score === null) return null;
  return grades?.bands.find(({ from }) => score >= from)?.name ?? null;
}

export function twoDecimals(value: number): number {
  // 1.005 is 1.00499…: without the nudge half a hundredth would be lost now and then.
  return Math.round((value + Number.EPSILON) * 100) / 100;
}
