/**
 * What units are busy with. In: the open incidents. Out: for each unit that was sent somewhere, where, and whether it has arrived; who is
 * not in it is free. On the scene of one incident counts before being sent to another.
 */
import type { UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord, IncidentState } from '../../server/contract/incident.ts';

export type UnitTask = 'free' | 'sent' | 'on-scene';

export interface UnitWork {
  task: Exclude<UnitTask, 'free'>;
  incident: IncidentRecord;
}

export type UnitWorks = ReadonlyMap<UnitId, UnitWork>;

/** In these the units of an incident's organs are at work; before and after, they are free. */
const AT_WORK: ReadonlySet<IncidentState> = new Set(['handling', 'rectifying', 'emergency']);

export function worksOfUnits(open: readonly IncidentRecord[]): UnitWorks {
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
