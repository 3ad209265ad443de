/** A clock on an incident (时限): one row of the profile's or the filed table, counted for this incident. */
import { z } from 'zod';
import { instant } from './coordinates.ts';
import { utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';

/** What must be done in time. The last four belong to sudden events and start when it happened (domain §3 T6-T10). */
export const limitStep = z.enum([
  'accept',
  'dispatch',
  'handle',
  'rectify',
  'revisit',
  'evaluate',
  'transfer',
  'feed-back',
  'escalate',
  'intervene',
  'promise',
  'supervise',
  'first-report',
  'phone-report',
  'written-report',
]);
export type LimitStep = z.infer<typeof limitStep>;

/** `same-day`: until midnight of the anchor's day. `date`: a date somebody named, no amount. */
export const limitUnit = z.enum(['minutes', 'working-hours', 'working-days', 'same-day', 'date']);
export const limitAnchor = z.enum(['happened', 'reported', 'accepted', 'ordered']);

export const incidentLimit = z.object({
  /** `<step>-<n>`, n-th time of this step on this incident. */
  id: z.string(),
  step: limitStep,
  /** Row of the limit table; null = a date that somebody set. */
  rule: z.string().nullable(),
  unit: limitUnit,
  amount: z.number().nullable(),
  anchor: limitAnchor,
  /** 备案号 (S0-58); null = 未备案. */
  filingNumber: z.string().nullable(),
  /** Rule id or paper the figure comes from. */
  source: z.string(),
  startedAt: utcMs,
  /** 20 % left: amber from here on. */
  amberAt: utcMs,
  /** The softer figure, where the rule has two (S3-14, S3-15). */
  targetAt: utcMs.nullable(),
  dueAt: utcMs,
  state: z.enum(['running', 'paused', 'ended']),
  /** When the step was done, or no longer owed. */
  endedAt: utcMs.nullable(),
  /** Set once, by the ticker or at intake; it stays after the step is done: late is late. */
  breachedAt: utcMs.nullable(),
  /** It reaches into a year whose holidays are not published yet: there only weekends were left out (节假日未公布). */
  weekendsOnly: z.boolean(),
});
export type IncidentLimit = z.infer<typeof incidentLimit>;

/** A row of the limit table: which figure holds for which matter. Null in a condition = any. The most special row wins. */
export const limitRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  step: limitStep,
  grade: z.enum(['micro', 'general', 'complex', 'sudden']).nullable(),
  category: z.string().max(60).nullable(),
  organ: z.string().max(60).nullable(),
  channel: z.string().max(40).nullable(),
  unit: limitUnit.exclude(['date']),
  /** Ceiling; null for `same-day`. */
  amount: z.number().positive().max(10_000).nullable(),
  /** Target below the ceiling; null = none. */
  target: z.number().positive().max(10_000).nullable(),
  anchor: limitAnchor,
  filingNumber: z.string().trim().min(1).max(60).nullable(),
  source: z.string().trim().min(1).max(120),
  validFrom: utcMs,
});
export type LimitRule = z.infer<typeof limitRule>;

/** Body of `POST /api/v1/time-limits`: a department files its limit with the coordination group (备案, S0-58). */
export const limitFiling = limitRule.omit({ id: true, validFrom: true }).extend({ validFrom: instant });
export type LimitFiling = z.infer<typeof limitFiling>;

/** Body of `DELETE /api/v1/time-limits/:id`. */
export const limitWithdrawal = z.strictObject({ reason: plainText.trim().min(1).max(200) });

/** A row as people look it up: where it comes from and whether it holds now. Rows are never removed. */
export const limitRow = limitRule.extend({
  state: z.enum(['in-force', 'future', 'superseded', 'withdrawn']),
  /** Null = a row of the profile. */
  filed: z.object({ by: z.string(), at: utcMs }).nullable(),
  withdrawn: z.object({ by: z.string(), at: utcMs, reason: z.string() }).nullable(),
});
export type LimitRow = z.infer<typeof limitRow>;
