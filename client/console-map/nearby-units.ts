/**
 * Who is near (附近力量): units on duty around a place, nearest first, with how old their fix is and what they are busy with.
 * A lost unit is not "near": nobody knows where it is, so it is counted apart. A stale one stays, marked by its age.
 */
import type { LonLat } from '../../server/contract/coordinates.ts';
import { type Freshness, freshnessOf } from '../../server/contract/freshness.ts';
import type { UnitId, UnitIndex } from '../../server/contract/ids.ts';
import type { IncidentRecord, IncidentState } from '../../server/contract/incident.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { metresBetween } from '../patrol/metres-between.ts';
import type { UnitPositions } from '../patrol/unit-positions.ts';
import type { UnitSlice } from '../patrol/unit-slice.ts';

export type UnitTask = 'free' | 'sent' | 'on-scene';

export interface NearbyUnit {
  unit: UnitRecord;
  at: LonLat;
  distanceM: number;
  fixAgeMs: number;
  freshness: Exclude<Freshness, 'lost' | 'archived'>;
  task: UnitTask;
}

export interface Nearby {
  units: readonly NearbyUnit[];
  /** On duty, last seen within the radius, and lost since. */
  lost: number;
}

export const NEARBY_RADIUS_M = 1000;

/** In these the units of an incident's organs are at work; before and after, they are free. */
const AT_WORK: ReadonlySet<IncidentState> = new Set(['handling', 'rectifying', 'emergency']);

export function tasksOfUnits(open: readonly IncidentRecord[]): ReadonlyMap<UnitId, UnitTask> {
  const tasks = new Map<UnitId, UnitTask>();
  for (const incident of open) {
    if (!AT_WORK.has(incident.state)) continue;
    for (const { unit, arrivedAt } of incident.tasks) {
      if (unit !== null && tasks.get(unit) !== 'on-scene') tasks.set(unit, arrivedAt === null ? 'sent' : 'on-scene');
    }
  }
  return tasks;
}

export function nearbyUnits(
  [lon, lat]: LonLat,
  units: UnitSlice,
  positions: Pick<UnitPositions, 'forEach' | 'lon' | 'lat' | 'fixTimeMs'>,
  tasks: ReadonlyMap<UnitId, UnitTask>,
  reportIntervalS: (unitClass: string) => number,
  serverNow: number,
): Nearby {
  const near: NearbyUnit[] = [];
  let lost = 0;
  positions.forEach((slot, index) => {
    const unit = units.byIndex.get(index as UnitIndex);
    if (!unit?.onDuty) return;
    const at: LonLat = [positions.lon[slot]!, positions.lat[slot]!];
    const distanceM = metresBetween(lon, lat, at[0], at[1]);
    if (distanceM > NEARBY_RADIUS_M) return;
    const fixAgeMs = serverNow - positions.fixTimeMs[slot]!;
    const freshness = freshnessOf(fixAgeMs, reportIntervalS(unit.unitClass));
    if (freshness === 'lost' || freshness === 'archived') lost++;
    else near.push({ unit, at, distanceM, fixAgeMs, freshness, task: tasks.get(unit.id) ?? 'free' });
  });
  near.sort((a, b) => a.distanceM - b.distanceM || a.unit.index - b.unit.index);
  return { units: near, lost };
}
