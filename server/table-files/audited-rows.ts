/**
 * Rows on their way out of the house, and the audit row about them: who took what, by which filter, how many, and whether to the end.
 * It is written when the last row has gone, or when the reader hung up before; a file without its audit row breaks off.
 */
import { writeAudit } from '../access/audit.ts';
import type { Cause, ChangeLog } from '../store/change-log.ts';

export interface Export {
  changeLog: Pick<ChangeLog, 'commit'>;
  cause: Cause;
  /** What kind of list: `incidents`. */
  subject: string;
  filter: unknown;
  format: string;
  /** UTC ms. */
  at: number;
}

export async function* auditedRows<Row>(
  { changeLog, cause, subject, filter, format, at }: Export,
  source: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<Row> {
  let rows = 0;
  let complete = false;
  try {
    for await (const row of source) {
      yield row;
      rows++;
    }
    complete = true;
  } finally {
    const after = { filter, format, rows, complete };
    await changeLog.commit(tx => writeAudit(tx, { ...cause, action: 'table-exported', subject, after, at }));
  }
}
