/**
 * What a scoring point is picked into an operation plan with [SP-30]: its rounds since it was last clean, what they took off, which of it
 * came again. In: points. Out: each with the evidence a target keeps. A point that is clean now shows its newest assessed round, one that
 * was never assessed shows none: its lost score is null. Incidents are not counted here: null, which is not zero.
 */
import type { Kysely } from 'kysely';
import type { TargetEvidence } from '../contract/operation.ts';
import type { PointTargets } from '../contract/scoring-point.ts';
import type { Role } from '../contract/viewer.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { Tables } from '../store/tables.ts';
import { registeredPoint } from './point-history.ts';
import type { ListedPoint } from './point-register.ts';
import { type PointRows, readPointRows } from './point-rows.ts';
import type { RoundCalendar } from './round-calendar.ts';
import { type ScoreRules, twoDecimals } from './round-score.ts';

/** Of a target in a plan. */
const MOST_DEDUCTIONS = 200;
const DAY_MS = 86_400_000;

export interface PointEvidenceParts {
  db: Kysely<Tables>;
  rules: ScoreRules;
  rounds: Pick<RoundCalendar, 'startOf' | 'endOf'>;
  days: Pick<LocalDays, 'dayNumber'>;
}

export async function pointTargets(
  parts: PointEvidenceParts,
  points: readonly ListedPoint[],
  viewer: { role: Role },
  now: number,
): Promise<PointTargets> {
  const read = await readPointRows(
    parts.db,
    points.map(({ code }) => code),
  );
  const rows = new Map(read.map(row => [row.point, row]));
  return points.map(point => {
    const of = rows.get(point.code)!;
    return {
      point: registeredPoint(point, of.standing ?? undefined, parts.rules, viewer),
      evidence: evidenceOf(parts, of, now),
    };
  });
}

function evidenceOf(
  { rules, rounds, days }: PointEvidenceParts,
  { rounds: assessed }: PointRows,
  now: number,
): TargetEvidence {
  const lastClean = assessed.findLastIndex(({ assessment }) => assessment.deductions === 0);
  const shown = lastClean === assessed.length - 1 ? assessed.slice(-1) : assessed.slice(lastClean + 1);
  const deductions = shown.flatMap(round => round.deductions);
  const [first, last] = [shown[0]?.assessment.round, shown.at(-1)?.assessment.round];
  const dateOf = (ms: number) => new Date(days.dayNumber(ms) * DAY_MS).toISOString().slice(0, 10);
  const repeats = deductions.filter(({ again }) => again === 1).length;
  const lost = twoDecimals(shown.reduce((sum, { assessment }) => sum + assessment.lost, 0));
  return {
    from: dateOf(first === undefined ? now : rounds.startOf(first)),
    to: dateOf(last === undefined ? now : Math.min(now, rounds.endOf(last) - 1)),
    measure: repeats > 0 ? 'repeats' : 'lost-score',
    counts: {
      ...{ incidents: null, overdue: null, incidentsBefore: null },
      ...{ repeats: rules.repeat === null ? null : repeats, lostScore: first === undefined ? null : lost },
    },
    ...{ categories: [], groups: [], incidents: [], countedAt: now },
    deductions: deductions
      .reverse()
      .slice(0, MOST_DEDUCTIONS)
      .map(({ number }) => number),
  };
}
