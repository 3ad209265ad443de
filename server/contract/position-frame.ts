/**
 * The position frame: one binary message a tick with the newest position of every unit that moved or reported.
 * Last value wins; frames are never queued and may be dropped, so each one stands alone.
 *
 * Little-endian, 28 bytes and then columns, 8 bytes a unit:
 *   u8 version · u8 0 · u16 0 · u32 count · f64 serverTimeMs · i32 originLon · i32 originLat (1e-6 deg) · f32 stepDeg
 *   u16 lon[count] · u16 lat[count]      steps east and north of the origin
 *   u8 gap[count]                        unit index minus the one before (ascending); 255 = see `wide gaps`
 *   u8 heading[count]                    0..254 = 360/255 deg each, clockwise from north; 255 = unknown
 *   u8 motion[count]                     high nibble speed class, low nibble accuracy class; 15 = unknown
 *   u8 age[count]                        age of the fix at serverTimeMs, see AGE
 *   u32 wideGap[…]                       one for each gap of 255, in order
 * The origin and the step are chosen per frame so that all its units fit: 0.11 m over a subdistrict, coarser only when a unit
 * is far away. Columns instead of records, because typed arrays can be laid over them without copying.
 */
/** 2: ages to eight hours, for units that report seldom. */
export const POSITION_FRAME_VERSION = 2;
export const HEADER_BYTES = 28;
export const BYTES_A_UNIT = 8;
const WIDE_GAP = 255;
const UNKNOWN_HEADING = 255;
const UNKNOWN_CLASS = 15;
const MIN_STEP_DEG = 1e-6;

/** Upper ends of the speed classes 0..14 in m/s; a decoded speed is the upper end of its class. */
const SPEED_CLASSES_MPS = [0.3, 0.7, 1.1, 1.5, 2, 3, 4, 6, 8, 11, 14, 17, 20, 27, 42] as const;
/** Upper ends of the accuracy classes 0..14 in metres. */
const ACCURACY_CLASSES_M = [3, 5, 8, 10, 15, 20, 30, 50, 75, 100, 150, 250, 500, 1000, 5000] as const;

/** One unit's newest fix. */
export interface FramePosition {
  unitIndex: number;
  /** WGS-84 degrees. */
  lon: number;
  lat: number;
  /** UTC ms of the fix itself, not of its arrival. */
  fixTimeMs: number;
  /** Degrees clockwise from north, or null when unknown. */
  headingDeg: number | null;
  speedMps: number | null;
  accuracyM: number | null;
}

/** Ages: 0..9.9 s in 0.1 s steps, to 99 s in seconds, to 35 min in minutes, to 8 h in quarters of an hour; 255 = older. */
const LAST_MINUTE_CODE = 224;
const QUARTERS_BASE = 222;

function encodeAge(ageMs: number): number {
  const s = Math.max(0, ageMs) / 1000;
  if (s < 10) return Math.min(99, Math.round(s * 10));
  if (s < 99.5) return 90 + Math.round(s);
  const minutes = Math.max(2, Math.round(s / 60));
  if (minutes <= LAST_MINUTE_CODE - 189) return 189 + minutes;
  return Math.min(255, Math.max(LAST_MINUTE_CODE, QUARTERS_BASE + Math.round(s / 900)));
}

function decodeAge(code: number): number {
  if (code < 100) return code * 100;
  if (code <= 189) return (code - 90) * 1000;
  if (code <= LAST_MINUTE_CODE) return (code - 189) * 60_000;
  return (code - QUARTERS_BASE) * 900_000;
}

function classOf(value: number, upperEnds: readonly number[]): number {
  for (let i = 0; i < upperEnds.length; i++) if (value <= upperEnds[i]!) return i;
  return upperEnds.length - 1;
}

/** `null` = unknown. */
export function headingCode(headingDeg: number | null): number {
  return headingDeg === null ? UNKNOWN_HEADING : Math.round((headingDeg / 360) * 255) % 255;
}

