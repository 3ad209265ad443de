/**
 * Prepares the columns that unit-body-layer.ts uploads: which units are drawn, their last step, their age.
 * In: positions, unit records, what the profile says of each unit class. Out: a fresh `UnitBodies` (arrays are reused; deck
 * copies them at once). Called a few times a second, never per frame.
 */

import { archivedAfterMs } from '../../server/contract/freshness.ts';
import type { UnitIndex } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { UnitBodies } from './unit-body-layer.ts';
import type { UnitPositions } from './unit-positions.ts';
import type { UnitSlice } from './unit-slice.ts';

/** What drawing needs to know of a unit class of the profile. */
export interface UnitClassLook {
  shape: 'person' | 'vehicle' | 'facility';
  reportIntervalS: number;
  maxSpeedMps: number;
}

const SHAPE_CODE = { person: 0, vehicle: 1, facility: 2 } as const;
const HIDDEN = -1;
/** wall-ux §6: a step is animated for at most one reporting interval, and never longer than this. */
const LONGEST_STEP_S = 2;
const COMMON_UNITS_A_DEGREE = 512 / 360;

export class UnitBodyColumns {
  #position = new Float64Array(0);
  #motion = new Float32Array(0);
  #fix = new Float32Array(0);
  /** Time of the fix before, by slot: tells how long the step took. */
  #previousFixMs = new Float64Array(0);
  #fixMs = new Float64Array(0);

  /** `baseMs`: zero of the seconds; `serverMinusMonotonicMs`: turns `receivedAt` into server time. */
  fill(
    positions: UnitPositions,
    units: UnitSlice,
    lookOf: (unit: UnitRecord) => UnitClassLook,
    baseMs: number,
    serverMinusMonotonicMs: number,
  ): UnitBodies {
    const { count } = positions;
    this.#reserve(count);
    for (let slot = 0; slot < count; slot++) {
      const unit = units.byIndex.get(positions.unitIndex[slot]! as UnitIndex);
      const fixMs = positions.fixTimeMs[slot]!;
      if (fixMs !== this.#fixMs[slot]) {
        this.#previousFixMs[slot] = this.#fixMs[slot]!;
        this.#fixMs[slot] = fixMs;
      }
      const lon = positions.lon[slot]!;
      const lat = positions.lat[slot]!;
      this.#position[slot * 3] = lon;
      this.#position[slot * 3 + 1] = lat;
      const at = slot * 4;
      const look = unit?.onDuty ? lookOf(unit) : null;
      if (!look || baseMs - fixMs > archivedAfterMs(look.reportIntervalS)) {
        this.#fix[at + 3] = HIDDEN;
        continue;
      }
      const cosLat = Math.cos((lat * Math.PI) / 180);
      this.#motion[at] = (lon - positions.previousLon[slot]!) * COMMON_UNITS_A_DEGREE;
      this.#motion[at + 1] = ((lat - positions.previousLat[slot]!) * COMMON_UNITS_A_DEGREE) / cosLat;
      this.#motion[at + 2] = (positions.receivedAt[slot]! + serverMinusMonotonicMs - baseMs) / 1000;
      this.#motion[at + 3] = Math.min(
        LONGEST_STEP_S,
        look.reportIntervalS,
        (fixMs - this.#previousFixMs[slot]!) / 1000,
      );
      const heading = positions.headingDeg[slot]!;
      this.#fix[at] = (fixMs - baseMs) / 1000;
      this.#fix[at + 1] = look.reportIntervalS;
      this.#fix[at + 2] = Number.isNaN(heading) ? -1 : heading;
      this.#fix[at + 3] = SHAPE_CODE[look.shape];
    }
    return {
      length: count,
      attributes: {
        getPosition: { value: this.#position, size: 3 },
        getMotion: { value: this.#motion, size: 4 },
        getFix: { value: this.#fix, size: 4 },
      },
    };
  }

  /** Room for twice what is needed; deck reads `length` units of it. */
  #reserve(count: number): void {
    if (this.#fixMs.length >= count) return;
    const room = Math.max(256, count * 2);
    const fixMs = new Float64Array(room);
    const previousFixMs = new Float64Array(room);
    fixMs.set(this.#fixMs);
    previousFixMs.set(this.#previousFixMs);
    this.#fixMs = fixMs;
    this.#previousFixMs = previousFixMs;
    this.#position = new Float64Array(room * 3);
    this.#motion = new Float32Array(room * 4);
    this.#fix = new Float32Array(room * 4);
  }
}
