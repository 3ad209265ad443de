/**
 * The negative list that holds now, fetched once a page and again when another version was published. In: `useFetchedNegativeList` once,
 * at the top of the page. Out: `useNegativeList()` below it: rows by category, null while it is not there.
 */
import { createContext, use, useEffect, useMemo } from 'react';
import { type NegativeList, type NegativeListItem, negativeList } from '../../server/contract/negative-list.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { useWall } from '../store/use-store.ts';

export interface KnownNegativeList {
  list: NegativeList;
  item: (category: string | null) => NegativeListItem | null;
}

export const NegativeListContext = createContext<KnownNegativeList | null>(null);

export function useNegativeList(): KnownNegativeList | null {
  return use(NegativeListContext);
}

export function useFetchedNegativeList(): KnownNegativeList | null {
  const published = useWall(
    state => state.recent.findLast(fact => fact.kind === 'negative-list-published')?.seq ?? null,
  );
  const { value, ask } = useAnswer('/api/v1/negative-list', negativeList);
  useEffect(() => {
    if (published !== null) ask();
  }, [published, ask]);
  return useMemo(() => {
    if (!value) return null;
    const items = new Map<string, NegativeListItem>(value.items.map(item => [item.id, item]));
    return { list: value, item: category => (category === null ? null : (items.get(category) ?? null)) };
  }, [value]);
}
