/**
 * Counts what could not be read and says so now and then: a broken sender must show up in the log, not fill it.
 * In: the kind of message and the error. Out: a count; the 1st, 10th, 100th … of each kind is logged.
 */
export interface BadMessages {
  note: (kind: string, error: unknown) => void;
  count: () => number;
}

export function createBadMessages(log: (line: string) => void): BadMessages {
  const counts = new Map<string, number>();
  return {
    note(kind, error) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (Number.isInteger(Math.log10(count))) log(`Unreadable ${kind} (${count} so far): ${String(error)}`);
    },
    count: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}
