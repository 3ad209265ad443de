/**
 * The one store of the client: what the server told (`Records`) and what this screen knows about the telling.
 * Only connection/ writes to it; panels and layers read it with selectors and never change it.
 * Positions of units are not in here: they change ten times a second and live in patrol/unit-positions.ts.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MonotonicMs } from '../clock/server-clock.ts';
import type { Link } from '../connection/link.ts';
import { noRecords, type Records } from './records.ts';

export interface WallState extends Records {
  link: Link;
  /** When the server was last heard, on the monotonic clock; null = never. */
  heardAt: MonotonicMs | null;
  /** Incidents that came in while the link was lost, until someone dismisses the notice; 0 = nothing to say. */
  missedIncidents: number;
}

export type WallStore = StoreApi<WallState>;

/** `since`: monotonic time at which this page began to wait for the server. */
export function createWallStore(since: MonotonicMs = 0): WallStore {
  return createStore<WallState>(() => ({
    ...noRecords,
    link: { name: 'connecting', attempt: 0, since },
    heardAt: null,
    missedIncidents: 0,
  }));
}
