/**
 * How panels read: `const open = useWall(state => state.incidents.open)`.
 * A selector must return something that keeps its identity while nothing changed (a slice, a record, a number), or the panel
 * draws for ever; for a computed list use `useMemo` over a selected slice.
 */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { createWallStore, type WallState, type WallStore } from './store.ts';

export const WallStoreContext = createContext<WallStore>(createWallStore());

export function useWall<Selected>(select: (state: WallState) => Selected): Selected {
  return useStore(use(WallStoreContext), select);
}
