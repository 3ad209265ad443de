/** Numbers that panels show, computed by the server from its records; days and months are cut in the profile's time zone. */
import { z } from 'zod';
import { utcMs, zoneId } from './ids.ts';

export const figures = z.object({
  /** When these numbers were true. */
  asOf: utcMs,
  incidents: z.object({
    open: z.int(),
    /** Received since midnight. */
    today: z.int(),
    /** Received yesterday between midnight and this time of day: what `today` is compared with. */
    yesterdayByNow: z.int(),
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
    z.object({ zone: zoneId, openIncidents: z.int(), unitsRegistered: z.int(), unitsOnDuty: z.int(), points: z.int() }),
  ),
});
export type Figures = z.infer<typeof figures>;
