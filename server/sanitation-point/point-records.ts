/**
 * Records of scoring points, computed from deductions ([SP-3] to [SP-5]). In: the two rounds that matter. Out: points that are not
 * clean; every other point is clean.
 */
import type { Kysely } from 'kysely';
import type { PointCode } from '../contract/ids.ts';
import type { PointRecord, PointState } from '../contract/scoring-point.ts';
import type { Tables } from '../store/tables.ts';

export interface Rounds {
  /** `2026-11` */
  current: string;
  previous: string;
}

export async function readPointRecords(db: Kysely<Tables>, rounds: Rounds): Promise<PointRecord[]> {
  return (await pointRecordQuery(db, rounds)).filter(({ state }) => state !== 'clean');
}

export async function readPointRecord(db: Kysely<Tables>, rounds: Rounds, code: string): Promise<PointRecord> {
  const [record] = await pointRecordQuery(db, rounds, code);
  return (
    record ?? {
      code: code as PointCode,
      state: 'clean',
      round: null,
      deductions: 0,
      lastDeductionAt: null,
      bulletin: null,
    }
  );
}

async function pointRecordQuery(
  db: Kysely<Tables>,
  { current, previous }: Rounds,
  code?: string,
): Promise<PointRecord[]> {
  let query = db
    .selectFrom('deduction')
    .select(['point', 'round'])
    .select(e => [e.fn.countAll<number>().as('count'), e.fn.max('at').as('last')])
    .where('round', 'in', [current, previous])
    .groupBy(['point', 'round'])
    .orderBy('point');
  if (code !== undefined) query = query.where('point', '=', code);
  const points = new Map<string, { now: number; before: number; last: number }>();
  for (const { point, round, count, last } of await query.execute()) {
    const known = points.get(point) ?? { now: 0, before: 0, last: 0 };
    if (round === current) known.now = count;
    else known.before = count;
    known.last = Math.max(known.last, last);
    points.set(point, known);
  }
  return [...points].map(([point, { now, before, last }]) => ({
    code: point as PointCode,
    state: stateOf(now, before),
    round: now > 0 ? current : previous,
    deductions: now > 0 ? now : before,
    lastDeductionAt: last,
    bulletin: null,
  }));
}

function stateOf(now: number, before: number): PointState {
  if (now === 0) return 'clean';
  return before > 0 ? 'repeat' : 'deducted';
}
