/** What happened to an operation, told from the rows of the log, oldest first; for viewers who see the names of people. */
import { z } from 'zod';
import { organId, seq, utcMs } from '../contract/ids.ts';
import { type OperationRecord, operationState } from '../contract/operation.ts';
import type { LoggedFact } from '../store/change-log.ts';

export const operationHistory = z.array(
  z.object({
    seq,
    at: utcMs,
    /** Account, token or `system`; null for walls. */
    actor: z.string().nullable(),
    event: z.string(),
    by: z.string().nullable(),
    onBehalfOf: organId.nullable(),
    note: z.string().nullable(),
    from: operationState.nullable(),
    to: operationState,
    version: z.int(),
  }),
);

interface RowData {
  operation: OperationRecord;
  event: string;
  by: string;
  onBehalfOf: z.infer<typeof organId> | null;
  note: string | null;
}

export function historyOf(facts: readonly LoggedFact[], namesPeople: boolean): z.infer<typeof operationHistory> {
  let from: OperationRecord['state'] | null = null;
  return facts.map(({ seq: number, at, actor, data }) => {
    const { operation, event, by, onBehalfOf, note } = data as RowData;
    const words = namesPeople ? { actor, by, note } : { actor: null, by: null, note: null };
    const row = { seq: number, at, event, onBehalfOf, ...words, from, to: operation.state, version: operation.version };
    from = operation.state;
    return row;
  });
}
