/**
 * Who should be on now, who is, and what is missing (domain T29, T30, C6 to C8). Computed from plan, roster, sign-ons and the age of
 * fixes; true at `asOf`. What the jurisdiction has not set is null, never a zero: no plan, no roster of the day, no minimum.
 */
import { z } from 'zod';
import { communityCode, organId, unitId, utcMs, zoneId } from './ids.ts';
import { localDay } from './shift.ts';

/** `present`: signed on, and on patrol also not lost. */
const count = z.object({ rostered: z.int(), present: z.int() });

/** One ground that needs its minimum; exactly one of zone, community and organ, or none for the whole area. */
const groundStanding = z.object({
  zone: zoneId.nullable(),
  community: communityCode.nullable(),
  organ: organId.nullable(),
  persons: count,
  qualified: count,
  /** What is below the minimum now; empty = nothing, or 未设定. */
  shortfalls: z.array(z.enum(['persons', 'qualified'])),
});

export const shiftStanding = z.object({
  shift: z.string(),
  name: z.string(),
  kind: z.enum(['patrol', 'desk']),
  day: localDay,
  from: utcMs,
  to: utcMs,
  minPersons: z.int().nullable(),
  minQualified: z.int().nullable(),
  /** False = nobody wrote a roster for this shift of this day (未设定): nothing is judged, `grounds` is empty. */
  rosterKnown: z.boolean(),
  /** Units on the roster; of them signed on; of them with a believable position (a desk needs none). */
  units: z.object({ rostered: z.int(), signedOn: z.int(), seen: z.int() }),
  /** Who is on the roster; the numbers of people are in `grounds`. */
  rostered: z.array(unitId),
  /** 未上岗: of them not signed on. */
  absent: z.array(unitId),
  grounds: z.array(groundStanding),
});
export type ShiftStanding = z.infer<typeof shiftStanding>;

export const zoneCover = z.object({
  zone: zoneId,
  /** Signed on, of a class that patrols, at home in this zone, not at a desk. */
  patrolsOnDuty: z.int(),
  /** Of them not lost. */
  patrolsSeen: z.int(),
  /** Must somebody patrol here now? Null = neither the profile nor a plan says (未设定). */
  mustCover: z.boolean().nullable(),
  /** 无力量在岗: it must be covered and nobody is seen, since when; null = it is covered, need not be, or 未设定. */
  noCoverSince: utcMs.nullable(),
});
export type ZoneCover = z.infer<typeof zoneCover>;

/** Cover of a zone through a period (K16), in ms. */
export const coverRecord = z.object({
  zone: zoneId,
  coveredMs: z.int(),
  noCoverMs: z.int(),
  /** The server did not watch, or had not listened long enough: in neither of the two. */
  unknownMs: z.int(),
  /** covered / (covered + no cover); null = nothing to be covered. */
  share: z.number().nullable(),
});
export type CoverRecord = z.infer<typeof coverRecord>;

/** A change of shift (交接): what ends and what begins at the same moment, by name. */
export const shiftChange = z.object({ at: utcMs, ends: z.array(z.string()), begins: z.array(z.string()) });
export type ShiftChange = z.infer<typeof shiftChange>;

/** Answer of `GET /api/v1/duty-standing`. */
export const dutyStanding = z.object({
  asOf: utcMs,
  /** Null = 未设定. */
  plan: z.object({ version: z.int(), source: z.string() }).nullable(),
  /** Why a zone must be covered: the profile says always (`source`: its paper), or the patrol shifts of the plan do. */
  coverRule: z.object({ rule: z.enum(['always', 'by-plan']), source: z.string() }).nullable(),
  zones: z.array(zoneCover),
  /** That run now. */
  shifts: z.array(shiftStanding),
  /** 计划外上岗: signed on, and on the roster of no shift that runs. Null = no running shift has a roster. */
  unrostered: z.array(unitId).nullable(),
  /** Changes of shift within a day, soonest first. */
  changes: z.array(shiftChange),
});
export type DutyStanding = z.infer<typeof dutyStanding>;
