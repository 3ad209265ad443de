/** Who did it, in words. In: the actor of a row, titles of accounts. Out: name and, small beside it, what the name is. */
import type { AccountRecord } from '../../server/contract/account.ts';
import { say } from '../wording/wording.ts';
import { type WordingKey, zh } from '../wording/zh.ts';

/** Actors that are neither account nor token, as the server writes them. */
const OWN: Readonly<Record<string, WordingKey>> = {
  system: 'audit.actor.system',
  anonymous: 'audit.actor.anonymous',
  '(unknown)': 'audit.actor.unknown',
  'add-user': 'audit.actor.add-user',
};
export const OWN_ACTORS = Object.keys(OWN);

export function actorName(
  actor: string,
  accounts: readonly Pick<AccountRecord, 'account' | 'title'>[],
): { name: string; detail: string } {
  const own = Object.hasOwn(OWN, actor) ? OWN[actor] : undefined;
  if (own) return { name: say(own), detail: '' };
  const [kind = '', ...rest] = actor.split(':');
  if (rest.length > 0 && `role.${kind}` in zh)
    return { name: rest.join(':'), detail: say(`role.${kind}` as WordingKey) };
  return { name: actor, detail: accounts.find(({ account }) => account === actor)?.title ?? '' };
}
