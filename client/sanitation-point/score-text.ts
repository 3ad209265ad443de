/** How scores are written. Null = 未测评 or 未设定 and is never 0: `—`. */
import { say } from '../wording/wording.ts';

/** Two decimals at most: `92.5`. */
export function scoreText(score: number | null): string {
  return score === null ? say('value.unknown') : String(Number(score.toFixed(2)));
}
/** `+1.5`, `−2`, `±0`; `—` where there is nothing to compare with. */
export function scoreChangeText(change: number | null): string {
  if (change === null) return say('value.unknown');
  if (change === 0) return '±0';
  return change > 0 ? `+${scoreText(change)}` : `−${scoreText(-change)}`;
}

/** `25% (3/12)` as K11 wants it: never a share without what it is of; nothing to judge = `—`. */
export function rateText({ numerator, denominator }: { numerator: number; denominator: number }): string {
  return denominator === 0 ? say('value.unknown') : `${Math.round((100 * numerator) / denominator)}%`;
}
