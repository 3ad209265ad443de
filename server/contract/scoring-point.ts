/**
 * Sanitation scoring points (环卫指数测评点): where they are is geodata, how they scored is a record.
 * `clean` points are not sent; a viewer takes every point it was not told about as clean (S0-33, S0-34, domain §2.2 rows 43-45).
 */
import { z } from 'zod';
import { instant } from './coordinates.ts';
import { communityCode, evidenceId, gridCode, pointCode, utcMs, zoneId } from './ids.ts';
import { targetEvidence } from './operation.ts';
import { plainText } from './plain-text.ts';

/** A round of the index (测评轮次): a month `2026-11` or a quarter `2026-Q4`, as the profile says. */
export const roundName = z
  .string()
  .regex(/^\d{4}-(\d{2}|Q\d)$/)
  .refine(round => /-(0[1-9]|1[0-2]|Q[1-4])$/.test(round), { params: { zh: '没有这个轮次', en: 'no such round' } });

/** Only an assessed round without deductions makes a point clean again; `bulletined` (已通报) is a repeat that its community was told. */
export const pointState = z.enum(['clean', 'deducted', 'repeat', 'bulletined']);
export type PointState = z.infer<typeof pointState>;

export const pointRecord = z.object({
  code: pointCode,
  state: pointState,
  /** Newest round in which it was assessed; null = never. */
  round: roundName.nullable(),
  /** Deductions of that round. */
  deductions: z.int().min(0),
  lastDeductionAt: utcMs.nullable(),
  /** Bulletin (通报) that named it last, until a clean round; null = none. */
  bulletin: z.string().nullable(),
});
export type PointRecord = z.infer<typeof pointRecord>;

const item = plainText.trim().min(1).max(60);
const note = plainText.trim().max(500);

/** Body item of `POST /api/v1/sanitation-points/deductions`: one deduction of one round. It says that the point was assessed. */
export const deductionReport = z.strictObject({
  /** The sender's own number of this deduction: sending it again changes nothing. */
  number: plainText.trim().min(1).max(60),
  point: z.string().min(1).max(24),
  round: roundName,
  at: instant,
  /** 扣分项, by the profile's list when it has one, else free. */
  item,
  /** Points taken off. */
  score: z.number().min(0).max(100),
  note: note.optional(),
  /** From `POST /api/v1/sanitation-points/:code/photos`. */
  photo: evidenceId.optional(),
});
export type DeductionReport = z.infer<typeof deductionReport>;

/** Body of `POST /api/v1/sanitation-points/assessments`: points that were looked at in a round; without a deduction they were clean. */
export const assessmentReport = z.strictObject({
  round: roundName,
  points: z.array(z.string().min(1).max(24)).min(1).max(2000),
});

export type AssessmentReport = z.infer<typeof assessmentReport>;

/** What one deduction looks like afterwards. */
export const pointDeduction = z.object({
  number: z.string(),
  point: pointCode,
  round: roundName,
  /** Null = the sheet did not say when. */
  at: utcMs.nullable(),
  item: z.string(),
  /** As the sheet has it, and as it counts: times the factor where it is a repeat. */
  score: z.number(),
  counted: z.number(),
  repeat: z.boolean(),
  note: z.string().nullable(),
  /** Read by `GET /api/v1/sanitation-photos/:id`; null for walls. */
  photo: evidenceId.nullable(),
  /** Import and row of its sheet; null = reported by itself. */
  source: z.object({ import: z.string(), row: z.int() }).nullable(),
});
export type PointDeduction = z.infer<typeof pointDeduction>;

/** Item of `GET /api/v1/sanitation-points/register`. */
export const registeredPoint = z.object({
  code: pointCode,
  name: z.string(),
  /** One of the 12 of the profile's `sanitationIndex.venueTypes`. */
  venueType: z.string(),
  /** By the list, which wins (S0-33). */
  community: communityCode,
  zone: zoneId,
  grid: gridCode,
  responsibleRole: z.string(),
  /** Null = 未设定; always null for walls. */
  responsiblePerson: z.string().nullable(),
  lon: z.number(),
  lat: z.number(),
  /** The community its place lies in when that is not the listed one (`null` inside = in none); absent conflict = null. */
  conflict: z.object({ locatedIn: communityCode.nullable() }).nullable(),
  state: pointState,
  bulletin: z.string().nullable(),
  /** Newest round in which it was assessed, and what came of it; nulls = never assessed, which is not zero. */
  round: roundName.nullable(),
  score: z.number().nullable(),
  grade: z.string().nullable(),
});
export type RegisteredPoint = z.infer<typeof registeredPoint>;

/** Answer of `GET /api/v1/sanitation-points/targets?points=`: what is picked into a plan, in the order asked for. */
export const pointTargets = z.array(z.object({ point: registeredPoint, evidence: targetEvidence }));
export type PointTargets = z.infer<typeof pointTargets>;

/** Answer of `GET /api/v1/sanitation-points/:code`: everything that was ever said about one point. */
export const pointHistory = z.object({
  point: registeredPoint,
  /** Assessed rounds, newest first. */
  rounds: z.array(
    z.object({
      round: roundName,
      score: z.number().nullable(),
      grade: z.string().nullable(),
      /** State after this round. */
      state: pointState,
      /** Deducted again by the profile's rule. */
      repeat: z.boolean(),
      deductions: z.array(pointDeduction),
    }),
  ),
  /** Bulletins that named it, newest first. `cleared`: the clean round that ended it; null = not yet. */
  bulletins: z.array(z.object({ bulletin: z.string(), round: roundName, at: utcMs, cleared: roundName.nullable() })),
});
export type PointHistory = z.infer<typeof pointHistory>;
