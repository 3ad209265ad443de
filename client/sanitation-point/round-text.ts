/** A round of the index as people say it: `2026-11` is 2026年11月, `2026-Q4` is 2026年第4季度. */
import { say } from '../wording/wording.ts';

export function roundText(round: string): string {
  const [year = '', part = ''] = round.split('-');
  return part.startsWith('Q')
    ? say('round.quarter', { year, quarter: part.slice(1) })
    : say('round.month', { year, month: Number(part) });
}
