/** Numbers that panels show, computed by the server from its records; days and months are cut in the profile's time zone. */
import { z } from 'zod';
import { shiftChange, zoneCover } from './duty-standing.ts';
import { organId, utcMs, zoneId } from './ids.ts';

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
    /** Points with at least one deduction this month. */
    deductedThisMonth: z.int(),
    /** Points with at least one deduction in the last month up to the same day and time. */
    deductedLastMonthByNow: z.int(),
    /** Points deducted in this round and in the one before (重复扣分). */
    repeat: z.int(),
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
