/** What a unit is busy with (空闲 已派 已到场): in which states of an incident its units are at work, and which of two works counts. */
import { z } from 'zod';
import type { UnitId } from './ids.ts';
import type { IncidentRecord, IncidentState } from './incident.ts';

export const unitTask = z.enum(['free', 'sent', 'on-scene']);
type UnitTask = z.infer<typeof unitTask>;

export interface UnitWork {
  task: Exclude<UnitTask, 'free'>;
  incident: IncidentRecord;
}

export type UnitWorks = ReadonlyMap<UnitId, UnitWork>;

/** In these the units of an incident's organs are at work; before and after, they are free. */
const AT_WORK: ReadonlySet<IncidentState> = new Set(['handling', 'rectifying', 'emergency']);

/** Whoever was sent somewhere; who is not in it is free. On the scene of one incident counts before being sent to another. */
export function worksOfUnits(open: Iterable<IncidentRecord>): UnitWorks {
  const works = new Map<UnitId, UnitWork>();
  for (const incident of open) {
    if (!AT_WORK.has(incident.state)) continue;
    for (const { unit, arrivedAt } of incident.tasks) {
      if (unit === null || works.get(unit)?.task === 'on-scene') continue;
      works.set(unit, { task: arrivedAt === null ? 'sent' : 'on-scene', incident });
    }
  }
  return works;
}
