/**
 * Lists that pages hold a copy of (negative list, limit table) are not records: a fact only says that there is a new one.
 * Out: a word that changes with every such fact and with every return of the link, because nobody knows what was published during an
 * outage; null while the link is not live. Whoever holds a copy asks again when the word is another one.
 */
import type { Fact } from '../../server/contract/fact.ts';
import { useWall } from './use-store.ts';

export type Publication = Extract<
  Fact['kind'],
  | 'negative-list-published'
  | 'limit-filed'
  | 'device-changed'
  | 'shift-plan-filed'
  | 'roster-changed'
  | 'bulletin-changed'
>;

export function usePublications(kind: Publication): string | null {
  return useWall(({ recent, link }) => {
    if (link.name !== 'live') return null;
    const seq = recent.findLast(fact => fact.kind === kind)?.seq ?? 0;
    return `${seq} since ${link.since}`;
  });
}
