/**
 * Rounds of the sanitation index for the demonstration: six that are over, as the sheets an office would bring, and the one that runs, as
 * the inspectors have come so far. In: the profile's points, seed, the present. Out: sheets and reports of the public interface.
 * A few points are bad and stay so, and some communities and venues are worse than others: so there are repeats, points that became
 * clean, and every grade. Each round leaves some points out. Everything says that it is invented (演示).
 */
import type { DeductionReport } from '../../server/contract/scoring-point.ts';
import type { RoundCalendar } from '../../server/sanitation-point/round-calendar.ts';
import type { TownPoint } from '../simulation/profile-town.ts';
import { type Chance, chanceFor } from '../simulation/random-stream.ts';
import { DAY_MS } from './local-calendar.ts';

export interface RoundSheet {
  round: string;
  file: string;
  /** CSV, UTF-8. */
  text: string;
  deductions: number;
}

export interface RunningRound {
  round: string;
  /** Looked at so far, and nothing found. */
  clean: string[];
  deductions: DeductionReport[];
}

interface Options {
  seed: number;
  nowMs: number;
  calendar: RoundCalendar;
  /** Clock and date on the wall: `2026-11-22 14:05:00`. */
  wallClock(ms: number): string;
}

const PAST_ROUNDS = 6;
const SHARE_ASSESSED = 0.75;
/** After that much of a round the inspectors have seen what they will see. */
const ROUND_DAYS = 20;
const BAD_POINTS = 0.04;
const BAD_VENUES: ReadonlySet<string> = new Set(['urban-village', 'market', 'public-toilet', 'construction-site']);
const NOTE = '演示数据';
const ITEMS = [
  ['暴露垃圾', 3],
  ['垃圾桶满溢', 3],
  ['路面不洁', 2],
  ['绿化带白色垃圾', 2],
  ['乱张贴小广告', 2.5],
  ['积存污水', 3],
  ['公厕有异味', 4],
  ['建筑垃圾未清', 5],
] as const;

interface Visit {
  point: TownPoint;
  at: number;
  found: (readonly [item: string, score: number])[];
}

export function pastRounds(points: readonly TownPoint[], options: Options): RoundSheet[] {
  const { calendar, nowMs, wallClock } = options;
  const current = calendar.at(nowMs);
  if (current === null) return [];
  return Array.from({ length: PAST_ROUNDS }, (_, i) => calendar.shifted(current, i - PAST_ROUNDS)).map(round => {
    const visits = visitsOf(round, points, options);
    const lines = visits.flatMap(({ point, at, found }) =>
      (found.length > 0 ? found : [['', ''] as const]).map(([item, score]) =>
        [point.code, point.name, item, score, item === '' ? '' : wallClock(at), NOTE].join(','),
      ),
    );
    return {
      ...{ round, file: `演示-${round}环卫指数测评.csv`, deductions: visits.flatMap(({ found }) => found).length },
      text: ['测评点编号,测评点名称,扣分项,扣分,时间,备注', ...lines].join('\r\n'),
    };
  });
}

/** Null where the profile has no rounds. */
export function runningRound(points: readonly TownPoint[], options: Options): RunningRound | null {
  const { calendar, nowMs } = options;
  const round = calendar.at(nowMs);
  if (round === null) return null;
  const made = visitsOf(round, points, options).filter(({ at }) => at <= nowMs);
  return {
    round,
    clean: made.filter(({ found }) => found.length === 0).map(({ point }) => point.code),
    deductions: made.flatMap(({ point, at, found }) =>
      found.map(([item, score], n) => ({
        ...{ number: `DEMO-${round}-${point.code}-${n + 1}`, point: point.code, round, at, item, score, note: NOTE },
      })),
    ),
  };
}

/** The whole round, also what is still to come of it. */
function visitsOf(round: string, points: readonly TownPoint[], { seed, calendar }: Options): Visit[] {
  const chance = chanceFor(seed, `sanitation round ${round}`);
  const start = calendar.startOf(round);
  const lastMs = Math.min(start + ROUND_DAYS * DAY_MS, calendar.endOf(round)) - 1;
  return points.flatMap(point => {
    const isAssessed = chance.happens(SHARE_ASSESSED);
    const at = Math.floor(start + chance.next() * (lastMs - start));
    const { likely, mostItems } = badness(point, seed);
    const found = chance.happens(likely) ? findings(chance, mostItems) : [];
    return isAssessed ? [{ point, at, found }] : [];
  });
}

/** How likely a point is deducted, and by how many items at most; the same in every round. */
function badness({ code, community, venueType }: TownPoint, seed: number): { likely: number; mostItems: number } {
  if (chanceFor(seed, `point ${code}`).next() < BAD_POINTS) return { likely: 0.85, mostItems: 5 };
  const neighbourhood = chanceFor(seed, `community ${community}`).next();
  const [base, mostItems] = neighbourhood < 0.12 ? [0.6, 9] : neighbourhood < 0.45 ? [0.1, 5] : [0.02, 3];
  return { likely: base * (BAD_VENUES.has(venueType) ? 1.6 : 1), mostItems };
}

function findings(chance: Chance, mostItems: number): (readonly [string, number])[] {
  const count = Math.ceil(chance.next() * mostItems);
  const items = new Map(Array.from({ length: count }, () => chance.pick(ITEMS)));
  return [...items];
}
