/**
 * Cuts a span of time into slices that hold about the same number of rows, so that a long count is many short ones.
 * SQLite answers on the event loop: one query over a month of stages held every screen for a quarter of a second. Between two slices
 * the loop turns. In: a question for the time of the n-th row from a point on. Out: `[from, to)` pieces that cover the span.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** `timeOfRow(from, n)`: time of the n-th row at or after `from`, counted from 0 in order of time; undefined = there are fewer. */
export async function* timeSlices(
  span: { from: number; to: number },
  rowsASlice: number,
  timeOfRow: (from: number, n: number) => Promise<number | undefined>,
): AsyncGenerator<{ from: number; to: number }> {
  let { from } = span;
  while (from < span.to) {
    const found = (await timeOfRow(from, rowsASlice)) ?? span.to;
    // More rows than a slice at one instant: they stay together.
    const to = Math.min(span.to, Math.max(found, from + 1));
    yield { from, to };
    await nextTurn();
    from = to;
  }
}
