/**
 * Points taken off at scoring points ([HS-10]). In: a period. Out: what each point lost in it, as it counts; 0 for one that was assessed and
 * lost nothing. A point that nobody looked at is not there: null is not zero.
 * The database adds them up: a thousand points are few.
 */
import { type Kysely, sql } from 'kysely';
import type { HotSpotDeduction, HotSpotPeriod } from '../contract/hot-spot.ts';
import type { PointCode } from '../contract/ids.ts';
import type { Tables } from '../store/tables.ts';

export interface ScoreParts {
  db: Kysely<Tables>;
  /** UTC ms at which a round of the index begins. */
  startOfRound(round: string): number;
  /** What a deduction counts that is a repeat; 1 where the profile has no factor. */
  repeatFactor: number;
}

export async function lostScores(parts: ScoreParts, period: HotSpotPeriod): Promise<Map<string, number>> {
  const { db, repeatFactor } = parts;
  const { rows } = await sql<{ point: string; lost: number }>`
    select point, sum(case when again = 1 then score * ${sql.lit(repeatFactor)} else score end) as lost from deduction
    where at >= ${period.startsAt} and at < ${period.endsAt} group by point
  `.execute(db);
  const lost = new Map(rows.map(({ point, lost }) => [point, lost]));
  for (const point of await assessedPoints(parts, period)) if (!lost.has(point)) lost.set(point, 0);
  return lost;
}

/** Deductions of the period at these points, newest first. */
export async function deductionsAt(
  { db, repeatFactor }: ScoreParts,
  { startsAt, endsAt }: HotSpotPeriod,
  points: readonly string[],
): Promise<HotSpotDeduction[]> {
  if (points.length === 0) return [];
  const rows = await db
    .selectFrom('deduction')
    .select(['number', 'point', 'round', 'at', 'at_known', 'item', 'score', 'again'])
    .where('point', 'in', points)
    .where('at', '>=', startsAt)
    .where('at', '<', endsAt)
    .orderBy('at', 'desc')
    .orderBy('number')
    .execute();
  return rows.map(({ number, point, round, at, at_known, item, score, again }) => ({
    ...{ number, point: point as PointCode, round, at: at_known === 1 ? at : null, item, score },
    ...{ counted: again === 1 ? score * repeatFactor : score, repeat: again === 1 },
  }));
}

/** Assessed in a round that begins in the period: so each round belongs to one of two periods side by side. */
async function assessedPoints(
  { db, startOfRound }: ScoreParts,
  { startsAt, endsAt }: HotSpotPeriod,
): Promise<readonly string[]> {
  const known = await db.selectFrom('point_assessment').select('round').distinct().execute();
  const rounds = known
    .map(({ round }) => round)
    .filter(round => startOfRound(round) >= startsAt && startOfRound(round) < endsAt);
  if (rounds.length === 0) return [];
  const rows = await db
    .selectFrom('point_assessment')
    .select('point')
    .distinct()
    .where('round', 'in', rounds)
    .execute();
  return rows.map(({ point }) => point);
}
