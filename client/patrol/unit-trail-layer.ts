/**
 * The way behind each unit, fading: short on a wall, as long as was chosen on a desk. In: positions, unit records, how long. Out: one layer
 * for all. Filled into typed arrays once a second (deck copies them at once); frames in between cost a draw call.
 */
import type { Layer } from '@deck.gl/core';
import { LineLayer } from '@deck.gl/layers';
import type { UnitIndex } from '../../server/contract/ids.ts';
import { COLOURS, rgb } from '../design/tokens.ts';
import { grownTo } from './grown-to.ts';
import type { UnitPositions } from './unit-positions.ts';
import type { UnitSlice } from './unit-slice.ts';
import type { TrailVisitor } from './unit-trails.ts';

/** With more units nobody could tell one trail from another. */
export const MOST_TRAILED_UNITS = 400;
/** Wider than any street of the ground at this zoom, or the trail would be taken for one. */
const TRAIL_STROKES = 1.7;
const TRAIL_OPACITY = 220; // of 255, at the unit; fades to nothing at the far end
const FIRST_ROOM = 4096;

export interface TrailLook {
  /** 0 = none. */
  lengthMs: number;
  /** This one is drawn however many there are. */
  always: UnitIndex | null;
}

/** Pieces of all trails in columns: from, to (lon, lat, 0 in degrees), colour. */
export class UnitTrailColumns {
  #from = new Float64Array(0);
  #to = new Float64Array(0);
  #colour = new Uint8ClampedArray(0);
  #count = 0;
  #serverNow = 0;
  #lengthMs = 1;
  #hasStart = false;
  #startLon = 0;
  #startLat = 0;

  fill(positions: UnitPositions, units: UnitSlice, serverNow: number, look: TrailLook) {
    this.#count = 0;
    this.#serverNow = serverNow;
    this.#lengthMs = look.lengthMs;
    const isCrowded = positions.count > MOST_TRAILED_UNITS;
    const trail = (slot: number, index: number) => {
      const unit = units.byIndex.get(index as UnitIndex);
      if (!unit?.onDuty) return;
      this.#hasStart = false;
      // Where somebody was before signing on is nobody's business [P-111].
      positions.visitTrail(slot, Math.max(serverNow - look.lengthMs, unit.dutyChangedAt), this.#takePoint);
    };
    if (look.lengthMs > 0 && !isCrowded) positions.forEach(trail);
    else if (look.lengthMs > 0 && look.always !== null) {
      const slot = positions.slotOf(look.always);
      if (slot >= 0) trail(slot, look.always);
    }
    return {
      length: this.#count,
      attributes: {
        getSourcePosition: { value: this.#from, size: 3 },
        getTargetPosition: { value: this.#to, size: 3 },
        getColor: { value: this.#colour, size: 4 },
      },
    };
  }

  /** One function for all trails, as in unit-positions.ts. */
  readonly #takePoint: TrailVisitor = (lon, lat, fixTimeMs, startsLeg) => {
    if (this.#hasStart && !startsLeg) {
      const piece = this.#count++;
      this.#reserve(this.#count);
      this.#from[piece * 3] = this.#startLon;
      this.#from[piece * 3 + 1] = this.#startLat;
      this.#to[piece * 3] = lon;
      this.#to[piece * 3 + 1] = lat;
      this.#colour[piece * 4 + 3] = TRAIL_OPACITY * (1 - (this.#serverNow - fixTimeMs) / this.#lengthMs);
    }
    this.#hasStart = true;
    this.#startLon = lon;
    this.#startLat = lat;
  };

  #reserve(count: number): void {
    const room = this.#colour.length / 4;
    if (count <= room) return;
    const larger = Math.max(FIRST_ROOM, room * 2);
    this.#from = grownTo(new Float64Array(larger * 3), this.#from);
    this.#to = grownTo(new Float64Array(larger * 3), this.#to);
    const colour = new Uint8ClampedArray(larger * 4);
    const [red, green, blue] = rgb(COLOURS.textHi);
    for (let i = 0; i < larger; i++) colour.set([red, green, blue], i * 4);
    this.#colour = grownTo(colour, this.#colour);
  }
}

export function unitTrails(pieces: ReturnType<UnitTrailColumns['fill']>, strokePx: number): Layer {
  return new LineLayer({
    id: 'unit-trail',
    data: pieces,
    getWidth: strokePx * TRAIL_STROKES,
    widthUnits: 'pixels',
  });
}
