/**
 * What figures and indicators count incidents by, taken out of the record's lists into columns of their own.
 * In: the record. Out: columns of migration 008. Kept by the repository with every change, so that counting never parses JSON.
 */
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';

/** Where an organ that was sent can still say that it knows. */
const BEING_HANDLED: ReadonlySet<IncidentState> = new Set(['handling', 'rectifying']);

export function countedColumns({ state, limits, tasks }: Pick<IncidentRecord, 'state' | 'limits' | 'tasks'>) {
  // The first one: after a reopening the question "was the report answered in time" is not asked again.
  const accept = limits.find(({ step }) => step === 'accept');
  // A date that somebody promised or ordered has no row in the table that could be filed.
  const running = limits.filter(limit => limit.state === 'running' && limit.rule !== null);
  const waiting = BEING_HANDLED.has(state) ? tasks.filter(({ acknowledgedAt }) => acknowledgedAt === null) : [];
  return {
    accept_due_at: accept?.dueAt ?? null,
    accept_done_at: accept?.endedAt ?? null,
    running_limits: running.length,
    unfiled_limits: running.filter(({ filingNumber }) => filingNumber === null).length,
    waiting_organs: waiting.length > 0 ? waiting.map(({ organ }) => organ).join(',') : null,
  };
}
