/**
 * Sees when a unit that was sent somewhere is there. In: fixes as the intake takes them, and where a unit has work. Out: sightings, for
 * whoever keeps them; the same unit is told again with every fix until its work says that it was seen. Rules [P-57], [P-58].
 * Hot path: a fix of a unit that was sent nowhere costs one look-up.
 */
import { metresBetween } from '../../geodata/metres-between.ts';
import type { IncidentId, UnitId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { COARSE_M, type GroundFix, LATE_MS } from './ground-tracker.ts';

/** A place of work where the unit was not seen yet. */
export interface Scene {
  incident: IncidentId;
  lon: number;
  lat: number;
}

export interface SceneFollowerParts {
  scenesOf(unit: UnitId): readonly Scene[];
  seen(incident: IncidentId, unit: UnitId, fixTimeMs: number): void;
}

/** [P-57] */
const THERE_M = 50;

export class SceneFollower {
  readonly #parts: SceneFollowerParts;

  constructor(parts: SceneFollowerParts) {
    this.#parts = parts;
  }

  taken({ id, onDuty }: UnitRecord, fix: GroundFix, isNewest: boolean, now: number): void {
    const { lon, lat, fixTimeMs, accuracyM } = fix;
    if (!isNewest || !onDuty || (accuracyM !== null && accuracyM > COARSE_M) || now - fixTimeMs > LATE_MS) return;
    const { scenesOf, seen } = this.#parts;
    for (const scene of scenesOf(id))
      if (metresBetween(lon, lat, scene.lon, scene.lat) <= THERE_M) seen(scene.incident, id, fixTimeMs);
  }
}
