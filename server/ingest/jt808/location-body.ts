/**
 * The location report (0x0200), also as one item of a batch (0x0704). In: the body. Out: numbers in our units, or null when it is
 * shorter than its fixed part. Coordinates are in whatever system the terminal uses; the device's registration says which.
 * Further items (type, length, value) follow the fixed part; firmware often puts text of its own there, so they never spoil a report.
 */
import { readTime } from './bcd.ts';

export interface LocationReport {
  /** The emergency button is pressed, or was and has not been confirmed. */
  isSos: boolean;
  isFixed: boolean;
  /** A plug-in has shifted the coordinates; nobody here can shift them back. */
  isShifted: boolean;
  lon: number;
  lat: number;
  /** UTC ms; null = no moment. */
  timeMs: number | null;
  speedMps: number | null;
  headingDeg: number | null;
  /** Of the network, 0..255 as the terminal counts it; null = not said. */
  signal: number | null;
  satellites: number | null;
}

const FIXED_BYTES = 28;
const ALARM_SOS = 1 << 0;
const STATUS = { fixed: 1 << 1, south: 1 << 2, west: 1 << 3, shifted: 1 << 5 };
const ITEM = { signal: 0x30, satellites: 0x31 };
const MICRODEGREES = 1_000_000;
/** 0.1 km/h -> m/s. */
const TENTH_KMH_A_MPS = 36;
/** 540 km/h; above, the field is unset (0xFFFF) or broken. */
const FASTEST_MPS = 150;

export function readLocation(body: Buffer): LocationReport | null {
  if (body.length < FIXED_BYTES) return null;
  const status = body.readUInt32BE(4);
  const speedMps = body.readUInt16BE(18) / TENTH_KMH_A_MPS;
  const headingDeg = body.readUInt16BE(20);
  const items = body.subarray(FIXED_BYTES);
  return {
    isSos: (body.readUInt32BE(0) & ALARM_SOS) !== 0,
    isFixed: (status & STATUS.fixed) !== 0,
    isShifted: (status & STATUS.shifted) !== 0,
    lat: (body.readUInt32BE(8) / MICRODEGREES) * (status & STATUS.south ? -1 : 1),
    lon: (body.readUInt32BE(12) / MICRODEGREES) * (status & STATUS.west ? -1 : 1),
    timeMs: readTime(body.subarray(22, 28)),
    speedMps: speedMps <= FASTEST_MPS ? speedMps : null,
    headingDeg: headingDeg <= 360 ? headingDeg % 360 : null,
    signal: byteItem(items, ITEM.signal),
    satellites: byteItem(items, ITEM.satellites),
  };
}

/** Several reports. `reports` has null for an item that is too short; the others stand. Null = not even the items can be told apart. */
export function readBatch(body: Buffer): { isResent: boolean; reports: (LocationReport | null)[] } | null {
  if (body.length < 3) return null;
  const count = body.readUInt16BE(0);
  const reports: (LocationReport | null)[] = [];
  let at = 3;
  while (at + 2 <= body.length && reports.length < count) {
    const length = body.readUInt16BE(at);
    if (at + 2 + length > body.length) return null;
    reports.push(readLocation(body.subarray(at + 2, at + 2 + length)));
    at += 2 + length;
  }
  return reports.length === count && at === body.length ? { isResent: body[2] === 1, reports } : null;
}

/** Skips items by their length; what runs over the end ends the list. */
function byteItem(items: Buffer, wanted: number): number | null {
  let at = 0;
  while (at + 2 <= items.length) {
    const length = items[at + 1]!;
    if (items[at] === wanted && length === 1 && at + 2 < items.length) return items[at + 2]!;
    at += 2 + length;
  }
  return null;
}
