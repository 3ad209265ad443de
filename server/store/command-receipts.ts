/**
 * One command, one effect: the answer to a command is stored in the transaction that carries it out, so the same command sent
 * again (reply lost, impatient finger, retrying proxy) gets the first answer and changes nothing (reliability A7).
 * Out: the answer, fresh or stored. The surprise: a receipt belongs to its actor, so nobody reads another's answer with a
 * guessed id; and a command that failed leaves no receipt, it may be tried again.
 */
import type { Kysely, Transaction } from 'kysely';
import type { CommandId } from '../contract/ids.ts';
import type { Tables } from './tables.ts';

export interface CommandKey {
  actor: string;
  /** Absent: the sender does not ask for protection, the command is simply carried out. */
  commandId: CommandId | undefined;
  /** UTC ms of arrival. */
  at: number;
}

/** `T` must survive JSON. */
export async function onlyOnce<T>(tx: Transaction<Tables>, key: CommandKey, work: () => Promise<T>): Promise<T> {
  const { actor, commandId, at } = key;
  if (commandId === undefined) return work();
  const receipt = await tx
    .selectFrom('command_receipt')
    .select('answer')
    .where('actor', '=', actor)
    .where('command_id', '=', commandId)
    .executeTakeFirst();
  if (receipt) return JSON.parse(receipt.answer) as T;
  const answer = await work();
  await tx
    .insertInto('command_receipt')
    .values({ actor, command_id: commandId, at, answer: JSON.stringify(answer) })
    .execute();
  return answer;
}

/** Removes receipts older than `beforeMs`; nobody repeats a command that long. */
export async function forgetReceipts(db: Kysely<Tables>, beforeMs: number): Promise<void> {
  await db.deleteFrom('command_receipt').where('at', '<', beforeMs).execute();
}
