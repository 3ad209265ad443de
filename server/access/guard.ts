/**
 * The one guard: HTTP routes and every socket event ask here, with the same table.
 * In: the viewer, an action of permissions.ts and, when it is about one thing, where that thing is. Out: yes or no.
 * A chief's scope ends at the zone's border, also for things that lie in no zone; a device speaks for the units of its token only.
 */
import { type Action, PERMISSIONS } from './permissions.ts';
import type { Viewer } from './viewer.ts';

/** The ground an action touches. `zone: null` = outside every zone; leave a key out when the action is not about it. */
export interface Reach {
  zone?: string | null;
  unit?: string;
}

/** Without side effects: for choosing what to show. To let someone in, ask a `Guard`, which audits the refusal. */
export function isAllowed(viewer: Pick<Viewer, 'role' | 'scope'>, action: Action, reach: Reach = {}): boolean {
  if (!PERMISSIONS[viewer.role].includes(action)) return false;
  const { zone, units } = viewer.scope;
  if (zone !== undefined && reach.zone !== undefined && reach.zone !== zone) return false;
  if (units !== undefined && reach.unit !== undefined && !units.includes(reach.unit)) return false;
  return true;
}

export interface Guard {
  can(viewer: Viewer, action: Action, reach?: Reach): boolean;
}

export type Denial = { viewer: Viewer; action: Action; reach: Reach };

export function createGuard(onDenied: (denial: Denial) => void): Guard {
  return {
    can(viewer, action, reach = {}) {
      const allowed = isAllowed(viewer, action, reach);
      if (!allowed) onDenied({ viewer, action, reach });
      return allowed;
    },
  };
}
