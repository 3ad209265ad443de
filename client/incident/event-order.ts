/**
 * Which of the events that are possible now stands first. In: the record with its `allowed`, and which organ the viewer acts for.
 * Out: one primary (the most usual next step of an ordinary life), some beside it, the rest for the menu.
 * Nothing is added to `allowed` here and nothing is left out.
 */
import type { OrganId } from '../../server/contract/ids.ts';
import { type IncidentRecord, type IncidentState, isOpen } from '../../server/contract/incident.ts';
import { INCIDENT_EVENTS, type IncidentEventName } from '../../server/contract/incident-event.ts';

export interface OrderedEvents {
  primary: IncidentEventName | null;
  secondary: readonly IncidentEventName[];
  more: readonly IncidentEventName[];
}

const SECONDARY = 4;

/** The usual next steps of a state, most usual first; what is missing here follows in the order of the contract. */
const USUAL: Partial<Record<IncidentState, readonly IncidentEventName[]>> = {
  received: ['accept', 'reject', 'persuade', 'forward', 'merge', 'declare-emergency'],
  accepted: [
    'dispatch',
    'close-micro',
    'order-rectification',
    'send-to-centre',
    'report-both-ways',
    'call-joint-review',
  ],
  'at-centre': ['dispatch', 'call-joint-review', 'escalate', 'supervise', 'declare-emergency'],
  'joint-review': ['conclude-joint-review', 'escalate', 'comment'],
  rectifying: ['acknowledge', 'report-done', 'report-progress', 'request-extension', 'request-hold', 'send-to-centre'],
  handling: [
    'acknowledge',
    'arrive',
    'report-done',
    'report-progress',
    'send-unit',
    'add-organ',
    'request-extension',
    'request-hold',
  ],
  'revisit-due': ['revisit-good', 'rework', 'transfer'],
  'pending-evaluation': ['evaluate-close', 'comment'],
  transferred: ['record-punishment', 'supervise'],
  punished: ['feed-back', 'supervise'],
  escalated: ['feed-back', 'supervise'],
  publicity: ['end-publicity'],
  promised: ['resume'],
  emergency: ['record-report', 'stand-down', 'send-unit'],
  rejected: ['reopen'],
  forwarded: ['reopen'],
  merged: ['unmerge'],
  void: ['reopen'],
  closed: ['reopen', 'regrade', 'trace-back'],
};

/** Decisions on requests have their own place beside the request, not among the buttons. */
const ELSEWHERE: ReadonlySet<string> = new Set<IncidentEventName>(['decide-request']);

/** `organ`: of a department's account; null = the desk, which writes down for all of them. */
export function orderEvents(record: IncidentRecord, organ: OrganId | null): OrderedEvents {
  const allowed = new Set(record.allowed.filter(name => !ELSEWHERE.has(name)));
  const settled = settledByTasks(record, organ);
  const usual = (USUAL[record.state] ?? []).filter(name => allowed.has(name));
  const rest = INCIDENT_EVENTS.filter(name => allowed.has(name) && !usual.includes(name));
  const waiting = usual.filter(name => !settled.has(name));
  const ordered = [...waiting, ...usual.filter(name => settled.has(name)), ...rest];
  // What is over is left alone: taking it up again is a decision, not the next step.
  const primary = isOpen(record.state) ? (waiting[0] ?? null) : null;
  const others = ordered.filter(name => name !== primary);
  return {
    primary,
    secondary: others.slice(0, SECONDARY),
    more: others.slice(SECONDARY),
  };
}

/** What every task in question has behind it is not the next step any more, although it stays allowed. */
function settledByTasks(record: IncidentRecord, organ: OrganId | null): ReadonlySet<IncidentEventName> {
  const tasks = organ === null ? record.tasks : record.tasks.filter(task => task.organ === organ);
  const settled = new Set<IncidentEventName>();
  if (tasks.every(task => task.acknowledgedAt !== null)) settled.add('acknowledge');
  if (tasks.every(task => task.arrivedAt !== null)) settled.add('arrive');
  return settled;
}
