/**
 * A public warning (预警): issued, adjusted and ended by hazard and colour (S4-26). Hazards and their colours are data of the profile, the
 * weakest first: rainstorm has three, typhoon five. `POST /api/v1/warnings`, then `…/:id/events`. The product publishes nothing itself.
 */
import { z } from 'zod';
import { commandFor as event } from './command.ts';
import { instant } from './coordinates.ts';
import { commandId, utcMs, warningId, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';

/** 已发布 已调整 已解除. */
export const warningState = z.enum(['issued', 'adjusted', 'ended']);

export const warningColour = z.enum(['white', 'blue', 'yellow', 'orange', 'red']);

const words = plainText.trim().min(1).max(500);
/** Null = the whole subdistrict. */
const zones = z.array(zoneId).min(1).max(40).nullable();

export const warningIssue = z.strictObject({
  commandId,
  issuedAt: instant,
  hazard: z.string().min(1).max(40),
  colour: warningColour,
  zones: zones.default(null),
  words,
});
export type WarningIssue = z.infer<typeof warningIssue>;

export const warningCommand = z.discriminatedUnion('event', [
  event('adjust', { colour: warningColour.optional(), zones: zones.optional(), words }),
  event('end', { words }),
]);
export type WarningCommand = z.infer<typeof warningCommand>;

export const warningRecord = z.object({
  id: warningId,
  version: z.int().min(1),
  state: warningState,
  stateSince: utcMs,
  hazard: z.string(),
  colour: warningColour,
  zones,
  /** Of the newest change; empty for walls. */
  words: z.string(),
  issuedAt: utcMs,
  issuedBy: z.string(),
  endedAt: utcMs.nullable(),
  /** Events that this viewer may send now. */
  allowed: z.array(z.string()),
});
export type WarningRecord = z.infer<typeof warningRecord>;
