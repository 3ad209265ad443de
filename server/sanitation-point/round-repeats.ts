/**
 * What a bulletin about a round has to say [SP-31]: the points deducted again and not clean since, with the deductions that made them so,
 * and the figures of every community. In: a round. Out: all of it as it is now; whoever issues the bulletin keeps it.
 * `repeat`: a repeat that was not named since it became one. `carried`: named for an earlier round, and no clean round since: it stays on
 * every bulletin until there is one.
 */
import type { Kysely } from 'kysely';
import type { BulletinFigures } from '../contract/bulletin.ts';
import type { CommunityCode, ZoneId } from '../contract/ids.ts';
import type { PointDeduction } from '../contract/scoring-point.ts';
import type { Tables } from '../store/tables.ts';
import { countIndex, type IndexParts } from './count-index.ts';
import { inParts } from './in-parts.ts';
import { deductionOf } from './point-history.ts';
import type { ListedPoint } from './point-register.ts';
import { type PointRows, readPointRows } from './point-rows.ts';
import type { ScoreRules } from './round-score.ts';

export interface NamedPoint extends ListedPoint {
  kind: 'repeat' | 'carried';
  /** The round for which it is named, or was. */
  namedFor: string;
  /** Of the rounds that made it a repeat, oldest first. */
  deductions: PointDeduction[];
}

export interface RoundRepeats {
  figures: BulletinFigures;
  /** In the order of the register. */
  communities: ({ community: CommunityCode; zone: ZoneId } & BulletinFigures)[];
  /** By community in that order, then by code. */
  points: NamedPoint[];
}

export async function roundRepeats(parts: IndexParts, round: string, now: number): Promise<RoundRepeats> {
  const { db, register, rules } = parts;
  const points: NamedPoint[] = [];
  const order = new Map<string, number>();
  for (const { community } of register.all) if (!order.has(community)) order.set(community, order.size);
  const kinds = await kindsOf(db, round);
  for (const some of inParts([...kinds.keys()], 50))
    for (const rows of await readPointRows(db, some)) {
      const listed = register.get(rows.point);
      const { kind, namedFor } = kinds.get(rows.point)!;
      if (listed) points.push({ ...listed, kind, namedFor, deductions: deductionsBehind(rows, round, rules) });
    }
  points.sort((a, b) => order.get(a.community)! - order.get(b.community)! || (a.code < b.code ? -1 : 1));

  const before = parts.rounds.shifted(round, -1);
  const index = await countIndex(parts, { by: 'community', period: { from: round, to: round } }, now);
  const past = await countIndex(parts, { by: 'community', period: { from: before, to: before } }, now);
  const clearedOf = new Map(past.rows.map(({ key, cleared }) => [key, cleared]));
  const figuresOf = (row: (typeof index)['total'], cleared: BulletinFigures['clearedRate'] | undefined) => ({
    ...{ registered: row.total, assessed: row.assessed, deducted: row.deducted, repeat: row.repeat },
    ...{ deductions: row.deductions, lost: row.lost, repeatRate: row.repeatRate },
    carried: points.filter(({ kind, community }) => kind === 'carried' && (row.key ?? community) === community).length,
    clearedRate: cleared ?? { numerator: 0, denominator: 0 },
  });
  const zoneOf = new Map<string, ListedPoint>(register.all.map(point => [point.community, point]));
  return {
    figures: figuresOf(index.total, past.total.cleared),
    communities: index.rows.flatMap(row => {
      const listed = zoneOf.get(row.key ?? '');
      if (!listed) return [];
      const { community, zone } = listed;
      return [{ community, zone, ...figuresOf(row, clearedOf.get(row.key)) }];
    }),
    points,
  };
}

/** The clean round that ended a naming, by point and round (`XA-0001 2026-10`); what is missing has none. */
export async function clearedRounds(
  db: Kysely<Tables>,
  points: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const cleared = new Map<string, string>();
  for (const some of inParts(points)) {
    const rows = await db
      .selectFrom('point_bulletin')
      .select(['point', 'round', 'cleared'])
      .where('point', 'in', some)
      .where('cleared', 'is not', null)
      .execute();
    for (const { point, round, cleared: by } of rows) if (by !== null) cleared.set(`${point} ${round}`, by);
  }
  return cleared;
}

/** Null = nothing was ever assessed. */
export async function oldestRound(db: Kysely<Tables>): Promise<string | null> {
  const row = await db
    .selectFrom('point_assessment')
    .select(e => e.fn.min('round').as('round'))
    .executeTakeFirst();
  return row?.round ?? null;
}

type Kind = Pick<NamedPoint, 'kind' | 'namedFor'>;

async function kindsOf(db: Kysely<Tables>, round: string): Promise<ReadonlyMap<string, Kind>> {
  const newest = await db
    .selectFrom('point_assessment')
    .innerJoin(
      db
        .selectFrom('point_assessment')
        .select(e => ['point', e.fn.max('round').as('newest')])
        .where('round', '<=', round)
        .groupBy('point')
        .as('last'),
      join =>
        join.onRef('last.point', '=', 'point_assessment.point').onRef('last.newest', '=', 'point_assessment.round'),
    )
    .select(['point_assessment.point', 'point_assessment.round', 'point_assessment.state'])
    .where('point_assessment.state', '=', 'repeat')
    .execute();
  const open = await db
    .selectFrom('point_bulletin')
    .select(['point', 'round'])
    .where('round', '<', round)
    .where('cleared', 'is', null)
    .orderBy('round')
    .execute();
  const named = new Map(open.map(row => [row.point, row.round]));
  const kinds = new Map<string, Kind>([...named].map(([point, namedFor]) => [point, { kind: 'carried', namedFor }]));
  for (const { point, round: since } of newest) {
    const last = named.get(point);
    if (since === round || last === undefined || last < since) kinds.set(point, { kind: 'repeat', namedFor: round });
  }
  return kinds;
}

/** As many assessed rounds as the rule looks at, the last one with a deduction and those before it. */
function deductionsBehind({ rounds }: PointRows, round: string, rules: ScoreRules): PointDeduction[] {
  const until = rounds.filter(({ assessment }) => assessment.round <= round);
  const last = until.findLastIndex(({ deductions }) => deductions.length > 0);
  return until
    .slice(Math.max(0, last - (rules.repeat?.windowRounds ?? 0)), last + 1)
    .flatMap(({ deductions }) => deductions.map(row => deductionOf(row, rules, { role: 'admin' })));
}
