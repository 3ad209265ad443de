/** The clock of the work itself (处置 or 整改): whether a bad revisit leads back or up depends on it (SPEC.md I-39, I-42). */
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentLimit } from '../contract/incident-limit.ts';

/** Of the organ that leads now: an earlier organ's clock says nothing about this one. Undefined = none was set. */
export function workLimitOf({ limits, tasks }: IncidentRecord): IncidentLimit | undefined {
  const assignedAt = tasks.find(({ lead }) => lead)?.assignedAt;
  if (assignedAt === undefined) return undefined;
  return limits.findLast(limit => isWork(limit) && (limit.endedAt === null || limit.endedAt >= assignedAt));
}

export function isWork({ step }: IncidentLimit): boolean {
  return step === 'handle' || step === 'rectify';
}

export function isOver({ breachedAt, dueAt }: IncidentLimit, now: number): boolean {
  return breachedAt !== null || now >= dueAt;
}

/** The clock goes on as if it had never been stopped: what an inspection takes is not given to those who were sent back. */
export function runAgain(limit: IncidentLimit): IncidentLimit {
  return { ...limit, state: 'running', endedAt: null };
}
