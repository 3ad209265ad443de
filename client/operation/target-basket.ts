/**
 * Picked targets (已选目标) on their way into an operation plan: from hot spots, scoring points, incidents, with the evidence that stood
 * behind them when they were picked. In: targets from any tab. Out: the same list for the editor of a plan, in the order of picking.
 * They survive another tab and a reload, in this browser tab only and for this account only: what is picked is not a record yet.
 */
import { createContext, use } from 'react';
import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type OperationTarget, operationTarget } from '../../server/contract/operation.ts';

export interface TargetBasket {
  targets: readonly OperationTarget[];
}
export type TargetBasketStore = StoreApi<TargetBasket>;

/** As many as a plan takes (contract/operation.ts). */
export const MOST_TARGETS = 200;

const KEY = 'gridwall.picked-targets';
const kept = z.array(operationTarget).max(MOST_TARGETS);

/** `storage`: `sessionStorage`; absent = nothing is kept. */
export function createTargetBasket(account = '', storage?: Pick<Storage, 'getItem' | 'setItem'>): TargetBasketStore {
  const key = `${KEY}.${account}`;
  const store = createStore<TargetBasket>(() => ({ targets: read(storage?.getItem(key) ?? null) }));
  store.subscribe(({ targets }) => {
    try {
      storage?.setItem(key, JSON.stringify(targets));
    } catch (error) {
      // A full storage only means that a reload forgets.
      console.warn('Picked targets are not kept:', error);
    }
  });
  return store;
}

function read(text: string | null): readonly OperationTarget[] {
  if (text === null) return [];
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    return []; // of an older page
  }
}

export const TargetBasketContext = createContext<TargetBasketStore>(createTargetBasket());

export function useTargetBasket<Selected>(select: (state: TargetBasket) => Selected): Selected {
  return useStore(use(TargetBasketContext), select);
}

type Thing = Pick<OperationTarget, 'kind' | 'ref'>;

/** The same thing, whatever its id in a plan; places are told apart by their ids only. */
const isSame = (a: Thing, b: Thing) => a.kind === b.kind && a.ref !== null && a.ref === b.ref;

/**
 * A thing that is there already gets the newer evidence and keeps its id and its place in the order. Returns how many had no room:
 * a plan takes `MOST_TARGETS`.
 */
export function pickTargets(store: TargetBasketStore, picked: readonly OperationTarget[]): number {
  const targets = [...store.getState().targets];
  let without = 0;
  for (const target of picked) {
    const at = targets.findIndex(known => isSame(known, target));
    if (at >= 0) targets[at] = { ...target, id: targets[at]!.id };
    else if (targets.length < MOST_TARGETS) targets.push(target);
    else without += 1;
  }
  store.setState({ targets });
  return without;
}

export function dropTarget(store: TargetBasketStore, id: string): void {
  store.setState(({ targets }) => ({ targets: targets.filter(target => target.id !== id) }));
}

export function emptyBasket(store: TargetBasketStore): void {
  store.setState({ targets: [] });
}

/** Of one kind, for marking them in a list and on the map. */
export function pickedRefs(targets: readonly OperationTarget[], kind: OperationTarget['kind']): ReadonlySet<string> {
  return new Set(targets.flatMap(target => (target.kind === kind && target.ref !== null ? [target.ref] : [])));
}
