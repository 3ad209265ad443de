/**
 * The categories of the negative list on the phone ([P-91]). In: the phone's store, whether the server answers. Out: the newest list there
 * is. It is asked for as soon as there is a network, not when a form is opened: there may be none by then.
 */
import { useEffect, useState } from 'react';
import { type NegativeListItem, negativeList } from '../../server/contract/negative-list.ts';
import { askServer } from '../connection/ask-server.ts';
import type { FieldStore } from './field-store.ts';

const KEY = 'negative-list';
const NONE: readonly NegativeListItem[] = [];

export function useCategories(store: FieldStore, isLive: boolean): readonly NegativeListItem[] {
  const [items, setItems] = useState(NONE);
  useEffect(() => {
    let isGone = false;
    const show = (newest: readonly NegativeListItem[]) => {
      if (!isGone) setItems(newest);
    };
    void (async () => {
      const known = negativeList.safeParse(await store.known(KEY));
      if (known.success) show(known.data.items);
      if (!isLive) return;
      const answer = await askServer('/api/v1/negative-list', negativeList);
      if (answer.name !== 'answered') return;
      show(answer.value.items);
      if (!isGone) await store.remember(KEY, answer.value);
    })();
    return () => {
      isGone = true;
    };
  }, [store, isLive]);
  return items;
}
