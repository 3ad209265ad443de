/** Seconds between two reports of a unit, by what its record and its class say. In: the classes of the profile. Out: a look-up. */
import { reportIntervalOf } from '../contract/freshness.ts';
import type { UnitRecord } from '../contract/unit.ts';

export type ReportIntervals = (unit: Pick<UnitRecord, 'unitClass' | 'reportIntervalS'>) => number;

export function reportIntervals(unitClasses: readonly { id: string; reportIntervalS: number }[]): ReportIntervals {
  const ofClass = new Map(unitClasses.map(({ id, reportIntervalS }) => [id, reportIntervalS]));
  return unit => reportIntervalOf(unit, ofClass.get(unit.unitClass));
}
