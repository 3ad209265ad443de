/** The views of the queue and how it can be ordered; names stand in the address bar. */
import type { IncidentState } from '../../server/contract/incident.ts';
import type { Role } from '../../server/contract/viewer.ts';

export const QUEUE_VIEWS = [
  'own',
  'requests',
  'open',
  'overdue',
  'soon',
  'received',
  'to-dispatch',
  'handling',
  'revisit',
  'evaluate',
  'transferred',
  'closed',
] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

/** Views that are nothing but some states. */
export const STATES_OF_VIEW: Partial<Record<QueueView, readonly IncidentState[]>> = {
  received: ['received'],
  'to-dispatch': ['accepted', 'at-centre', 'joint-review'],
  handling: ['handling', 'rectifying', 'emergency', 'publicity', 'promised', 'escalated'],
  revisit: ['revisit-due'],
  evaluate: ['pending-evaluation'],
  transferred: ['transferred', 'punished'],
};

export const QUEUE_SORTS = ['left', 'newest', 'level'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** Where a role's work begins. */
export function usualView(role: Role, waitingRequests: number): QueueView {
  if (role === 'dept') return 'own';
  if ((role === 'leader' || role === 'chief') && waitingRequests > 0) return 'requests';
  return 'open';
}

/** A department's own queue comes first; who decides nothing has no list of requests to decide; nobody has an empty `own`. */
export function viewsOf(role: Role, hasOwnOrgan: boolean): QueueView[] {
  return QUEUE_VIEWS.filter(view => {
    if (view === 'own') return hasOwnOrgan;
    if (view === 'requests') return role === 'leader' || role === 'chief' || role === 'admin' || role === 'duty';
    return true;
  });
}
