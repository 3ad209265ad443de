/**
 * The one clock of an incident that a row shows: of the limits that still run, the one that is due first.
 * In: the record's limits, server time. Out: how much is left and how urgent it is. A clock that stands still (挂账) and one that
 * was never set (未设定) are answers of their own: neither is "in time".
 */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentLimit } from '../../server/contract/incident-limit.ts';

export type ClockFace =
  /** `leftMs` is negative when it is over. */
  | { name: 'running'; limit: IncidentLimit; leftMs: number; tone: LimitTone }
  /** Until null = the paused limit says nothing of an end. */
  | { name: 'held'; limit: IncidentLimit; until: number | null }
  | { name: 'none' };

export type LimitTone = 'calm' | 'soon' | 'over';

/** Running before paused, then the earliest due; null = no clock is owed. */
export function rulingLimit(limits: readonly IncidentLimit[]): IncidentLimit | null {
  let best: IncidentLimit | null = null;
  for (const limit of limits) {
    if (limit.state === 'ended') continue;
    if (!best || ranksBefore(limit, best)) best = limit;
  }
  return best;
}

function ranksBefore(a: IncidentLimit, b: IncidentLimit): boolean {
  if (a.state !== b.state) return a.state === 'running';
  return a.dueAt < b.dueAt;
}

export function clockFace(record: Pick<IncidentRecord, 'limits' | 'heldUntil'>, now: number): ClockFace {
  const limit = rulingLimit(record.limits);
  if (!limit) return { name: 'none' };
  if (limit.state === 'paused') return { name: 'held', limit, until: record.heldUntil };
  return { name: 'running', limit, leftMs: limit.dueAt - now, tone: limitTone(limit, now) };
}

/** At the very moment it is due it is over. */
export function limitTone(limit: Pick<IncidentLimit, 'amberAt' | 'dueAt'>, now: number): LimitTone {
  if (now >= limit.dueAt) return 'over';
  return now >= limit.amberAt ? 'soon' : 'calm';
}
