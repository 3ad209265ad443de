/** The audit trail as an administrator reads it. Numbers of citizens (mobile, identity card) are masked in whatever it holds. */
import { z } from 'zod';
import { utcMs } from './ids.ts';

export const auditRow = z.object({
  /** 1, 2, 3 … without a gap. */
  seq: z.int(),
  at: utcMs,
  /** Account, or kind and name of a token (`integration:…`); `system` = nobody asked for it. */
  actor: z.string(),
  /** IP address; '' = from inside. */
  address: z.string(),
  /** Code of what was done, and its name in the language of who asks. */
  action: z.string(),
  name: z.string(),
  /** Id of what it was done to. */
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  /** Of this row and all before it: see server/access/audit.ts. */
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** Answer of `GET /api/v1/audit`, newest first. */
export const auditPage = z.object({
  rows: z.array(auditRow),
  /** Ask again with `before` = this; null on the last page. */
  next: z.int().nullable(),
});

/** Answer of `GET /api/v1/audit/actions`: what can be asked for. */
export const auditActions = z.array(z.object({ action: z.string(), name: z.string() }));
