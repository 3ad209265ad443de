/** Tables of server/deadlines as Kysely sees them. */
interface DeadlineTable {
  concept: string;
  subject: string;
  name: string;
  due_at: number;
  /** When it is tried next: the due time, or later after a failure. */
  try_at: number;
  tries: number;
}

/** A limit that a department filed. Rows are withdrawn, never removed. */
interface TimeLimitTable {
  id: string;
  /** JSON of a `LimitRule`: read whole at the start, searched by nobody. */
  rule: string;
  filed_by: string;
  filed_at: number;
  withdrawn_by: string | null;
  withdrawn_at: number | null;
  withdraw_reason: string | null;
}

export interface DeadlineTables {
  deadline: DeadlineTable;
  time_limit: TimeLimitTable;
}
