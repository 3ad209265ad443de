/**
 * Scores of the sanitation index (环卫指数). Null is not zero: what was not assessed has no score, and every average says over how many
 * points it was taken. Grades and the full score are those of the profile's `sanitationIndex`; what it does not say is null (未设定).
 */
import { z } from 'zod';
import { utcMs } from './ids.ts';
import { roundName } from './scoring-point.ts';

const ratio = z.object({ numerator: z.int(), denominator: z.int() });

export const indexBy = z.enum(['all', 'point', 'community', 'zone', 'venueType', 'grid', 'role']);
export type IndexBy = z.infer<typeof indexBy>;

const standing = {
  /** Points that were assessed in the period. */
  assessed: z.int(),
  /** Mean of all their assessed rounds, two decimals. */
  score: z.number().nullable(),
  grade: z.string().nullable(),
  /** Points with a deduction. */
  deducted: z.int(),
  /** Points deducted again, by the profile's rule. */
  repeat: z.int(),
};

export const indexRow = z.object({
  /** Point, community, zone, venue type, grid or role; null = all together. */
  key: z.string().nullable(),
  /** Registered points. */
  total: z.int(),
  ...standing,
  /** Points times rounds in which they were assessed. */
  assessments: z.int(),
  deductions: z.int(),
  /** Points taken off, as they count. */
  lost: z.number(),
  /** Named by a bulletin and not clean since. */
  bulletined: z.int(),
  /** The same for the period before, as long as this one; null = nothing was assessed then. */
  before: z.object(standing).nullable(),
  /** Score less score before; null where one of them is. */
  change: z.number().nullable(),
  /** 重复扣分率 (K11): points deducted again / points deducted. Denominator 0 = "—". */
  repeatRate: ratio,
  /** 销号率 (K11): of the points named by bulletins about rounds of the period, those that are clean by now. */
  cleared: ratio,
});
export type IndexRow = z.infer<typeof indexRow>;

/** Answer of `GET /api/v1/sanitation-index?round=` or `?from=&to=` (rounds, both included) `&by=`; without a round the newest assessed. */
export const sanitationIndex = z.object({
  by: indexBy,
  /** Null = nothing was ever assessed. */
  from: roundName.nullable(),
  to: roundName.nullable(),
  /** Of them, those in which anything was assessed, oldest first. */
  rounds: z.array(roundName),
  /** What `before` is about. */
  beforeFrom: roundName.nullable(),
  beforeTo: roundName.nullable(),
  asOf: utcMs,
  total: indexRow,
  /** In the order of the profile. Groups without a registered point are left out, those that were not assessed are not. */
  rows: z.array(indexRow),
});
export type SanitationIndex = z.infer<typeof sanitationIndex>;

/** Item of `GET /api/v1/sanitation-rounds`, newest first: rounds in which anything was assessed. */
export const sanitationRound = z.object({
  round: roundName,
  /** `endsAt` not included. */
  startsAt: utcMs,
  endsAt: utcMs,
  /** Registered points. */
  total: z.int(),
  ...standing,
  deductions: z.int(),
  /** Newest first. */
  imports: z.array(
    z.object({
      id: z.string(),
      file: z.string().nullable(),
      by: z.string(),
      at: utcMs,
      rows: z.int(),
      deductions: z.int(),
    }),
  ),
});
export type SanitationRound = z.infer<typeof sanitationRound>;
