/**
 * Packs positions into one block of bytes and back. A block is what one flush keeps: a row per position would cost 3 to 15 times
 * as much to write and several times as much to keep.
 * Layout, little-endian columns, 33 bytes a position: f64 fixTimeMs · i32 lon · i32 lat (1e-7 deg, about 1 cm) · u32 unitIndex ·
 * f32 accuracyM · f32 speedMps · f32 headingDeg (NaN = unknown) · u8 source. The number of positions is kept beside the block.
 */
export interface TrackPoint {
  unitIndex: number;
  /** WGS-84 degrees. */
  lon: number;
  lat: number;
  /** UTC ms. */
  fixTimeMs: number;
  accuracyM: number | null;
  speedMps: number | null;
  headingDeg: number | null;
  /** Number of the source; the store does not know their names. */
  source: number;
}

const BYTES_A_POSITION = 33;
const UNITS_A_DEGREE = 1e7;

export function packTrackBlock(points: readonly TrackPoint[]): Uint8Array {
  const count = points.length;
  const block = new Uint8Array(count * BYTES_A_POSITION);
  const view = new DataView(block.buffer);
  for (let i = 0; i < count; i++) {
    const point = points[i]!;
    view.setFloat64(8 * i, point.fixTimeMs, true);
    view.setInt32(8 * count + 4 * i, Math.round(point.lon * UNITS_A_DEGREE), true);
    view.setInt32(12 * count + 4 * i, Math.round(point.lat * UNITS_A_DEGREE), true);
    view.setUint32(16 * count + 4 * i, point.unitIndex, true);
    view.setFloat32(20 * count + 4 * i, point.accuracyM ?? Number.NaN, true);
    view.setFloat32(24 * count + 4 * i, point.speedMps ?? Number.NaN, true);
    view.setFloat32(28 * count + 4 * i, point.headingDeg ?? Number.NaN, true);
    view.setUint8(32 * count + i, point.source);
  }
  return block;
}

/** A packed block, read in place: who looks for one unit makes no object of all the others. */
export class TrackBlockReader {
  readonly count: number;
  readonly #view: DataView;

  /** Throws when the length does not fit the count: a damaged row must not become positions. */
  constructor(block: Uint8Array, count: number) {
    if (block.byteLength !== count * BYTES_A_POSITION)
      throw new Error(`Track block of ${block.byteLength} bytes, ${count * BYTES_A_POSITION} expected.`);
    this.count = count;
    this.#view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  }

  unitIndex(i: number): number {
    return this.#view.getUint32(16 * this.count + 4 * i, true);
  }

  fixTimeMs(i: number): number {
    return this.#view.getFloat64(8 * i, true);
  }

  point(i: number): TrackPoint {
    const { count } = this;
    const view = this.#view;
    return {
      fixTimeMs: this.fixTimeMs(i),
      lon: view.getInt32(8 * count + 4 * i, true) / UNITS_A_DEGREE,
      lat: view.getInt32(12 * count + 4 * i, true) / UNITS_A_DEGREE,
      unitIndex: this.unitIndex(i),
      accuracyM: known(view.getFloat32(20 * count + 4 * i, true)),
      speedMps: known(view.getFloat32(24 * count + 4 * i, true)),
      headingDeg: known(view.getFloat32(28 * count + 4 * i, true)),
      source: view.getUint8(32 * count + i),
    };
  }
}

export function unpackTrackBlock(block: Uint8Array, count: number): TrackPoint[] {
  const reader = new TrackBlockReader(block, count);
  return Array.from({ length: count }, (_, i) => reader.point(i));
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
