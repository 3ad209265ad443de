/**
 * Where an incident stands between 受理 and 结案, for the stepper. In: the record, and its history when it is there. Out: six steps,
 * each done, current or ahead, with the time it was done; and the side road it is on (提级, 移交 …), if it is on one.
 * Surprise: a record alone does not know when each step was done; what history tells is filled in when it has come.
 */
import type { IncidentRecord, IncidentState } from '../../server/contract/incident.ts';
import type { HistoryEntry } from './history.ts';

export const STEPS = ['accept', 'dispatch', 'handle', 'revisit', 'evaluate', 'close'] as const;
export type Step = (typeof STEPS)[number];

export interface StepShown {
  step: Step;
  /** `stopped`: the incident ended before it got here. */
  is: 'done' | 'current' | 'ahead' | 'stopped';
  /** When it was done; for the current one: since when. */
  at: number | null;
}

export interface StepsShown {
  steps: readonly StepShown[];
  /** The state's own name stands beside the steps when it is none of them. */
  branch: IncidentState | null;
}

/** Index of the step that is owed in this state, and whether the state is a side road. */
const WHERE: Record<IncidentState, { at: number; branch?: true; ended?: true }> = {
  received: { at: 0 },
  accepted: { at: 1 },
  'at-centre': { at: 1 },
  'joint-review': { at: 1, branch: true },
  rectifying: { at: 2, branch: true },
  handling: { at: 2 },
  publicity: { at: 2, branch: true },
  promised: { at: 2, branch: true },
  emergency: { at: 2, branch: true },
  escalated: { at: 2, branch: true },
  'revisit-due': { at: 3 },
  transferred: { at: 3, branch: true },
  punished: { at: 3, branch: true },
  'pending-evaluation': { at: 4 },
  closed: { at: 6 },
  rejected: { at: 0, branch: true, ended: true },
  forwarded: { at: 0, branch: true, ended: true },
  merged: { at: 0, branch: true, ended: true },
  void: { at: 0, branch: true, ended: true },
};

/** The event that ends a step; the last one counts, because rework goes back. */
const DONE_BY: Record<Step, readonly string[]> = {
  accept: ['accept'],
  dispatch: ['dispatch', 'order-rectification', 'report-both-ways', 'conclude-joint-review'],
  handle: ['report-done'],
  revisit: ['revisit-good'],
  evaluate: ['evaluate-close', 'close-micro'],
  close: ['evaluate-close', 'close-micro'],
};

export function stateSteps(record: IncidentRecord, history: readonly HistoryEntry[] = []): StepsShown {
  const where = WHERE[record.state];
  const steps = STEPS.map((step, i): StepShown => {
    if (i < where.at) return { step, is: 'done', at: doneAt(step, record, history) };
    if (where.ended) return { step, is: 'stopped', at: null };
    return i === where.at ? { step, is: 'current', at: record.stateSince } : { step, is: 'ahead', at: null };
  });
  return { steps, branch: where.branch ? record.state : null };
}

function doneAt(step: Step, record: IncidentRecord, history: readonly HistoryEntry[]): number | null {
  const told = history.findLast(entry => DONE_BY[step].includes(entry.event))?.at ?? null;
  if (told !== null) return told;
  if (step === 'accept') return record.acceptedAt;
  if (step === 'dispatch') return record.tasks.length ? Math.min(...record.tasks.map(t => t.assignedAt)) : null;
  return step === 'close' ? record.closedAt : null;
}
