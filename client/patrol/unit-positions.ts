/**
 * Where the units are. Outside React and outside the store: typed arrays that the map reads every frame. Hot path.
 * In: binary position frames. Out: columns by slot (dense 0..count-1, in order of first appearance), trails, `version`.
 * Surprises: a fix that is older than the known one never moves a unit back (C1). Arrays are replaced when they grow, so read
 * `positions.lon` anew each time. Previous = current means "do not animate": first fix, jump, or a long silence in between.
 */

import { metresBetween } from '../../geodata/metres-between.ts';
import { type FixVisitor, visitPositionFrame } from '../../server/contract/position-frame.ts';
import { grownTo } from './grown-to.ts';
import type { TrailKeeping } from './trail-length.ts';
import { type TrailVisitor, UnitTrails } from './unit-trails.ts';

/** Nobody drives this between two fixes; flying across roofs would be a lie (wall-ux §6). */
const JUMP_M = 300;
/** Between fixes further apart than this we do not know the way. */
const ANIMATED_INTERVALS = 2;
/** Until `setReportInterval` says otherwise: a person's. */
const DEFAULT_INTERVAL_MS = 30_000;
const FIRST_CAPACITY = 1024;
/** Indices above this are looked up in a map; below it an array of 4 MB is faster. */
const TABLE_LIMIT = 1 << 20;
const NO_SLOT = -1;
/** Frames carry ages in steps, so the same fix may come back dated a little later; within this distance it is the same one. */
const SAME_PLACE_M = 1;

export class UnitPositions {
  /** Slots in use. */
  count = 0;
  /** Grows with every frame that changed something, and with `clear`. */
  version = 0;

  unitIndex = new Uint32Array(0);
  /** WGS-84 degrees of the newest fix, and of the one before it. */
  lon = new Float64Array(0);
  lat = new Float64Array(0);
  previousLon = new Float64Array(0);
  previousLat = new Float64Array(0);
  /** UTC ms of the fix itself. */
  fixTimeMs = new Float64Array(0);
  /** Degrees clockwise from north; NaN = unknown. */
  headingDeg = new Float32Array(0);
  /** Metres a second; NaN = unknown. */
  speedMps = new Float32Array(0);
  /** Metres; NaN = unknown. */
  accuracyM = new Float32Array(0);
  /** How often the unit reports. */
  reportIntervalMs = new Float64Array(0);
  /** Monotonic ms at which the newest fix arrived: animation from previous to current starts here. */
  receivedAt = new Float64Array(0);

  readonly #trails = new UnitTrails();
  #slotTable = new Int32Array(0);
  readonly #slotOfLargeIndex = new Map<number, number>();
  /** What was said about units that may not have a slot yet; copied into `reportIntervalMs` with the slot. */
  readonly #intervals = new Map<number, number>();

  #frameReceivedAt = 0;
  #frameServerTimeMs = 0;
  #changed = false;

