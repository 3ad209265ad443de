/**
 * A place asked of the map: the intake form asks, the map answers with a click, or with Enter where its cross stands.
 * Neither knows the other; both know this store. `marked` is where the matter lies so far; the map shows it.
 */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LonLat } from '../../server/contract/coordinates.ts';

export interface PlacePicking {
  isAsked: boolean;
  /** WGS-84; a new object for every pick, so that the same place can be picked twice. */
  picked: LonLat | null;
  marked: LonLat | null;
  /** What the server said the marked place belongs to. */
  ground: { grid: string | null; community: string | null } | null;
}

export type PlacePickingStore = StoreApi<PlacePicking>;

const NOTHING: PlacePicking = { isAsked: false, picked: null, marked: null, ground: null };

export function createPlacePicking(): PlacePickingStore {
  return createStore<PlacePicking>(() => NOTHING);
}

export const PlacePickingContext = createContext<PlacePickingStore>(createPlacePicking());

export function usePlacePicking<Selected>(select: (state: PlacePicking) => Selected): Selected {
  return useStore(use(PlacePickingContext), select);
}

export const askForPlace = (store: PlacePickingStore) => store.setState({ isAsked: true, picked: null });
export const answerPlace = (store: PlacePickingStore, at: LonLat) => store.setState({ isAsked: false, picked: at });
export const leavePlace = (store: PlacePickingStore) => store.setState({ isAsked: false });
export const markPlace = (store: PlacePickingStore, marked: LonLat | null, ground: PlacePicking['ground']) =>
  store.setState({ marked, ground });
/** The form is gone: nobody asks, nothing is marked. */
export const forgetPlaces = (store: PlacePickingStore) => store.setState(NOTHING);