/** `null` = unknown. */
export function motionCode(speedMps: number | null, accuracyM: number | null): number {
  const speed = speedMps === null ? UNKNOWN_CLASS : classOf(speedMps, SPEED_CLASSES_MPS);
  return (speed << 4) | (accuracyM === null ? UNKNOWN_CLASS : classOf(accuracyM, ACCURACY_CLASSES_M));
}

/** Positions in columns, as whoever keeps the newest of many units holds them: a frame is read from here without an object a unit. */
export interface PositionColumns {
  /** WGS-84 degrees. */
  lon: Float64Array;
  lat: Float64Array;
  /** UTC ms. */
  fixTimeMs: Float64Array;
  /** `headingCode` and `motionCode` of the fix. */
  heading: Uint8Array;
  motion: Uint8Array;
}

/** Packs positions, which must be in ascending order of `unitIndex`, each unit once. An empty list gives an empty frame. */
export function encodePositionFrame(positions: readonly FramePosition[], serverTimeMs: number): ArrayBuffer {
  return encodeColumns(
    {
      lon: Float64Array.from(positions, p => p.lon),
      lat: Float64Array.from(positions, p => p.lat),
      fixTimeMs: Float64Array.from(positions, p => p.fixTimeMs),
      heading: Uint8Array.from(positions, p => headingCode(p.headingDeg)),
      motion: Uint8Array.from(positions, p => motionCode(p.speedMps, p.accuracyM)),
    },
    Uint32Array.from(positions.keys()),
    Uint32Array.from(positions, p => p.unitIndex),
    serverTimeMs,
  );
}

/** The same frame from columns whose row number is the unit index. `units`: which rows, ascending, each once. */
export function encodePositionRows(columns: PositionColumns, units: Uint32Array, serverTimeMs: number): ArrayBuffer {
  return encodeColumns(columns, units, units, serverTimeMs);
}

/** `rows[i]` is where unit `units[i]` stands in the columns. */
function encodeColumns(
  { lon, lat, fixTimeMs, heading, motion }: PositionColumns,
  rows: Uint32Array,
  units: Uint32Array,
  serverTimeMs: number,
): ArrayBuffer {
  let west = Infinity;
  let east = -Infinity;
  let south = Infinity;
  let north = -Infinity;
  let wideGaps = 0;
  let previous = -1;
  const count = rows.length;
  for (let i = 0; i < count; i++) {
    const unit = units[i]!;
    const x = lon[rows[i]!]!;
    const y = lat[rows[i]!]!;
    if (unit <= previous) throw new Error(`Unit index ${unit} after ${previous}: not ascending.`);
    if (unit - previous >= WIDE_GAP) wideGaps++;
    previous = unit;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  const originLon = count ? Math.floor(west * 1e6) : 0;
  const originLat = count ? Math.floor(south * 1e6) : 0;
  const spanDeg = count ? Math.max(east - originLon / 1e6, north - originLat / 1e6) : 0;
  // One part in 2^20 above the exact quotient, so that rounding to float32 can never make the farthest unit overflow.
  const step = Math.fround(Math.max(MIN_STEP_DEG, (spanDeg / 65_535) * (1 + 2 ** -20)));

  const frame = new ArrayBuffer(HEADER_BYTES + BYTES_A_UNIT * count + 4 * wideGaps);
  const view = new DataView(frame);
  view.setUint8(0, POSITION_FRAME_VERSION);
  view.setUint32(4, count, true);
  view.setFloat64(8, serverTimeMs, true);
  view.setInt32(16, originLon, true);
  view.setInt32(20, originLat, true);
  view.setFloat32(24, step, true);

  const lonAt = HEADER_BYTES;
  const latAt = lonAt + 2 * count;
  const gapAt = latAt + 2 * count;
  const headingAt = gapAt + count;
  const motionAt = headingAt + count;
  const ageAt = motionAt + count;
  let wideAt = ageAt + count;
  const westDeg = originLon / 1e6;
  const southDeg = originLat / 1e6;
  previous = -1;
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    view.setUint16(lonAt + 2 * i, Math.round((lon[row]! - westDeg) / step), true);
    view.setUint16(latAt + 2 * i, Math.round((lat[row]! - southDeg) / step), true);
    const gap = units[i]! - previous;
    previous = units[i]!;
    view.setUint8(gapAt + i, Math.min(gap, WIDE_GAP));
    if (gap >= WIDE_GAP) {
      view.setUint32(wideAt, gap, true);
      wideAt += 4;
    }
    view.setUint8(headingAt + i, heading[row]!);
    view.setUint8(motionAt + i, motion[row]!);
    view.setUint8(ageAt + i, encodeAge(serverTimeMs - fixTimeMs[row]!));
  }
  return frame;
}

