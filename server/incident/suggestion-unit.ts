/**
 * The nearest fit unit of an organ, and what it lacks. Units off duty, without a fix, or lost are not chosen (wall-ux §6).
 * In: the units, the place, the matter's group. Out: the best unit with reasons and shortfalls as codes with values.
 * Order: fit for the matter, believable position, free, near. A stale or busy unit is shown with its mark rather than hidden.
 */
import { distance } from '@turf/turf';
import type { LonLat } from '../contract/coordinates.ts';
import type { IncidentId, OrganId, UnitId, ZoneId } from '../contract/ids.ts';
import type { SuggestedOrgan } from '../contract/incident.ts';

export type Remark = SuggestedOrgan['reasons'][number];

/** A unit as the patrol side knows it. */
export interface AvailableUnit {
  unit: {
    id: UnitId;
    callSign: string;
    unitClass: string;
    organ: OrganId | null;
    homeZone: ZoneId | null;
    onDuty: boolean;
  };
  fix: { lonLat: LonLat; ageMs: number; standing: 'fresh' | 'ageing' | 'stale' | 'lost' | 'clock-error' } | null;
}

export interface UnitQuestion {
  lonLat: LonLat;
  /** Of the category; null = none is known, then every class fits. */
  group: string | null;
  /** Is this unit class made for matters of that group? */
  serves(unitClass: string, group: string): boolean;
  /** Another open incident it was sent to. */
  workOf(unit: UnitId): IncidentId | undefined;
}

export interface ChosenUnit {
  id: UnitId;
  distanceM: number;
  ageS: number;
  /** 0 = nothing to object; the larger the worse. */
  order: number;
  reasons: Remark[];
  shortfalls: Remark[];
}

/** `units`: of one organ. Null = none can be sent; `whyNone` says why. */
export function chooseUnit(units: readonly AvailableUnit[], question: UnitQuestion): ChosenUnit | null {
  let best: ChosenUnit | null = null;
  for (const available of units) {
    const chosen = judge(available, question);
    if (chosen && (!best || isBetter(chosen, best))) best = chosen;
  }
  return best;
}

export function whyNone(units: readonly AvailableUnit[]): Remark {
  return { code: units.some(({ unit }) => unit.onDuty) ? 'no-position' : 'no-unit-on-duty', values: {} };
}

function isBetter(a: ChosenUnit, b: ChosenUnit): boolean {
  return a.order < b.order || (a.order === b.order && a.distanceM < b.distanceM);
}

function judge({ unit, fix }: AvailableUnit, { lonLat, group, serves, workOf }: UnitQuestion): ChosenUnit | null {
  if (!unit.onDuty || !fix || fix.standing === 'lost' || fix.standing === 'clock-error') return null;
  const distanceM = Math.round(distance(lonLat, fix.lonLat, { units: 'meters' }));
  const ageS = Math.max(0, Math.round(fix.ageMs / 1000));
  const named = { unit: unit.id, callSign: unit.callSign };
  const unfit = group !== null && !serves(unit.unitClass, group);
  const stale = fix.standing === 'stale';
  const incident = workOf(unit.id);
  const shortfalls: Remark[] = [];
  if (unfit) shortfalls.push({ code: 'unfit-class', values: { ...named, unitClass: unit.unitClass } });
  if (stale) shortfalls.push({ code: 'stale-fix', values: { ...named, ageS } });
  if (incident !== undefined) shortfalls.push({ code: 'busy', values: { ...named, incident } });
  return {
    ...{ id: unit.id, distanceM, ageS, shortfalls },
    order: 4 * Number(unfit) + 2 * Number(stale) + Number(incident !== undefined),
    reasons: [{ code: 'nearest-unit', values: { ...named, distanceM, ageS } }],
  };
}
