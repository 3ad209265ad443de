/**
 * Which clocks an incident owes in which state, and how they begin and end as it moves. In: the record before and after an event.
 * Out: its limits afterwards. Rules [I-77], [I-78], [I-90] to [I-94]. A step without a row in the limit table has no clock (未设定); nothing is
 * borrowed. The surprise: states that interrupt (承诺, 公示, 联席研判) stop no clock, or they would be a way to hide lateness.
 */

import { type IncidentRecord, type IncidentState, isOpen } from '../contract/incident.ts';
import type { IncidentLimit, LimitStep } from '../contract/incident-limit.ts';
import { type Anchors, breach, countLimit, dateLimit, end } from '../deadlines/count-limit.ts';
import { type Objection, objection } from '../http/objection.ts';

import { leadOf } from './organ-tasks.ts';
import type { IncidentContext, LimitMatter, Situation } from './situation.ts';

const STEP_OF_STATE: Partial<Record<IncidentState, readonly LimitStep[]>> = {
  received: ['accept'],
  'at-centre': ['dispatch'],
  handling: ['handle'],
  rectifying: ['rectify'],
  'revisit-due': ['revisit'],
  'pending-evaluation': ['evaluate'],
  transferred: ['transfer'],
  punished: ['feed-back'],
  escalated: ['escalate', 'feed-back'],
};

const INTERRUPTIONS: ReadonlySet<IncidentState> = new Set(['promised', 'publicity', 'joint-review']);

/** Until somebody is on it. */
const BEFORE_HANDLING: ReadonlySet<IncidentState> = new Set(['received', 'accepted', 'at-centre']);

/** Done by whoever takes the report on. */
const TAKEN_ON: ReadonlySet<LimitStep> = new Set(['accept', 'first-report']);

/** [I-93] Counted from when it happened; the first is made by whoever takes the report on. */
export const REPORTS = ['first-report', 'phone-report', 'written-report'] as const satisfies LimitStep[];

const SET_BY_PERSONS: ReadonlySet<LimitStep> = new Set(['promise', 'supervise']);

/** What clocks depend on; a matter of which nothing is saved yet has it, too. */
export interface Clocked
  extends Pick<
    IncidentRecord,
    | 'state'
    | 'stateSince'
    | 'grade'
    | 'limits'
    | 'tasks'
    | 'acceptedBy'
    | 'acceptedAt'
    | 'happenedAt'
    | 'reportedAt'
    | 'reopened'
    | 'promise'
    | 'supervisions'
    | 'emergency'
  > {
  category: string | null;
  /** Null = not said yet. */
  channel: string | null;
}

/** What the limit table is asked with. */
export function limitMatter(record: Clocked): LimitMatter {
  const { grade, category, channel } = record;
  return { grade, category, channel, organ: leadOf(record) ?? record.acceptedBy };
}

export function settledLimits(
  before: Clocked | null,
  after: Clocked,
  context: IncidentContext,
  now: number,
): IncidentLimit[] {
  const kept = after.limits.map(limit => breach(isOwed(limit, after, context) ? limit : end(limit, now), now));
  const moved = before === null || before.state !== after.state;
  const reclassed = before !== null && (before.grade !== after.grade || before.category !== after.category);
  const limits = reclassed ? kept.flatMap(limit => recounted(limit, after, context, now)) : kept;
  if (!moved && !reclassed) return limits;
  for (const step of owedSteps(after, context)) {
    if (limits.some(limit => limit.step === step && limit.state !== 'ended')) continue;
    const begun = begin(step, after, limits, context, now, now);
    if (begun) limits.push(begun);
  }
  for (const step of REPORTS) {
    if (after.grade !== 'sudden' || !isOpen(after.state) || after.emergency !== null) continue;
    // Sudden again: what the other class had ended is owed again, or a wrong class would be a way round it.
    const again = step !== 'first-report' && before !== null && before.grade !== 'sudden';
    if (limits.some(limit => limit.step === step && !(again && limit.state === 'ended'))) continue;
    const begun = begin(step, after, limits, context, now, now);
    // It became sudden after it had been taken: the first report was that moment, in time or not.
    if (begun) limits.push(step === 'first-report' && after.state !== 'received' ? end(begun, now) : begun);
  }
  return limits;
}

