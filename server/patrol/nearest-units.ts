/**
 * Who is nearest to a place (rules [P-100] to [P-102]). In: a place, who asks, units with their newest fixes, their work, their shifts.
 * Out: the contract's answer. The ranking is the one of the desk (geodata/nearest-first.ts), so that both name the same unit.
 */
import { nearestFirst } from '../../geodata/nearest-first.ts';
import type { LonLat } from '../contract/coordinates.ts';
import { sightOf } from '../contract/freshness.ts';
import type { IncidentId, UnitId, ZoneId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { NearestUnit, NearestUnits } from '../contract/nearest-units.ts';
import { worksOfUnits } from '../contract/unit-task.ts';
import type { UnitOnGround } from './units-on-ground.ts';

export interface NearestParts {
  onGround(now: number): readonly UnitOnGround[];
  /** Open incidents with a task that names the unit. */
  sentTo(unit: UnitId): readonly IncidentRecord[];
  /** Null = no plan (未设定). */
  shiftsOf(unit: UnitId, now: number): { now: readonly { name: string }[] } | null;
}

export interface NearestQuestion {
  at: LonLat;
  limit: number;
  /** Of a viewer who sees one zone only. */
  zone: ZoneId | undefined;
  mayRead(incident: IncidentRecord): boolean;
}

export function nearestUnitsTo(
  { at, limit, zone, mayRead }: NearestQuestion,
  { onGround, sentTo, shiftsOf }: NearestParts,
  now: number,
): NearestUnits {
  const spotted = onGround(now).flatMap(({ unit, fix }) => {
    if (fix === null || !unit.onDuty || (zone !== undefined && unit.homeZone !== zone)) return [];
    return [{ item: { unit, fix }, at: fix.lonLat, sight: sightOf(fix.standing), index: unit.index }];
  });
  const { near, lost } = nearestFirst(at, spotted);
  return {
    ...{ asOf: now, lon: at[0], lat: at[1], all: near.length, lostNearby: lost },
    units: near.slice(0, limit).map(({ item: { unit, fix }, distanceM }): NearestUnit => {
      const { id, callSign, unitClass, organ, homeZone, dutyChangedAt } = unit;
      const work = worksOfUnits(sentTo(id)).get(id);
      const incident: IncidentId | null = work && mayRead(work.incident) ? work.incident.id : null;
      return {
        ...{ unit: id, callSign, unitClass, organ, homeZone, onDutySince: dutyChangedAt },
        ...{ distanceM: Math.round(distanceM), fixAgeS: Math.max(0, Math.round(fix.ageMs / 1000)) },
        freshness: fix.standing as NearestUnit['freshness'],
        ...{ task: work?.task ?? 'free', incident },
        shifts: shiftsOf(id, now)?.now.map(({ name }) => name) ?? null,
      };
    }),
  };
}
