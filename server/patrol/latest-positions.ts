/**
 * The newest position of every unit, in columns by unit index, and which of them changed since the last tick.
 * In: accepted fixes. Out: unit indices in ascending order and the position frames of them, read straight from the columns.
 * Hot path. The surprise: a fix older than the newest one only leaves its time here, it moves nothing (reliability C1).
 */
import type { LonLat } from '../contract/coordinates.ts';
import type { UnitIndex } from '../contract/ids.ts';
import {
  encodePositionRows,
  type FramePosition,
  headingCode,
  motionCode,
  type PositionColumns,
} from '../contract/position-frame.ts';
import type { TrackPoint } from '../store/track-block.ts';
import { RecentTimes } from './recent-times.ts';

type Place = Omit<TrackPoint, 'source'>;

const FIRST_ROOM = 1024;
const UNKNOWN = Number.NaN;

export class LatestPositions {
  readonly #times: (RecentTimes | undefined)[] = [];
  #columns = columnsFor(FIRST_ROOM);
  /** A bit a unit, because reading bits in order is cheaper than sorting, and a unit that reports twice sets one bit. */
  readonly #known = new IndexSet();
  readonly #moved = new IndexSet();

  /** What the gate needs to know of a unit's earlier fixes. */
  history(unitIndex: UnitIndex): RecentTimes {
    let times = this.#times[unitIndex];
    if (!times) {
      times = new RecentTimes();
      this.#times[unitIndex] = times;
    }
    return times;
  }

  /** `mayMove` false: it belongs to the track only. Out: whether it moved the unit. */
  take(fix: Place, mayMove = true): boolean {
    const times = this.history(fix.unitIndex as UnitIndex);
    const newer = times.newestMs === null || fix.fixTimeMs > times.newestMs;
    times.add(fix.fixTimeMs);
    if (!newer || !mayMove) return false;
    times.newestMs = fix.fixTimeMs;
    const row = fix.unitIndex;
    if (row >= this.#columns.lon.length) this.#columns = columnsFor(2 * (row + 1), this.#columns);
    const columns = this.#columns;
    columns.lon[row] = fix.lon;
    columns.lat[row] = fix.lat;
    columns.fixTimeMs[row] = fix.fixTimeMs;
    columns.headingDeg[row] = fix.headingDeg ?? UNKNOWN;
    columns.speedMps[row] = fix.speedMps ?? UNKNOWN;
    columns.accuracyM[row] = fix.accuracyM ?? UNKNOWN;
    columns.heading[row] = headingCode(fix.headingDeg);
    columns.motion[row] = motionCode(fix.speedMps, fix.accuracyM);
    this.#known.add(row);
    this.#moved.add(row);
    return true;
  }

  /** Indices of the units that moved since the last call, ascending. */
  takeMoved(): Uint32Array {
    const moved = this.#moved.inOrder();
    this.#moved.clear();
    return moved;
  }

  /** Indices of all units that ever had a position, ascending. */
  known(): Uint32Array {
    return this.#known.inOrder();
  }

  /** A position frame of these units, which must be known and in ascending order. */
  frameOf(units: Uint32Array, serverTimeMs: number): ArrayBuffer {
    return encodePositionRows(this.#columns, units, serverTimeMs);
  }

  /** WGS-84 `[lon, lat]`; null = never heard. */
  placeOf(unit: UnitIndex): LonLat | null {
    if (this.history(unit).newestMs === null) return null;
    return [this.#columns.lon[unit]!, this.#columns.lat[unit]!];
  }

  /** The fix that is shown; null = never heard. */
  spotOf(unit: UnitIndex): { lon: number; lat: number; fixTimeMs: number; accuracyM: number | null } | null {
    if (this.history(unit).newestMs === null) return null;
    const { lon, lat, fixTimeMs, accuracyM } = this.#columns;
    return {
      lon: lon[unit]!,
      lat: lat[unit]!,
      fixTimeMs: fixTimeMs[unit]!,
      accuracyM: orNull(accuracyM[unit]!),
    };
  }

  /** Every unit that ever had a position, in ascending order of index. */
  all(): FramePosition[] {
    const { lon, lat, fixTimeMs, headingDeg, speedMps, accuracyM } = this.#columns;
    return Array.from(this.known(), unitIndex => ({
      unitIndex,
      lon: lon[unitIndex]!,
      lat: lat[unitIndex]!,
      fixTimeMs: fixTimeMs[unitIndex]!,
      headingDeg: orNull(headingDeg[unitIndex]!),
      speedMps: orNull(speedMps[unitIndex]!),
      accuracyM: orNull(accuracyM[unitIndex]!),
    }));
  }
}

/** Whole numbers from 0, a bit each. */
class IndexSet {
  #words = new Uint32Array(FIRST_ROOM / 32);
  #size = 0;

  add(index: number): void {
    const word = index >>> 5;
    if (word >= this.#words.length) this.#words = longer(this.#words, new Uint32Array(2 * (word + 1)));
    const bit = 1 << (index & 31);
    if ((this.#words[word]! & bit) !== 0) return;
    this.#words[word]! |= bit;
    this.#size++;
  }

  clear(): void {
    if (this.#size > 0) this.#words.fill(0);
    this.#size = 0;
  }

  inOrder(): Uint32Array {
    const indices = new Uint32Array(this.#size);
    let count = 0;
    for (let word = 0; count < this.#size; word++)
      for (let bits = this.#words[word]!; bits !== 0; bits &= bits - 1)
        indices[count++] = 32 * word + (31 - Math.clz32(bits & -bits));
    return indices;
  }
}

interface Columns extends PositionColumns {
  /** NaN = unknown. */
  headingDeg: Float64Array;
  speedMps: Float64Array;
  accuracyM: Float64Array;
}

function columnsFor(rows: number, old?: Columns): Columns {
  const numbers = (column?: Float64Array) => longer(column, new Float64Array(rows));
  const codes = (column?: Uint8Array) => longer(column, new Uint8Array(rows));
  return {
    lon: numbers(old?.lon),
    lat: numbers(old?.lat),
    fixTimeMs: numbers(old?.fixTimeMs),
    headingDeg: numbers(old?.headingDeg),
    speedMps: numbers(old?.speedMps),
    accuracyM: numbers(old?.accuracyM),
    heading: codes(old?.heading),
    motion: codes(old?.motion),
  };
}

function longer<Column extends Float64Array | Uint32Array | Uint8Array>(old: Column | undefined, room: Column): Column {
  if (old) room.set(old);
  return room;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
