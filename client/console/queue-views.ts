/** The views of the queue and how it can be ordered; names stand in the address bar. */
import type { IncidentState } from '../../server/contract/incident.ts';
import type { Role } from '../../server/contract/viewer.ts';

export const QUEUE_VIEWS = [
  'open',
  'overdue',
  'soon',
  'received',
  'to-dispatch',
  'handling',
  'revisit',
  'evaluate',
  'transferred',
  'own',
  'requests',
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
  if (decides(role) && waitingRequests > 0) return 'requests';
  return 'open';
}

/** What a role works on comes first; nobody has a list that must always be empty. */
export function viewsOf(role: Role, hasOwnOrgan: boolean): QueueView[] {
  const first: QueueView[] = role === 'dept' ? ['own'] : decides(role) ? ['requests'] : [];
  const rest = QUEUE_VIEWS.filter(view => {
    if (first.includes(view)) return false;
    if (view === 'own') return hasOwnOrgan;
    return view !== 'requests' || role === 'duty' || role === 'admin';
  });
  return [...first, ...rest];
}

function decides(role: Role): boolean {
  return role === 'leader' || role === 'chief';
}
