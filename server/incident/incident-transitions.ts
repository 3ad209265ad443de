/**
 * Which event is possible in which state, and where it leads: the one table (SPEC.md I-20 to I-89). What it does not name cannot
 * happen. `same`: the state stays. `before`: the state it came from. Several targets: the command or the grade decides.
 */
import type { IncidentState } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';

type Target = IncidentState | 'same' | 'before';
type Row = Partial<Record<IncidentEventName, Target | readonly Target[]>>;

/** While somebody still owes something. */
const OPEN = {
  promise: 'promised',
  'declare-emergency': 'emergency',
  publish: 'publicity',
  supervise: 'same',
  'lift-supervision': 'same',
  'record-report': 'same',
  'correct-class': 'same',
  'correct-place': 'same',
  comment: 'same',
  merge: 'merged',
  void: 'void',
} as const satisfies Row;

/** While organs are at work. */
const AT_WORK = {
  acknowledge: 'same',
  arrive: 'same',
  'report-progress': 'same',
  'add-organ': 'same',
  'send-unit': 'same',
  'return-dispatch': ['at-centre', 'same'],
  'report-done': 'revisit-due',
  'request-extension': 'same',
  'request-hold': 'same',
  'decide-request': 'same',
  'end-hold': 'same',
} as const satisfies Row;

export const TRANSITIONS = {
  received: {
    accept: 'accepted',
    reject: 'rejected',
    persuade: ['closed', 'revisit-due', 'escalated'],
    forward: 'forwarded',
    intervene: 'handling',
    ...OPEN,
  },
  accepted: {
    persuade: ['closed', 'revisit-due', 'escalated'],
    'close-micro': 'closed',
    'order-rectification': 'rectifying',
    'send-to-centre': 'at-centre',
    dispatch: 'handling',
    'report-both-ways': 'handling',
    'call-joint-review': 'joint-review',
    escalate: 'escalated',
    ...OPEN,
  },
  rectifying: { ...AT_WORK, 'send-to-centre': 'at-centre', ...OPEN },
  'at-centre': { dispatch: 'handling', 'call-joint-review': 'joint-review', escalate: 'escalated', ...OPEN },
  'joint-review': { 'conclude-joint-review': 'handling', escalate: 'escalated', ...OPEN },
  handling: { ...AT_WORK, 'call-joint-review': 'joint-review', escalate: 'escalated', ...OPEN },
  'revisit-due': {
    'revisit-good': 'pending-evaluation',
    rework: ['handling', 'rectifying'],
    transfer: 'transferred',
    ...OPEN,
  },
  'pending-evaluation': { 'evaluate-close': 'closed', ...OPEN },
  transferred: { acknowledge: 'same', 'record-punishment': 'punished', ...OPEN },
  punished: { 'feed-back': 'pending-evaluation', ...OPEN },
  escalated: { acknowledge: 'same', 'feed-back': 'pending-evaluation', ...OPEN },
  publicity: { 'end-publicity': 'handling', ...without(OPEN, 'publish') },
  promised: { resume: 'before', ...without(OPEN, 'promise') },
  // Whoever was at work when it became one goes on, and others are sent.
  emergency: {
    'send-unit': 'same',
    acknowledge: 'same',
    arrive: 'same',
    'report-progress': 'same',
    'stand-down': 'at-centre',
    ...without(OPEN, 'declare-emergency'),
  },
  rejected: { reopen: ['received', 'accepted'] },
  forwarded: { reopen: ['received', 'accepted'] },
  void: { reopen: ['received', 'accepted'] },
  merged: { unmerge: 'before' },
  closed: { regrade: 'accepted', 'trace-back': 'same', reopen: ['received', 'accepted'] },
} as const satisfies Record<IncidentState, Row>;

export function isPossible(state: IncidentState, event: IncidentEventName): boolean {
  return event in TRANSITIONS[state];
}

/** Does the table lead there? `before` may be any state. */
export function leadsTo(from: IncidentState, event: IncidentEventName, to: IncidentState): boolean {
  const row: Row = TRANSITIONS[from];
  const targets = [row[event] ?? []].flat();
  return targets.some(target => target === 'before' || target === to || (target === 'same' && to === from));
}

export function eventsOf(state: IncidentState): readonly IncidentEventName[] {
  return EVENTS_OF_STATE[state];
}

const EVENTS_OF_STATE = Object.fromEntries(
  Object.entries(TRANSITIONS).map(([state, row]) => [state, Object.keys(row)]),
) as Record<IncidentState, IncidentEventName[]>;

function without<T extends Row, K extends keyof T>(row: T, event: K): Omit<T, K> {
  const { [event]: _, ...rest } = row;
  return rest;
}