/** `lon`, `lat` in degrees, `fixTimeMs` in UTC; heading, speed and accuracy are NaN when unknown. */
export type FixVisitor = (
  unitIndex: number,
  lon: number,
  lat: number,
  fixTimeMs: number,
  headingDeg: number,
  speedMps: number,
  accuracyM: number,
) => void;

/**
 * Walks a frame without making an object per unit.
 * Throws on a version or length that does not fit; nothing has been visited then.
 */
export function visitPositionFrame(
  frame: ArrayBuffer | ArrayBufferView,
  visit: FixVisitor,
): { count: number; serverTimeMs: number } {
  const view = ArrayBuffer.isView(frame)
    ? new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
    : new DataView(frame);
  if (view.byteLength < HEADER_BYTES) throw new Error(`Position frame of ${view.byteLength} bytes is too short.`);
  if (view.getUint8(0) !== POSITION_FRAME_VERSION) throw new Error(`Position frame version ${view.getUint8(0)}.`);
  const count = view.getUint32(4, true);
  const ageAt = HEADER_BYTES + 7 * count;
  let wideAt = ageAt + count;
  let wideGaps = 0;
  const gapAt = HEADER_BYTES + 4 * count;
  if (view.byteLength < wideAt)
    throw new Error(`Position frame of ${view.byteLength} bytes cannot hold ${count} units.`);
  for (let i = 0; i < count; i++) if (view.getUint8(gapAt + i) === WIDE_GAP) wideGaps++;
  if (view.byteLength !== wideAt + 4 * wideGaps) {
    throw new Error(`Position frame of ${view.byteLength} bytes, ${wideAt + 4 * wideGaps} expected.`);
  }

  const serverTimeMs = view.getFloat64(8, true);
  const originLon = view.getInt32(16, true) / 1e6;
  const originLat = view.getInt32(20, true) / 1e6;
  const step = view.getFloat32(24, true);
  let unit = -1;
  for (let i = 0; i < count; i++) {
    const gap = view.getUint8(gapAt + i);
    if (gap === WIDE_GAP) {
      unit += view.getUint32(wideAt, true);
      wideAt += 4;
    } else unit += gap;
    const heading = view.getUint8(HEADER_BYTES + 5 * count + i);
    const motion = view.getUint8(HEADER_BYTES + 6 * count + i);
    visit(
      unit,
      originLon + view.getUint16(HEADER_BYTES + 2 * i, true) * step,
      originLat + view.getUint16(HEADER_BYTES + 2 * count + 2 * i, true) * step,
      serverTimeMs - decodeAge(view.getUint8(ageAt + i)),
      heading === UNKNOWN_HEADING ? Number.NaN : (heading * 360) / 255,
      SPEED_CLASSES_MPS[motion >> 4] ?? Number.NaN,
      ACCURACY_CLASSES_M[motion & 15] ?? Number.NaN,
    );
  }
  return { count, serverTimeMs };
}
