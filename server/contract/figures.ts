/** Numbers that panels show, computed by the server from its records; days and months are cut in the profile's time zone. */
import { z } from 'zod';
import { shiftChange, zoneCover } from './duty-standing.ts';
import { organId, utcMs, zoneId } from './ids.ts';
import { roundName } from './scoring-point.ts';

export const figures = z.object({
  /** When these numbers were true. */
  asOf: utcMs,
  incidents: z.object({
    open: z.int(),
    /** Received since midnight. */
    today: z.int(),
    /** Received yesterday between midnight and this time of day: what `today` is compared with. */
    yesterdayByNow: z.int(),
    /** Open and over at least one limit. */
    overdue: z.int(),
    /** Closed since midnight, and how many of them kept every limit. */
    closedToday: z.int(),
    closedTodayOnTime: z.int(),
  }),
  /** Whoever holds open incidents now, busiest first. */
  organs: z.array(z.object({ organ: organId, open: z.int(), unacknowledged: z.int(), overdue: z.int() })),
  alarms: z.object({
    unacknowledged: z.int(),
    /** Raised in the last ten minutes. */
    inTenMinutes: z.int(),
    /** More than 10 in ten minutes, until fewer than 5 (wall-ux §8). */
    flood: z.boolean(),
  }),
  points: z.object({
    total: z.int(),
    /** By their state now; a point is in one of them, all others are clean. */
    deducted: z.int(),
    repeat: z.int(),
    bulletined: z.int(),
    /** Points with at least one deduction in the round that runs now, and in the last one up to the same time of it. */
    deductedThisRound: z.int(),
    deductedLastRoundByNow: z.int(),
    /** The round that runs now; null = the profile sets no length (未设定). */
    round: roundName.nullable(),
  }),
  zones: z.array(
    z.object({
      zone: zoneId,
      openIncidents: z.int(),
      unitsRegistered: z.int(),
      unitsOnDuty: z.int(),
      points: z.int(),
      ...zoneCover.pick({ patrolsSeen: true, mustCover: true, noCoverSince: true }).shape,
    }),
  ),
  /** Shifts that run now, by name, and the next change of shift; null = no plan (未设定). */
  shifts: z.object({ running: z.array(z.string()), next: shiftChange.nullable() }).nullable(),
});
export type Figures = z.infer<typeof figures>;
