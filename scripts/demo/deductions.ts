/**
 * Deductions at sanitation scoring points in this round and the last (测评轮次 = month), with some points hit twice (重复扣分).
 * In: point codes, seed, the present. Out: bodies of `POST /api/v1/sanitation-points/deductions`.
 * The wall compares this month so far with last month up to the same day, so last month's lie before that day too; in the first
 * days of a month both are fewer.
 */
import type { DeductionReport } from '../../server/contract/scoring-point.ts';
import { type Chance, chanceFor } from '../simulation/random-stream.ts';
import { DAY_MS, localDate, startOfMonth } from './local-calendar.ts';

const POINTS_THIS_ROUND = 45;
const POINTS_LAST_ROUND = 47;
const REPEATED = 9;
/** After this many days of a month the inspectors have seen what they will see. */
const ROUND_DAYS = 10;
const ITEMS = [
  ['暴露垃圾', 0.5],
  ['垃圾桶满溢', 0.5],
  ['路面不洁', 0.2],
  ['绿化带白色垃圾', 0.2],
  ['乱张贴小广告', 0.3],
  ['积存污水', 0.5],
  ['公厕有异味', 0.5],
  ['建筑垃圾未清', 1],
] as const;

export function deductions(
  points: readonly string[],
  options: { seed: number; nowMs: number; timeZone: string },
): DeductionReport[] {
  const { nowMs, timeZone } = options;
  const monthStart = startOfMonth(nowMs, timeZone);
  const lastMonthStart = startOfMonth(monthStart - DAY_MS, timeZone);
  const elapsedMs = Math.max(1, nowMs - monthStart);
  const lastMonthMs = monthStart - lastMonthStart;
  const progress = Math.min(1, elapsedMs / (ROUND_DAYS * DAY_MS));
  const chance = chanceFor(options.seed, `deductions of ${localDate(monthStart, timeZone)}`);
  const drawn = shuffled(points, chance);
  const thisRound = drawn.slice(0, Math.round(POINTS_THIS_ROUND * progress));
  const repeated = thisRound.slice(0, Math.round(REPEATED * progress));
  const others = drawn.slice(POINTS_THIS_ROUND, POINTS_THIS_ROUND + POINTS_LAST_ROUND - repeated.length);
  const last = [...repeated, ...others];
  const beforeToday = Math.round(POINTS_LAST_ROUND * progress);
  return [
    ...last.map((point, i) => {
      const untilMs = i < beforeToday ? Math.min(elapsedMs, lastMonthMs) : lastMonthMs;
      return deduction(point, lastMonthStart, untilMs, i, chance, timeZone);
    }),
    ...thisRound.map((point, i) => deduction(point, monthStart, elapsedMs, i, chance, timeZone)),
  ];
}

function deduction(
  point: string,
  monthStart: number,
  untilMs: number,
  index: number,
  chance: Chance,
  timeZone: string,
): DeductionReport {
  const round = localDate(monthStart, timeZone).slice(0, 7);
  const [item, score] = chance.pick(ITEMS);
  return {
    number: `DEMO-${round}-${String(index + 1).padStart(3, '0')}`,
    point,
    round,
    at: Math.floor(monthStart + chance.next() * untilMs),
    item,
    score,
  };
}

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const left = [...list];
  for (let i = left.length - 1; i > 0; i--) {
    const j = Math.floor(chance.next() * (i + 1));
    [left[i], left[j]] = [left[j]!, left[i]!];
  }
  return left;
}
