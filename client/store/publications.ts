/**
 * Lists that pages hold a copy of (negative list, limit table) are not records: a fact only says that there is a new one.
 * Out: the number of the newest such fact, and with it a reason to ask again. After a snapshot the number may go back to null; that is a
 * change too, because nobody knows what was published in between.
 */
import type { Fact } from '../../server/contract/fact.ts';
import { useWall } from './use-store.ts';

export type Publication = Extract<Fact['kind'], 'negative-list-published' | 'limit-filed'>;

export function usePublications(kind: Publication): string {
  return useWall(({ recent, applied }) => {
    const seq = recent.findLast(fact => fact.kind === kind)?.seq ?? 0;
    return `${applied?.epoch ?? ''} ${seq}`;
  });
}
