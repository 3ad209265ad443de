/**
 * The numbers on the panels, counted from records. In: the time, the profile. Out: the contract's `Figures`, true at that time.
 * Comparisons end at the same point of the day or month, so that a morning is not compared with a whole day.
 */
import { type Kysely, sql } from 'kysely';
import { alarmFigures } from '../alarm/flood.ts';
import type { ZoneCover } from '../contract/duty-standing.ts';
import type { Figures } from '../contract/figures.ts';
import type { OrganId, ZoneId } from '../contract/ids.ts';
import type { PointState } from '../contract/scoring-point.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { RoundCalendar } from '../sanitation-point/round-calendar.ts';
import { incidentIsOpen } from '../store/incident-is-open.ts';
import type { Tables } from '../store/tables.ts';

/** More do not fit on a board, and a snapshot carries them to every screen. */
const MOST_ORGANS = 40;

export interface FiguresParts {
  db: Kysely<Tables>;
  days: LocalDays;
  zones: readonly ZoneId[];
  pointsInZone: ReadonlyMap<ZoneId, number>;
  rounds: Pick<RoundCalendar, 'at' | 'roundBefore'>;
  /** Every zone once. */
  cover(now: number): readonly ZoneCover[];
  shifts(now: number): Figures['shifts'];
}

export async function computeFigures(parts: FiguresParts, now: number): Promise<Figures> {
  const { db, days, zones, pointsInZone } = parts;
  const yesterdayNow = days.dayBefore(now);

  const [open, closedToday, units, today, yesterdayByNow, states, deducted] = await Promise.all([
    openGroups(db, now),
    db
      .selectFrom('incident')
      .select(e => [
        e.fn.countAll<number>().as('count'),
        e.fn.sum<number | string | null>(sql`case when late = 0 then 1 else 0 end`).as('on_time'),
      ])
      .where('closed_at', '>=', days.startOfDay(now))
      .where('closed_at', '<=', now)
      // Text as it is, not a bound value: `closed_at` is the index to use, everything ever closed is not.
      .where(sql<boolean>`coalesce(state, '') = 'closed'`)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('unit')
      .select('home_zone')
      .select(e => [e.fn.countAll<number>().as('count'), e.fn.sum<number | string>('on_duty').as('on_duty')])
      .groupBy('home_zone')
      .execute(),
    countReceived(db, days.startOfDay(now), now),
    countReceived(db, days.startOfDay(yesterdayNow), yesterdayNow),
    pointStates(db),
    deductedByNow(parts, now),
  ]);

  const sumOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const unitsIn = new Map(units.map(row => [row.home_zone, row]));
  const coverOf = new Map(parts.cover(now).map(line => [line.zone, line]));
  return {
    asOf: now,
    incidents: {
      open: sumOf(open.map(group => group.count)),
      today,
      yesterdayByNow,
      overdue: sumOf(open.map(group => group.overdue)),
      closedToday: closedToday.count,
      closedTodayOnTime: Number(closedToday.on_time ?? 0),
    },
    organs: busiest(open),
    alarms: await alarmFigures(db, now),
    points: {
      total: [...pointsInZone.values()].reduce((sum, count) => sum + count, 0),
      ...{ deducted: states('deducted'), repeat: states('repeat'), bulletined: states('bulletined') },
      ...deducted,
    },
    zones: zones.map(zone => ({
      zone,
      openIncidents: sumOf(open.filter(group => group.zone === zone).map(group => group.count)),
      unitsRegistered: unitsIn.get(zone)?.count ?? 0,
      unitsOnDuty: Number(unitsIn.get(zone)?.on_duty ?? 0),
      points: pointsInZone.get(zone) ?? 0,
      patrolsSeen: coverOf.get(zone)?.patrolsSeen ?? 0,
      mustCover: coverOf.get(zone)?.mustCover ?? null,
      noCoverSince: coverOf.get(zone)?.noCoverSince ?? null,
    })),
    shifts: parts.shifts(now),
  };
}

interface OpenGroup {
  zone: string | null;
  /** Who answers for it: the leading organ, else the one that accepted; null = nobody yet. */
  organ: string | null;
  /** Sent, and have not said that they know; with commas between. */
  waiting: string | null;
  count: number;
  overdue: number;
}

/** Everything open, counted once for all panels: read from the index `incident_open` alone, so it costs what is open, not what ever was. */
async function openGroups(db: Kysely<Tables>, now: number): Promise<OpenGroup[]> {
  const { rows } = await sql<OpenGroup>`
    select zone, coalesce(lead_organ, accepted_by) as organ, waiting_organs as waiting, count(*) as count,
      cast(sum(case when due_at <= ${now} then 1 else 0 end) as bigint) as overdue
    from incident where ${incidentIsOpen} group by 1, 2, 3
  `.execute(db);
  return rows;
}

/** An organ that only helps stands here for what it has not acknowledged. */
function busiest(open: readonly OpenGroup[]): Figures['organs'] {
  const organs = new Map<string, Figures['organs'][number]>();
  const of = (id: string) => {
    const organ = organs.get(id) ?? { organ: id as OrganId, open: 0, unacknowledged: 0, overdue: 0 };
    organs.set(id, organ);
    return organ;
  };
  for (const { organ, waiting, count, overdue } of open) {
    if (organ !== null) {
      of(organ).open += count;
      of(organ).overdue += overdue;
    }
    for (const id of waiting?.split(',') ?? []) of(id).unacknowledged += count;
  }
  return [...organs.values()]
    .sort((a, b) => b.open - a.open || b.overdue - a.overdue || (a.organ < b.organ ? -1 : 1))
    .slice(0, MOST_ORGANS);
}

/** Both ends included. */
async function countReceived(db: Kysely<Tables>, fromMs: number, toMs: number): Promise<number> {
  const { count } = await db
    .selectFrom('incident')
    .select(e => e.fn.countAll<number>().as('count'))
    .where('received_at', '>=', fromMs)
    .where('received_at', '<=', toMs)
    .executeTakeFirstOrThrow();
  return count;
}

async function pointStates(db: Kysely<Tables>): Promise<(state: PointState) => number> {
  const rows = await db
    .selectFrom('point_standing')
    .select('state')
    .select(e => e.fn.countAll<number>().as('count'))
    .groupBy('state')
    .execute();
  const counts = new Map(rows.map(({ state, count }) => [state, count]));
  return state => counts.get(state) ?? 0;
}

type DeductedByNow = Pick<Figures['points'], 'deductedThisRound' | 'deductedLastRoundByNow' | 'round'>;

/** The running round, and the last one up to the same day and time of it. */
async function deductedByNow({ db, rounds }: FiguresParts, now: number): Promise<DeductedByNow> {
  const aRoundAgo = rounds.roundBefore(now);
  const [round, last] = [rounds.at(now), rounds.at(aRoundAgo)];
  if (round === null || last === null) return { round: null, deductedThisRound: 0, deductedLastRoundByNow: 0 };
  const deducted = db.selectFrom('deduction').select(e => e.fn.count<number>('point').distinct().as('count'));
  const [thisRound, byNow] = await Promise.all([
    deducted.where('round', '=', round).executeTakeFirstOrThrow(),
    deducted.where('round', '=', last).where('at', '<=', aRoundAgo).executeTakeFirstOrThrow(),
  ]);
  return { round, deductedThisRound: thisRound.count, deductedLastRoundByNow: byNow.count };
}
