/**
 * Shifts (班次) and rosters (排班). A plan says which shifts a day has; a roster says which unit is on which shift of which day, as
 * numbers of people. No names: who the people are is the personnel office's business, the wall needs how many and how many may enforce.
 * Days are local days (`2026-11-28`) of the profile's time zone. A shift belongs to the day on which it begins, also after midnight.
 */
import { z } from 'zod';
import { unitId, utcMs, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';

export const localDay = z.iso.date();

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const atLeast = z.int().min(1).max(999).nullable();

export const shift = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  name: plainText.trim().min(1).max(20),
  /** `from` <= t < `to`; `to` not after `from` = the next day, so 08:00 to 08:00 is a whole day. */
  from: timeOfDay,
  to: timeOfDay,
  /** By the working calendar of the profile, make-up days (调休) included. */
  days: z.enum(['every-day', 'working-days', 'days-off']),
  /** `patrol` 巡查: out on the ground, must be seen. `desk` 派驻值守: in the command room, sends no positions. */
  kind: z.enum(['patrol', 'desk']),
  /** Persons, and of them persons with the right to enforce, that each ground of `covers` needs; null = 未设定. */
  minPersons: atLeast,
  minQualified: atLeast,
  /** What one minimum is for: every zone, every community, every organ on the roster, or once for the whole area. */
  covers: z.enum(['zone', 'community', 'organ', 'area']),
  /** Where the shift is a duty; null = everywhere. */
  zones: z.array(zoneId).min(1).max(40).nullable(),
});
export type Shift = z.infer<typeof shift>;

const plan = {
  /** Paper or decision it comes from. */
  source: plainText.trim().min(1).max(120),
  /** Holds for shifts that begin on this day or later. An empty list of shifts = 未设定 from that day on. */
  validFrom: localDay,
  shifts: z.array(shift).max(24),
};

/** Body of `PUT /api/v1/shift-plan`. The past is not changed: `validFrom` is today or later. */
export const shiftPlanFiling = z.strictObject(plan);
export type ShiftPlanFiling = z.infer<typeof shiftPlanFiling>;

export const shiftPlan = z.object({
  ...plan,
  /** 1, 2, 3 …; 0 = of the profile. */
  version: z.int().min(0),
  filed: z.object({ by: z.string(), at: utcMs }).nullable(),
});
export type ShiftPlan = z.infer<typeof shiftPlan>;

/** Answer of `GET /api/v1/shift-plan`. */
export const shiftPlans = z.object({
  /** Of today; null = 未设定. */
  inForce: shiftPlan.nullable(),
  /** Newest first. */
  versions: z.array(shiftPlan),
});

/** Answer of `PUT /api/v1/shift-plan`. */
export const shiftPlanFiled = shiftPlan.extend({
  /** Roster rows from `validFrom` on whose shift this plan does not have: kept, and not counted until somebody rosters them anew. */
  rowsWithoutShift: z.int(),
});

/** A unit on a shift of a day. */
export const rosterRow = z.strictObject({
  day: localDay,
  shift: z.string().min(1).max(40),
  unit: unitId,
  /** How many people. In a change 0 takes the unit off this shift. */
  persons: z.int().min(0).max(999),
  /** How many of them may enforce. */
  qualified: z.int().min(0).max(999),
});
export type RosterRow = z.infer<typeof rosterRow>;

/** Body of `PUT /api/v1/roster`: one row or an array (<= 5,000), all or none. Rows that are not named stay. */
export const rosterChange = z.union([rosterRow, z.array(rosterRow).min(1).max(5000)]);

/** Answer of `PUT /api/v1/roster` and of the import. On a dry run: what would happen. */
export const rosterChanged = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  days: z.array(localDay),
});
export type RosterChanged = z.infer<typeof rosterChanged>;

/** Answer of `POST /api/v1/units/import`. On a dry run: what would happen. */
export const unitImport = z.object({
  rows: z.int(),
  added: z.array(unitId),
  changed: z.array(unitId),
  unchanged: z.int(),
});
