/**
 * A joint operation that is over, of an earlier system or of paper: body of `POST /api/v1/operations/import`, so that last month's plan can
 * be copied and this month's compared with it on the first day. It stands as 已收队: findings with photos and the summary then go the
 * ordinary way (operation-event.ts). Rules: server/operation/SPEC.md O-50 to O-53.
 */
import { z } from 'zod';
import { instant } from './coordinates.ts';
import { organId } from './ids.ts';
import { operationPlan } from './operation.ts';
import { plainText } from './plain-text.ts';

const part = z.string().min(1).max(40);
const words = plainText.trim().min(1).max(500);

export const operationImport = z.strictObject({
  /** As the earlier system numbered it; it stays its number here, and is taken once. */
  number: plainText.trim().min(1).max(40),
  plan: operationPlan,
  startedAt: instant,
  finishedAt: instant,
  /** Which organs came (报到), and with how many. */
  arrivals: z
    .array(z.strictObject({ organ: organId, at: instant, persons: z.int().min(0).max(500).optional() }))
    .max(40)
    .default([]),
  absent: z
    .array(z.strictObject({ squad: part, member: plainText.max(40) }))
    .max(500)
    .default([]),
  /** A stop that is not named was not reached. */
  stops: z
    .array(
      z.union([
        z.strictObject({ stop: part, arrivedAt: instant, leftAt: instant.optional() }),
        z.strictObject({ stop: part, skipReason: words }),
      ]),
    )
    .max(1800)
    .default([]),
  /** Checklist items that were done. */
  checked: z.array(part).max(60).default([]),
  /** Why it set out without its composition, or ended before all stops, as it was written down then. */
  reason: words.optional(),
});
export type OperationImport = z.infer<typeof operationImport>;