  /**
   * Takes one frame in. `receivedAt`: monotonic ms now. Returns the number of units in it.
   * Throws on a frame that is cut or foreign; nothing has changed then.
   */
  applyFrame(frame: ArrayBuffer | ArrayBufferView, receivedAt: number): number {
    this.#frameReceivedAt = receivedAt;
    this.#frameServerTimeMs = frameServerTime(frame);
    this.#changed = false;
    const { count } = visitPositionFrame(frame, this.#takeFix);
    this.#trails.begin(this.#frameServerTimeMs);
    if (this.#changed) this.version++;
    return count;
  }

  /** How often this unit reports; decides which gaps are too long to animate. */
  setReportInterval(unitIndex: number, intervalMs: number): void {
    this.#intervals.set(unitIndex, intervalMs);
    const slot = this.slotOf(unitIndex);
    if (slot !== NO_SLOT) this.reportIntervalMs[slot] = intervalMs;
  }

  /** Forgets every unit: a snapshot came (a full frame follows it at once), or the session ended. */
  clear(): void {
    this.count = 0;
    this.#slotTable.fill(NO_SLOT);
    this.#slotOfLargeIndex.clear();
    this.#intervals.clear();
    this.#trails.clear();
    this.version++;
  }

  /** -1 = never had a fix. */
  slotOf(unitIndex: number): number {
    if (unitIndex < this.#slotTable.length) return this.#slotTable[unitIndex]!;
    return this.#slotOfLargeIndex.get(unitIndex) ?? NO_SLOT;
  }

  forEach(visit: (slot: number, unitIndex: number) => void): void {
    for (let slot = 0; slot < this.count; slot++) visit(slot, this.unitIndex[slot]!);
  }

  /** How much of each unit's way is kept from now on; a wall never says. See trail-length.ts. */
  keepTrails(keeping: TrailKeeping): void {
    this.#trails.keep(keeping);
  }

  /** UTC ms from which on every trail is whole, as far as this page was told; null = nothing was heard yet. */
  get trailsSinceMs(): number | null {
    return this.#trails.sinceMs;
  }

  /** The way of a unit since `fromMs`, oldest first; see unit-trails.ts. Returns the number of points. */
  visitTrail(slot: number, fromMs: number, visit: TrailVisitor): number {
    const visited = this.#trails.visit(slot, fromMs, visit);
    if (visited === 0 || !this.#trails.isThinned) return visited;
    visit(this.lon[slot]!, this.lat[slot]!, this.fixTimeMs[slot]!, false);
    return visited + 1;
  }

  /** One function for all frames: a closure per frame would be garbage ten times a second. */
  readonly #takeFix: FixVisitor = (unitIndex, lon, lat, fixTimeMs, headingDeg, speedMps, accuracyM) => {
    let slot = this.slotOf(unitIndex);
    const isFirst = slot === NO_SLOT;
    let animated = false;
    if (isFirst) slot = this.#addSlot(unitIndex);
    else {
      const laterMs = fixTimeMs - this.fixTimeMs[slot]!;
      if (laterMs <= 0) return;
      const movedM = metresBetween(this.lon[slot]!, this.lat[slot]!, lon, lat);
      if (movedM < SAME_PLACE_M && laterMs <= ageStepMs(this.#frameServerTimeMs - fixTimeMs)) return;
      animated = movedM <= JUMP_M && laterMs <= ANIMATED_INTERVALS * this.reportIntervalMs[slot]!;
    }
    this.previousLon[slot] = animated ? this.lon[slot]! : lon;
    this.previousLat[slot] = animated ? this.lat[slot]! : lat;
    this.lon[slot] = lon;
    this.lat[slot] = lat;
    this.fixTimeMs[slot] = fixTimeMs;
    this.headingDeg[slot] = headingDeg;
    this.speedMps[slot] = speedMps;
    this.accuracyM[slot] = accuracyM;
    this.receivedAt[slot] = this.#frameReceivedAt;
    this.#trails.add(slot, lon, lat, fixTimeMs, !animated);
    this.#changed = true;
  };

  #addSlot(unitIndex: number): number {
    if (this.count === this.unitIndex.length) this.#grow(Math.max(FIRST_CAPACITY, this.count * 2));
    const slot = this.count++;
    this.unitIndex[slot] = unitIndex;
    this.reportIntervalMs[slot] = this.#intervals.get(unitIndex) ?? DEFAULT_INTERVAL_MS;
    if (unitIndex >= TABLE_LIMIT) this.#slotOfLargeIndex.set(unitIndex, slot);
    else {
      if (unitIndex >= this.#slotTable.length) this.#growTable(unitIndex + 1);
      this.#slotTable[unitIndex] = slot;
    }
    return slot;
  }

  #grow(capacity: number): void {
    this.unitIndex = grownTo(new Uint32Array(capacity), this.unitIndex);
    this.lon = grownTo(new Float64Array(capacity), this.lon);
    this.lat = grownTo(new Float64Array(capacity), this.lat);
    this.previousLon = grownTo(new Float64Array(capacity), this.previousLon);
    this.previousLat = grownTo(new Float64Array(capacity), this.previousLat);
    this.fixTimeMs = grownTo(new Float64Array(capacity), this.fixTimeMs);
    this.headingDeg = grownTo(new Float32Array(capacity), this.headingDeg);
    this.speedMps = grownTo(new Float32Array(capacity), this.speedMps);
    this.accuracyM = grownTo(new Float32Array(capacity), this.accuracyM);
    this.reportIntervalMs = grownTo(new Float64Array(capacity), this.reportIntervalMs);
    this.receivedAt = grownTo(new Float64Array(capacity), this.receivedAt);
    this.#trails.reserve(capacity);
  }

  #growTable(atLeast: number): void {
    const length = Math.min(TABLE_LIMIT, Math.max(atLeast, this.#slotTable.length * 2, FIRST_CAPACITY));
    this.#slotTable = grownTo(new Int32Array(length).fill(NO_SLOT), this.#slotTable);
  }
}

/** Server time of a frame, before its units are visited; see the layout in the contract. 0 when the frame is too short. */
function frameServerTime(frame: ArrayBuffer | ArrayBufferView): number {
  const view = ArrayBuffer.isView(frame)
    ? new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
    : new DataView(frame);
  return view.byteLength >= 16 ? view.getFloat64(8, true) : 0;
}

/** How much later one and the same fix may seem when it is sent again: two rounding errors of the frame's age code. */
function ageStepMs(ageMs: number): number {
  if (ageMs < 10_000) return 100;
  if (ageMs < 99_500) return 1000;
  return 60_000;
}
