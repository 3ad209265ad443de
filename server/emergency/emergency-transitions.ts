/**
 * Which event is possible in which state, and where it leads: the one table (SPEC.md EM-1). What it does not name cannot happen.
 * `same`: the state stays. `before`: the state it ended from.
 */
import type { EmergencyState } from '../contract/emergency.ts';
import type { EmergencyEventName } from '../contract/emergency-event.ts';

type Target = EmergencyState | 'same' | 'before';
type Row = Partial<Record<EmergencyEventName, Target>>;

/** Reports go on after the end: the final one is written then. */
const REPORTING = {
  'record-report': 'same',
  'draft-report': 'same',
  'edit-report': 'same',
  'submit-report': 'same',
  'return-report': 'same',
  'approve-report': 'same',
  note: 'same',
  'correct-entry': 'same',
} as const satisfies Row;

const OPEN = {
  'link-incident': 'same',
  'unlink-incident': 'same',
  correct: 'same',
  ...REPORTING,
} as const satisfies Row;

/** The lead is named and the plan has started. */
const COMMANDED = {
  judge: 'same',
  'name-lead': 'same',
  'check-item': 'same',
  end: 'ended',
  ...OPEN,
} as const satisfies Row;

export const TRANSITIONS = {
  reported: { judge: 'judged', dismiss: 'ended', ...OPEN },
  judged: { judge: 'same', 'first-disposal': 'first-disposal', dismiss: 'ended', ...OPEN },
  'first-disposal': { judge: 'same', 'first-disposal': 'same', 'name-lead': 'command', end: 'ended', ...OPEN },
  command: { expand: 'expanded', ...COMMANDED },
  expanded: { expand: 'same', ...COMMANDED },
  ended: { review: 'reviewed', reopen: 'before', ...REPORTING },
  reviewed: { reopen: 'before', 'correct-entry': 'same' },
} as const satisfies Record<EmergencyState, Row>;

export function isPossible(state: EmergencyState, event: EmergencyEventName): boolean {
  return event in TRANSITIONS[state];
}

/** Does the table lead there? `before` may be any state in which somebody is at it. */
export function leadsTo(from: EmergencyState, event: EmergencyEventName, to: EmergencyState): boolean {
  const target = (TRANSITIONS[from] as Row)[event];
  return target === to || (target === 'same' && to === from) || target === 'before';
}

const EVENTS_OF_STATE = Object.fromEntries(
  Object.entries(TRANSITIONS).map(([state, row]) => [state, Object.keys(row)]),
) as Record<EmergencyState, EmergencyEventName[]>;

export function eventsOf(state: EmergencyState): readonly EmergencyEventName[] {
  return EVENTS_OF_STATE[state];
}
