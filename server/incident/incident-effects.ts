/**
 * What follows from a change besides the record itself, told apart from the record before and after: deadlines for the ticker,
 * alarms, the time spent in a state. In: both records. Out: plain data; pipeline parts carry it out (write-incident.ts).
 */
import { type IncidentRecord, type IncidentState, isOpen } from '../contract/incident.ts';
import { leadOf } from './organ-tasks.ts';
import { isOver, workLimitOf } from './work-limit.ts';

export type Effect =
  | { effect: 'set-deadline'; name: string; dueAt: number }
  | { effect: 'clear-deadline'; name: string }
  | { effect: 'raise-alarm'; kind: 'limit-breached'; priority: 2 | 3; limit: string }
  | { effect: 'raise-alarm'; kind: 'major-incident'; priority: 1 | 2; limit: null }
  /** `limit` null and `kind` null: all of this incident. */
  | { effect: 'clear-alarms'; kind: 'major-incident' | null; limit: string | null; why: string }
  | { effect: 'enter-stage'; state: IncidentState; organ: string | null };

const HOLD = 'hold';
/** While it waits for the revisit the way back closes at the due time of work that was done in time (I-39); screens must hear of it. */
export const WORK_TIME_OVER = 'work-time-over';

export function effectsOf(before: IncidentRecord | null, after: IncidentRecord): Effect[] {
  const effects: Effect[] = [];
  const was = deadlinesOf(before);
  const is = deadlinesOf(after);
  for (const name of was.keys()) if (!is.has(name)) effects.push({ effect: 'clear-deadline', name });
  for (const [name, dueAt] of is) if (was.get(name) !== dueAt) effects.push({ effect: 'set-deadline', name, dueAt });
  if (before?.state !== after.state || leadOf(before) !== leadOf(after))
    effects.push({ effect: 'enter-stage', state: after.state, organ: leadOf(after) ?? after.acceptedBy });
  effects.push(...alarmEffects(before, after));
  return effects;
}

/** Rows of the ticker that must be there for this record: a clock that is not over, a hold that ends. */
function deadlinesOf(record: IncidentRecord | null): Map<string, number> {
  const rows = new Map<string, number>();
  if (record === null) return rows;
  for (const { id, state, breachedAt, dueAt } of record.limits)
    if (state === 'running' && breachedAt === null) rows.set(`due:${id}`, dueAt);
  if (record.heldUntil !== null) rows.set(HOLD, record.heldUntil);
  const work = record.state === 'revisit-due' ? workLimitOf(record) : undefined;
  if (work && !isOver(work, record.stateSince)) rows.set(WORK_TIME_OVER, work.dueAt);
  return rows;
}

/** [I-75] [I-76] Which of them sound is the alarm's own business. */
function alarmEffects(before: IncidentRecord | null, after: IncidentRecord): Effect[] {
  if (!isOpen(after.state)) {
    const hadSome = before !== null && isOpen(before.state);
    return hadSome ? [{ effect: 'clear-alarms', kind: null, limit: null, why: after.state }] : [];
  }
  const effects: Effect[] = [];
  const [wasMajor, isMajor] = [majorLevel(before), majorLevel(after)];
  if (isMajor !== null && isMajor !== wasMajor)
    effects.push({ effect: 'raise-alarm', kind: 'major-incident', priority: isMajor, limit: null });
  if (isMajor === null && wasMajor !== null)
    effects.push({ effect: 'clear-alarms', kind: 'major-incident', limit: null, why: 'level-lowered' });
  const late = lateLimits(before);
  const stillLate = lateLimits(after);
  for (const limit of stillLate)
    if (!late.has(limit))
      effects.push({ effect: 'raise-alarm', kind: 'limit-breached', priority: isMajor === null ? 3 : 2, limit });
  for (const limit of late)
    if (!stillLate.has(limit)) effects.push({ effect: 'clear-alarms', kind: null, limit, why: 'step-done' });
  return effects;
}

function majorLevel(record: IncidentRecord | null): 1 | 2 | null {
  if (record === null || !isOpen(record.state)) return null;
  return record.level === 1 || record.level === 2 ? record.level : null;
}

/** Over, and the step still owed. */
function lateLimits(record: IncidentRecord | null): Set<string> {
  const late = (record?.limits ?? []).filter(({ breachedAt, state }) => breachedAt !== null && state !== 'ended');
  return new Set(late.map(({ id }) => id));
}
