/**
 * Sanitation scoring points (环卫指数测评点): where they are is geodata, how they scored is a record.
 * `clean` points are not sent; a viewer takes every point it was not told about as clean (S0-33, S0-34).
 */
import { z } from 'zod';
import { instant } from './coordinates.ts';
import { pointCode, utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';

export const pointState = z.enum(['clean', 'deducted', 'repeat']);
export type PointState = z.infer<typeof pointState>;

export const pointRecord = z.object({
  code: pointCode,
  state: pointState,
  /** Deductions in the current month. */
  deductionsThisMonth: z.int().min(0),
  lastDeductionAt: utcMs.nullable(),
});
export type PointRecord = z.infer<typeof pointRecord>;

/** Body item of `POST /api/v1/sanitation-points/deductions`: one deduction of one round (测评轮次). */
export const deductionReport = z.strictObject({
  /** The sender's own number of this deduction: sending it again changes nothing. */
  number: plainText.trim().min(1).max(60),
  point: z.string().min(1).max(24),
  /** Round of the index, for example `2026-11`. */
  round: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .refine(round => /-(0[1-9]|1[0-2])$/.test(round), { params: { zh: '没有这个月份', en: 'no such month' } }),
  at: instant,
  item: plainText.trim().min(1).max(60),
  score: z.number().min(0).max(100),
});
export type DeductionReport = z.infer<typeof deductionReport>;
