/**
 * A major action (重大行动: 迎检, 暗访 and the like, S4-38..41): deployed when its document arrives, ahead or at once; who leads follows from
 * the level of the action, plan 3, 2 or 1 from its urgency. `POST /api/v1/major-actions`, then `…/:id/events`.
 */
import { z } from 'zod';
import { commandFor as event } from './command.ts';
import { instant } from './coordinates.ts';
import { commandId, majorActionId, organId, utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';

const words = plainText.trim().min(1).max(500);
const plan = z.union([z.literal(3), z.literal(2), z.literal(1)]);

export const majorActionDeployment = z.strictObject({
  commandId,
  issuedAt: instant,
  /** Ids of the profile. */
  kind: z.string().min(1).max(40),
  level: z.string().min(1).max(40),
  plan,
  title: plainText.trim().min(1).max(60),
  /** 提前部署 or 立即部署. */
  timing: z.enum(['ahead', 'at-once']),
  /** The paper, by its number or name, and when it arrived. */
  document: plainText.trim().min(1).max(120),
  arrivedAt: instant,
  startsAt: instant,
  endsAt: instant.nullable().default(null),
  organs: z.array(organId).max(30).default([]),
  words,
});
export type MajorActionDeployment = z.infer<typeof majorActionDeployment>;

export const majorActionCommand = z.discriminatedUnion('event', [
  /** It has become more, or less, urgent. */
  event('change-plan', { plan, words }),
  event('end', { words }),
]);
export type MajorActionCommand = z.infer<typeof majorActionCommand>;

export const majorActionRecord = z.object({
  id: majorActionId,
  version: z.int().min(1),
  /** 已部署 已结束. */
  state: z.enum(['deployed', 'ended']),
  stateSince: utcMs,
  kind: z.string(),
  level: z.string(),
  /** Post of who leads by the level (S4-38). */
  leaderPost: z.string(),
  plan,
  title: z.string(),
  timing: z.enum(['ahead', 'at-once']),
  document: z.string(),
  arrivedAt: utcMs,
  startsAt: utcMs,
  endsAt: utcMs.nullable(),
  organs: z.array(organId),
  /** Of the newest change; empty for walls. */
  words: z.string(),
  deployedAt: utcMs,
  deployedBy: z.string(),
  endedAt: utcMs.nullable(),
  allowed: z.array(z.string()),
});
export type MajorActionRecord = z.infer<typeof majorActionRecord>;
