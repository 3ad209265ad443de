/** How scores are written. Null = 未测评 or 未设定 and is never 0: `—`. */
import { say } from '../wording/wording.ts';

/** Two decimals at most: `92.5`. */
export function scoreText(score: number | null): string {
  return score === null ? say('value.unknown') : String(Number(score.toFixed(2)));
}
