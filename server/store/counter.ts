/**
 * Running numbers that are given out once: unit indices, case numbers of a day.
 * In: the transaction and the counter's name. Out: the first of `count` new numbers. An undone transaction gives them back.
 */
import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export async function takeNumbers(
  tx: Transaction<Tables>,
  name: string,
  count: number,
  first: number,
): Promise<number> {
  const row = await tx
    .insertInto('counter')
    .values({ name, value: first + count - 1 })
    .onConflict(conflict =>
      conflict.column('name').doUpdateSet(expression => ({ value: expression('counter.value', '+', count) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value - count + 1;
}

/** A number that people say on the phone: `XA-YJ20261128-01`. `before`: what stands in front of the last hyphen. */
export async function takeSpokenNumber(
  tx: Transaction<Tables>,
  name: string,
  before: string,
  digits: number,
): Promise<string> {
  return `${before}-${String(await takeNumbers(tx, name, 1, 1)).padStart(digits, '0')}`;
}
