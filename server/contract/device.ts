/**
 * A device (定位设备): a phone or vehicle terminal that reports positions for the unit it is bound to. Several devices may report for
 * one unit. A device that nobody registered waits in quarantine (待准入) until an administrator admits it; it is never created by itself.
 */
import { z } from 'zod';
import { crs } from './coordinates.ts';
import { deviceId, unitId, utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';
import { refusalCode } from './refusal.ts';

export const deviceRecord = z.object({
  id: deviceId,
  version: z.int().min(1),
  /** Null = bound to nobody: what it sends is refused. */
  unit: unitId.nullable(),
  /** What people call it: model, plate, asset number. */
  name: z.string().max(60),
  /** The system its coordinates are in. */
  crs,
  /** Seconds between reports; null = as the unit's class says. */
  reportIntervalS: z.number().nullable(),
  /** Has a key of its own. The key itself is told once and kept as a hash. */
  hasKey: z.boolean(),
  /** Refuse what is not signed with that key. */
  mustSign: z.boolean(),
  /** Retired: known, and refused. */
  retired: z.boolean(),
  changedAt: utcMs,
});
export type DeviceRecord = z.infer<typeof deviceRecord>;

/**
 * Body of `POST /api/v1/devices`: one object or an array (<= 1,000), all or none. An existing id is changed; what is left out stays as
 * it is. Registering an id that waits in quarantine admits it.
 */
export const deviceRegistration = z.strictObject({
  id: z.string(),
  unit: z.string().nullable().optional(),
  name: plainText.trim().max(60).optional(),
  crs: crs.optional(),
  reportIntervalS: z.number().min(1).max(3600).nullable().optional(),
  /** Needs a key: issue one first. */
  mustSign: z.boolean().optional(),
  retired: z.boolean().optional(),
});
export type DeviceRegistration = z.infer<typeof deviceRegistration>;

/** Who knocked without being known (待准入). */
export const quarantinedDevice = z.object({
  id: deviceId,
  /** By which door: `osmand`, `owntracks`, `mqtt`, `jt808`. */
  source: z.string(),
  firstSeenAt: utcMs,
  lastSeenAt: utcMs,
  reports: z.int(),
  /** The last place it named, WGS-84; null = none, or none that can be. */
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  /** Network address it came from; null = through a broker. */
  address: z.string().nullable(),
});
export type QuarantinedDevice = z.infer<typeof quarantinedDevice>;

/** What is odd about a device since the start of the server, for whoever has to mend it. */
export const deviceFlag = z.enum(['two-places', 'wrong-crs', 'wrong-clock', 'mock-position', 'jumps', 'too-dense']);
export type DeviceFlag = z.infer<typeof deviceFlag>;

/** A row of `GET /api/v1/devices`: every registered device, and every unit that reported by its own id. Counts since the start. */
export const deviceStanding = z.object({
  /** The name it reports by: the id of a device, or of a unit. */
  id: z.string(),
  /** Null = not registered: the id is that of a unit, which needs no device. */
  device: deviceRecord.nullable(),
  /** For which unit it speaks; null = for none. */
  unit: unitId.nullable(),
  /** Null = not heard since the start of the server. */
  lastHeardAt: utcMs.nullable(),
  /** Time of the newest fix that was taken. */
  lastFixAt: utcMs.nullable(),
  /** By which door it came last: `http`, `osmand`, `owntracks`, `mqtt`, `jt808`. */
  source: z.string().nullable(),
  accepted: z.int(),
  refused: z.array(z.object({ cause: refusalCode, count: z.int() })),
  flags: z.array(
    z.object({
      flag: deviceFlag,
      since: utcMs,
      /** `wrong-crs`: the system the fixes seem to be in; null = several would fit. `two-places`: metres between them. `wrong-clock`: seconds off. */
      detail: z.string().nullable(),
    }),
  ),
});
export type DeviceStanding = z.infer<typeof deviceStanding>;

/** A row of `GET /api/v1/refusals`: what was not taken since the start, by door, sender and cause. */
export const refusalCount = z.object({
  source: z.string(),
  /** As it called itself; `(unread)` = the message could not be read that far, `(other)` = one stranger too many to keep apart. */
  sender: z.string(),
  cause: refusalCode,
  count: z.int(),
});
export type RefusalCount = z.infer<typeof refusalCount>;

/** Answer of `POST /api/v1/devices/:id/key`: the only time the key is told. Issuing again ends the one before. */
export const deviceKeyIssued = z.object({ device: deviceId, key: z.string() });
export type DeviceKeyIssued = z.infer<typeof deviceKeyIssued>;
