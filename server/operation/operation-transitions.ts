/** Which event is possible in which state, and where it leads: the one table (SPEC.md O-1). What it does not name cannot happen. */
import type { OperationState } from '../contract/operation.ts';
import type { OperationEventName } from '../contract/operation-event.ts';

type Target = OperationState | 'same';
type Row = Partial<Record<OperationEventName, Target>>;

/** Squads are out. */
const ON_THE_DAY = {
  edit: 'same',
  'call-organs': 'same',
  'register-arrival': 'same',
  'mark-absent': 'same',
  reinforce: 'reinforced',
  'arrive-stop': 'same',
  'leave-stop': 'same',
  'skip-stop': 'same',
  'check-item': 'same',
  'add-finding': 'same',
  'add-after-photos': 'same',
  'make-incident': 'same',
  finish: 'finished',
  comment: 'same',
} as const satisfies Row;

export const TRANSITIONS = {
  proposed: { edit: 'same', submit: 'countersigning', issue: 'planned', cancel: 'cancelled', comment: 'same' },
  countersigning: {
    countersign: 'same',
    issue: 'planned',
    withdraw: 'proposed',
    cancel: 'cancelled',
    comment: 'same',
  },
  planned: {
    withdraw: 'proposed',
    cancel: 'cancelled',
    'call-organs': 'same',
    'register-arrival': 'same',
    'mark-absent': 'same',
    'check-item': 'same',
    begin: 'under-way',
    comment: 'same',
  },
  'under-way': ON_THE_DAY,
  reinforced: ON_THE_DAY,
  // A phone without a network sends what it did and found when it is back.
  finished: {
    'arrive-stop': 'same',
    'leave-stop': 'same',
    'skip-stop': 'same',
    'check-item': 'same',
    'add-finding': 'same',
    'add-after-photos': 'same',
    'make-incident': 'same',
    summarise: 'summarised',
    comment: 'same',
  },
  summarised: {
    'add-after-photos': 'same',
    'make-incident': 'same',
    summarise: 'summarised',
    archive: 'archived',
    comment: 'same',
  },
  archived: {},
  cancelled: {},
} as const satisfies Record<OperationState, Row>;

export function isPossible(state: OperationState, event: OperationEventName): boolean {
  return event in TRANSITIONS[state];
}

/** Does the table lead there? */
export function leadsTo(from: OperationState, event: OperationEventName, to: OperationState): boolean {
  const target = (TRANSITIONS[from] as Row)[event];
  return target === to || (target === 'same' && to === from);
}

export function eventsOf(state: OperationState): readonly OperationEventName[] {
  return EVENTS_OF_STATE[state];
}

const EVENTS_OF_STATE = Object.fromEntries(
  Object.entries(TRANSITIONS).map(([state, row]) => [state, Object.keys(row)]),
) as Record<OperationState, OperationEventName[]>;
