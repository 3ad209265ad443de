/** The end of a hold (挂账): by decision, because the matter moved on, or by itself when its date has come (SPEC.md I-54). */
import type { IncidentRecord } from '../contract/incident.ts';
import { resume } from '../deadlines/count-limit.ts';
import type { WorkingTime } from '../deadlines/working-time.ts';

/** The clocks that stood still run again, later by as long as they stood. */
export function resumedFromHold(
  { limits, requests, heldUntil }: Pick<IncidentRecord, 'limits' | 'requests' | 'heldUntil'>,
  now: number,
  time: WorkingTime,
): Pick<IncidentRecord, 'limits' | 'heldUntil'> {
  const granted = requests.findLast(({ kind, decision }) => kind === 'hold' && decision === 'granted');
  if (heldUntil === null || !granted || granted.decidedAt === null) return { limits, heldUntil: null };
  const pausedAt = granted.decidedAt;
  return { limits: limits.map(limit => resume(limit, pausedAt, now, time)), heldUntil: null };
}
