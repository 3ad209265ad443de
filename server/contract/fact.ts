/**
 * A fact: one row of the change log as viewers receive it. Facts are ordered, durable and replayable; each carries the whole
 * record as it is after the change, so applying one twice, or an older one late, can be recognised by `version`.
 */
import { z } from 'zod';
import { seq, utcMs } from './ids.ts';
import { incidentRecord } from './incident.ts';
import { pointRecord } from './scoring-point.ts';
import { unitRecord } from './unit.ts';

const stamp = { seq, at: utcMs };

export const fact = z.discriminatedUnion('kind', [
  z.object({ ...stamp, kind: z.literal('incident-received'), incident: incidentRecord }),
  z.object({ ...stamp, kind: z.literal('incident-imported'), incident: incidentRecord }),
  z.object({ ...stamp, kind: z.literal('unit-registered'), unit: unitRecord }),
  z.object({ ...stamp, kind: z.literal('unit-duty-changed'), unit: unitRecord }),
  z.object({
    ...stamp,
    kind: z.literal('deduction-recorded'),
    point: pointRecord,
    item: z.string(),
    score: z.number(),
  }),
  /** Something changed that this viewer may not see; only the number is told, so that the sequence has no gap. */
  z.object({ ...stamp, kind: z.literal('withheld') }),
]);
export type Fact = z.infer<typeof fact>;
