/**
 * What the sign at each stop says (签到码), scanned or typed on arrival. Rule [O-35]. Given once a stop, when the plan is issued; not part of
 * the record, or everybody could arrive from the chair.
 */
import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { OperationId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { Tables } from '../store/tables.ts';

/** Short enough to type, too long to be guessed within a day. */
const CODE_BYTES = 3;

export async function giveStopCodes(tx: Transaction<Tables>, { id, squads }: OperationRecord): Promise<void> {
  const known = await readStopCodes(tx, id);
  const rows = squads
    .flatMap(({ stops }) => stops)
    .filter(stop => !known.has(stop.id))
    .map(stop => ({ operation: id, stop: stop.id, code: randomBytes(CODE_BYTES).toString('hex').toUpperCase() }));
  if (rows.length > 0) await tx.insertInto('operation_stop_code').values(rows).execute();
}

export async function readStopCodes(db: Kysely<Tables>, operation: OperationId): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('operation_stop_code').selectAll().where('operation', '=', operation).execute();
  return new Map(rows.map(({ stop, code }) => [stop, code]));
}