/** [I-28] The date in an order holds instead of the table's figure, and may not lie beyond it. */
export function orderedLimit(
  record: Clocked,
  until: number,
  { context, now }: Pick<Situation, 'context' | 'now'>,
): IncidentLimit | Objection {
  const n = countOf('rectify', record.limits);
  const filed = begin('rectify', record, record.limits, context, now, now);
  if (!filed) return dateLimit({ step: 'rectify', until, source: 'S0-51', n }, now, context.time);
  if (until > filed.dueAt) {
    const due = new Date(filed.dueAt).toISOString();
    return objection(
      'limit-over',
      `until：超过规定时限 ${due}`,
      `until: beyond the limit that is set, ${due}`,
      'until',
    );
  }
  return { ...filed, dueAt: until, targetAt: null, amberAt: context.time.pointAtShare(now, until, 0.8, filed.unit) };
}

function owedSteps(record: Clocked, context: IncidentContext): readonly LimitStep[] {
  const { state } = record;
  const steps: LimitStep[] = [...(STEP_OF_STATE[state] ?? [])];
  // What the centre accepts is at the centre.
  if (state === 'accepted' && record.acceptedBy === context.organs.controlCentre) steps.push('dispatch');
  if (state === 'received') steps.push('intervene');
  return steps;
}

function isOwed({ step }: IncidentLimit, after: Clocked, context: IncidentContext): boolean {
  const { state } = after;
  if (!isOpen(state)) return false;
  // [I-96] The emergency counts them from then on.
  if (after.emergency !== null && REPORTS.some(report => report === step)) return false;
  if (step === 'promise') return after.promise !== null;
  if (step === 'supervise') return after.supervisions.some(({ liftedAt }) => liftedAt === null);
  // What was taken on by publishing it has been accepted: these two have their answer.
  if (INTERRUPTIONS.has(state)) return !TAKEN_ON.has(step) || after.acceptedAt === null;
  if (step === 'intervene') return BEFORE_HANDLING.has(state);
  if (step === 'first-report') return state === 'received';
  if (step === 'phone-report' || step === 'written-report') return true;
  return owedSteps(after, context).includes(step);
}

function begin(
  step: LimitStep,
  record: Clocked,
  limits: readonly IncidentLimit[],
  context: IncidentContext,
  orderedAt: number,
  now: number,
): IncidentLimit | null {
  const rule = context.limitRule(limitMatter(record), step, now);
  if (rule === null || (step === 'intervene' && rule.category === null)) return null;
  return countLimit(rule, anchors(record, orderedAt), now, countOf(step, limits), context.time);
}

/** What was reopened is reported and accepted anew: its clocks do not start in the past. */
function anchors({ happenedAt, reportedAt, acceptedAt, reopened }: Clocked, orderedAt: number): Anchors {
  return { happenedAt, acceptedAt, orderedAt, reportedAt: reopened > 0 ? (acceptedAt ?? orderedAt) : reportedAt };
}

const countOf = (step: LimitStep, limits: readonly IncidentLimit[]) =>
  limits.filter(limit => limit.step === step).length + 1;

/** [I-94] Another class, another figure: the old clock ends as it stands, the new one counts from the same moment. */
function recounted(limit: IncidentLimit, record: Clocked, context: IncidentContext, now: number): IncidentLimit[] {
  if (limit.state !== 'running' || limit.rule === null || SET_BY_PERSONS.has(limit.step)) return [limit];
  const rule = context.limitRule(limitMatter(record), limit.step, now);
  if (rule?.id === limit.rule) return [limit];
  const ended = end(limit, now);
  if (rule === null) return [ended];
  const orderedAt = limit.anchor === 'ordered' ? limit.startedAt : record.stateSince;
  return [ended, countLimit(rule, anchors(record, orderedAt), now, countOf(limit.step, record.limits), context.time)];
}
