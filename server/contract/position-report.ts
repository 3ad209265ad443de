/** A position as devices send it: `POST /api/v1/positions`, one object or an array of at most 1,000. */
import { z } from 'zod';
import { crs, instant } from './coordinates.ts';
import { refusalCode } from './refusal.ts';

export const MAX_POSITIONS_A_REQUEST = 1000;

export const positionReport = z.strictObject({
  unit: z.string().min(1).max(40),
  lon: z.number(),
  lat: z.number(),
  time: instant,
  crs: crs.optional(),
  accuracyM: z.number().min(0).max(100_000).optional(),
  speedMps: z.number().min(0).max(150).optional(),
  headingDeg: z.number().min(0).max(360).optional(),
});
export type PositionReport = z.infer<typeof positionReport>;

/** One bad item refuses that item only. */
export const positionsAnswer = z.object({
  accepted: z.int().min(0),
  refused: z.array(z.object({ index: z.int(), reason: refusalCode, message: z.string() })),
});
export type PositionsAnswer = z.infer<typeof positionsAnswer>;
