/**
 * The numbers on the panels, counted from records. In: the time, the profile. Out: the contract's `Figures`, true at that time.
 * Comparisons end at the same point of the day or month, so that a morning is not compared with a whole day.
 */
import type { Kysely } from 'kysely';
import { alarmFigures } from '../alarm/flood.ts';
import type { Figures } from '../contract/figures.ts';
import type { ZoneId } from '../contract/ids.ts';
import { ENDED_STATES } from '../contract/incident.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { Tables } from '../store/tables.ts';

export interface FiguresParts {
  db: Kysely<Tables>;
  days: LocalDays;
  zones: readonly ZoneId[];
  pointsInZone: ReadonlyMap<ZoneId, number>;
}

export async function computeFigures({ db, days, zones, pointsInZone }: FiguresParts, now: number): Promise<Figures> {
  const yesterdayNow = days.dayBefore(now);
  const month = days.monthName(now);
  const aMonthAgo = days.monthBefore(now);
  const monthBefore = days.monthName(aMonthAgo);

  const [open, units, today, yesterdayByNow, thisMonth, lastMonthByNow] = await Promise.all([
    db
      .selectFrom('incident')
      .select('zone')
      .select(e => e.fn.countAll<number>().as('count'))
      .where('state', 'not in', ENDED_STATES)
      .groupBy('zone')
      .execute(),
    db
      .selectFrom('unit')
      .select('home_zone')
      .select(e => [e.fn.countAll<number>().as('count'), e.fn.sum<number | string>('on_duty').as('on_duty')])
      .groupBy('home_zone')
      .execute(),
    countReceived(db, days.startOfDay(now), now),
    countReceived(db, days.startOfDay(yesterdayNow), yesterdayNow),
    deductedPoints(db, month),
    deductedPoints(db, monthBefore, aMonthAgo),
  ]);
  const deductedBefore = new Set(await deductedPoints(db, monthBefore));

  const openIn = new Map(open.map(row => [row.zone, row.count]));
  const unitsIn = new Map(units.map(row => [row.home_zone, row]));
  return {
    asOf: now,
    incidents: {
      open: open.reduce((sum, { count }) => sum + count, 0),
      today,
      yesterdayByNow,
      overdue: 0,
      closedToday: 0,
      closedTodayOnTime: 0,
    },
    organs: [],
    alarms: await alarmFigures(db, now),
    points: {
      total: [...pointsInZone.values()].reduce((sum, count) => sum + count, 0),
      deductedThisMonth: thisMonth.length,
      deductedLastMonthByNow: lastMonthByNow.length,
      repeat: thisMonth.filter(point => deductedBefore.has(point)).length,
    },
    zones: zones.map(zone => ({
      zone,
      openIncidents: openIn.get(zone) ?? 0,
      unitsRegistered: unitsIn.get(zone)?.count ?? 0,
      unitsOnDuty: Number(unitsIn.get(zone)?.on_duty ?? 0),
      points: pointsInZone.get(zone) ?? 0,
    })),
  };
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

/** Points with a deduction of that round, up to `untilMs` if given. */
async function deductedPoints(db: Kysely<Tables>, round: string, untilMs?: number): Promise<string[]> {
  let query = db.selectFrom('deduction').select('point').distinct().where('round', '=', round);
  if (untilMs !== undefined) query = query.where('at', '<=', untilMs);
  return (await query.execute()).map(({ point }) => point);
}
