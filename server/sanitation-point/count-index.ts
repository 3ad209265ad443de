/**
 * Scores over rounds, by point, community, zone, venue type, grid or role [SP-16] to [SP-18]. In: a period of rounds.
 * Out: the contract's `SanitationIndex`. What came of each assessed round is stored (settle-points.ts), so this only adds up; it reads a
 * round a turn, and the event loop goes on in between.
 */
import type { Kysely } from 'kysely';
import type { IndexBy, IndexRow, SanitationIndex } from '../contract/sanitation-index.ts';
import type { Tables } from '../store/tables.ts';
import { IndexTally } from './index-tally.ts';
import type { ListedPoint, PointRegister } from './point-register.ts';
import type { RoundCalendar } from './round-calendar.ts';
import type { ScoreRules } from './round-score.ts';

export interface IndexParts {
  db: Kysely<Tables>;
  register: PointRegister;
  rounds: Pick<RoundCalendar, 'at' | 'shifted' | 'count'>;
  rules: ScoreRules;
  /** In which groups stand; others follow the register. */
  order: { zones: readonly string[]; venueTypes: readonly string[] };
}

export interface IndexQuestion {
  by: IndexBy;
  /** Both included; null = the newest assessed round. */
  period: { from: string; to: string } | null;
  /** Only this zone; undefined = everywhere. */
  zone?: string | undefined;
}

const KEY: Record<Exclude<IndexBy, 'all'>, (point: ListedPoint) => string> = {
  point: ({ code }) => code,
  community: ({ community }) => community,
  zone: ({ zone }) => zone,
  venueType: ({ venueType }) => venueType,
  grid: ({ grid }) => grid,
  role: ({ responsibleRole }) => responsibleRole,
};

export async function countIndex(parts: IndexParts, ask: IndexQuestion, now: number): Promise<SanitationIndex> {
  const { register, rules, rounds } = parts;
  const points = register.all.filter(({ zone }) => ask.zone === undefined || zone === ask.zone);
  const period = ask.period ?? (await newestRound(parts, now));
  const length = period && rounds.count(period.from, period.to);
  const before = period && { from: rounds.shifted(period.from, -length!), to: rounds.shifted(period.from, -1) };

  const [tally, tallyBefore] = [new IndexTally(), new IndexTally()];
  const assessed = period ? await tallyRounds(parts, period, tally) : [];
  if (before) await tallyRounds(parts, before, tallyBefore);
  if (period) await tallyBulletins(parts, namesOf(parts, period), tally);

  const rowOf = (key: string | null, group: readonly ListedPoint[]): IndexRow => {
    const past = tallyBefore.standing(group, rules);
    const { bulletined, cleared, ...counted } = tally.row(group, rules);
    const change = counted.score === null || past.score === null ? null : hundredths(counted.score - past.score);
    return {
      ...{ key, total: group.length, ...counted, bulletined, before: past.assessed > 0 ? past : null, change },
      repeatRate: { numerator: counted.repeat, denominator: counted.deducted },
      cleared,
    };
  };
  return {
    by: ask.by,
    ...{ from: period?.from ?? null, to: period?.to ?? null, rounds: assessed },
    ...{ beforeFrom: before?.from ?? null, beforeTo: before?.to ?? null, asOf: now },
    total: rowOf(null, points),
    rows: groupsOf(parts, points, ask.by).map(([key, group]) => rowOf(key, group)),
  };
}

/** Out: the rounds in which anything was assessed. */
async function tallyRounds(parts: IndexParts, period: { from: string; to: string }, tally: IndexTally) {
  const assessed: string[] = [];
  for (const round of namesOf(parts, period)) {
    const rows = await parts.db
      .selectFrom('point_assessment')
      .select(['point', 'score', 'deductions', 'lost', 'again'])
      .where('round', '=', round)
      .execute();
    if (rows.length > 0) assessed.push(round);
    for (const row of rows) tally.add(row);
    await new Promise(resolve => setImmediate(resolve));
  }
  return assessed;
}

/** Of several bulletins about a point the newest counts. */
async function tallyBulletins({ db }: IndexParts, names: readonly string[], tally: IndexTally): Promise<void> {
  const named = await db
    .selectFrom('point_bulletin')
    .select(['point', 'cleared'])
    .where('round', 'in', names)
    .orderBy('round')
    .orderBy('at')
    .execute();
  for (const { point, cleared } of named) tally.named(point, cleared !== null);
  const open = await db.selectFrom('point_standing').select('point').where('bulletin', 'is not', null).execute();
  for (const { point } of open) tally.open(point);
}

function namesOf({ rounds }: IndexParts, { from, to }: { from: string; to: string }): string[] {
  return Array.from({ length: rounds.count(from, to) }, (_, i) => rounds.shifted(from, i));
}

/** By names alone months and quarters would mix, so only those of the profile's length count. */
async function newestRound({ db, rounds }: IndexParts, now: number): Promise<{ from: string; to: string } | null> {
  const current = rounds.at(now);
  if (current === null) return null;
  const row = await db
    .selectFrom('point_assessment')
    .select(e => e.fn.max('round').as('round'))
    .where('round', 'like', current.includes('Q') ? '____-Q_' : '____-__')
    .where('round', '<=', current)
    .executeTakeFirst();
  return row?.round ? { from: row.round, to: row.round } : null;
}

function groupsOf({ order }: IndexParts, points: readonly ListedPoint[], by: IndexBy): [string, ListedPoint[]][] {
  if (by === 'all') return [];
  const first = by === 'zone' ? order.zones : by === 'venueType' ? order.venueTypes : [];
  const groups = new Map<string, ListedPoint[]>(first.map(key => [key, []]));
  for (const point of points) {
    const key = KEY[by](point);
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  }
  return [...groups].filter(([, group]) => group.length > 0);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
