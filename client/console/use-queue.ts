/**
 * The queue of this desk, now. In: who looks and what the address says. Out: rows in order, counts of every view, what is chosen.
 * Order is counted when the list or the sort changes; filters when something is chosen, and once a second for the clocks.
 */
import { useDeferredValue, useMemo } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { type ConsoleAddress, QUEUE_FILTERS } from './console-address.ts';
import { createRowKeeper, filterQueue, orderRows, type Queue } from './queue.ts';
import { type QueueView, usualView, viewsOf } from './queue-views.ts';

export interface ShownQueue extends Queue {
  view: QueueView;
  views: readonly QueueView[];
  /** Something is left out that 在办 would show. */
  isFiltered: boolean;
}

export function useQueue(viewer: Viewer, address: ConsoleAddress): ShownQueue {
  const profile = useProfile();
  const open = useWall(state => state.incidents.open);
  const now = useServerNow();
  const own = ownOrgan(viewer, profile.geodata.profile.command.controlCentre);
  const views = useMemo(() => viewsOf(viewer.role, own !== null), [viewer.role, own]);
  const rowOf = useMemo(() => createRowKeeper(profile), [profile]);
  const rows = useMemo(() => orderRows(open.map(rowOf), address.sort), [open, rowOf, address.sort]);
  // Letters must appear under the hand at once; the list may follow a frame later.
  const q = useDeferredValue(address.q);
  const { level, zone, community, organ, category } = address;
  const choice = useMemo(
    () => ({ q, level, zone, community, organ, category }),
    [q, level, zone, community, organ, category],
  );
  const requests = useMemo(() => rows.filter(row => row.waitsForDecision).length, [rows]);
  const view = address.view !== null && views.includes(address.view) ? address.view : usualView(viewer.role, requests);
  const queue = useMemo(() => filterQueue(rows, view, choice, own, now), [rows, view, choice, own, now]);
  const isFiltered = view !== 'open' || q !== '' || QUEUE_FILTERS.some(name => address[name] !== '');
  return { ...queue, view, views, isFiltered };
}

/** Departments act for their own, the duty room for the control centre; leaders and chiefs act as persons. */
export function ownOrgan({ role, scope }: Viewer, controlCentre: OrganId): OrganId | null {
  if (scope.organ) return scope.organ;
  return role === 'duty' ? controlCentre : null;
}
