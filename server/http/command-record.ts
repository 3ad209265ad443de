/**
 * What every command to a record is asked before the rules of its own: is there such a record, is the command known already (then its first
 * answer), and does its sender know the newest version. In: where the record is found, and what the command then does. Out: the record as
 * it is after that, once the disk has it; or a thrown refusal. All of it is one transaction.
 */
import type { Transaction } from 'kysely';
import type { Viewer } from '../access/viewer.ts';
import type { CommandId } from '../contract/ids.ts';
import type { ChangeLog, FactWriter } from '../store/change-log.ts';
import { onlyOnce } from '../store/command-receipts.ts';
import type { Tables } from '../store/tables.ts';
import { badInput, notFound, Refused, type Sentence } from './refused.ts';

type Tx = Transaction<Tables>;

export interface Commanded<R> {
  id: string;
  /** What the record is called where there is none. */
  name: Sentence;
  commandId: CommandId;
  viewer: Pick<Viewer, 'account'>;
  now: number;
  find(tx: Tx): Promise<R | undefined>;
  /** Only for a command that is not known yet. What it returns must survive JSON: it is kept as the answer. */
  work(tx: Tx, log: FactWriter, record: R): Promise<R>;
}

/** `before`: the record as it was found. */
export function commandRecord<R extends { id: string }>(
  changeLog: ChangeLog,
  { id, name, commandId, viewer, now, find, work }: Commanded<R>,
): Promise<{ before: R; answer: R }> {
  return changeLog.commit(async (tx, log) => {
    const before = await find(tx);
    if (!before) throw notFound(name, id);
    const key = { actor: viewer.account, commandId, at: now };
    const answer = await onlyOnce(tx, key, () => work(tx, log, before));
    if (answer.id === id) return { before, answer };
    throw badInput('commandId', {
      zh: `commandId：${commandId} 已用于 ${answer.id}，不能再用于 ${id}`,
      en: `commandId: ${commandId} was used for ${answer.id} and cannot be used for ${id}`,
    });
  });
}

/** Who decides must have seen the newest. `current`: the record as this viewer is shown it. */
export function outdated<R>({ id, version }: { id: string; version: number }, expected: number, current?: R): Refused {
  return new Refused(
    'version-conflict',
    {
      zh: `expectedVersion：${id} 已更新到第 ${version} 版（收到 ${expected}），请查看后再操作`,
      en: `expectedVersion: ${id} is at version ${version} (received ${expected}); look again and decide again.`,
    },
    { field: 'expectedVersion', ...(current !== undefined && { current }) },
  );
}
