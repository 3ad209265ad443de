/**
 * Every identifier that crosses the wire, branded so that a unit id fits no incident field.
 * All are strings except `UnitIndex` and `Seq`; what is inside them is nobody's business but the issuer's.
 */
import { z } from 'zod';

/** Registered name of a patrol unit or vehicle, chosen by the administrator: letters, digits, `.`, `_`, `-`. */
export const unitId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,40}$/)
  .brand<'UnitId'>();
export type UnitId = z.infer<typeof unitId>;

/**
 * Name by which a device reports: `id` of OsmAnd, `user/device` of OwnTracks, the phone number of a JT/T 808 terminal without
 * leading zeros.
 */
export const deviceId = z
  .string()
  .regex(/^[A-Za-z0-9._@:+/-]{1,80}$/)
  .brand<'DeviceId'>();
export type DeviceId = z.infer<typeof deviceId>;

/** Small integer standing for a unit in position frames. Given once at registration and never reused. */
export const unitIndex = z.int().min(0).max(4_294_967_295).brand<'UnitIndex'>();
export type UnitIndex = z.infer<typeof unitIndex>;

/** Case number as people say it on the phone: prefix, day in the profile's time zone, running number (`XA20261122-0047`). */
export const incidentId = z.string().min(1).max(40).brand<'IncidentId'>();
export type IncidentId = z.infer<typeof incidentId>;

/** 15-digit unit grid code (GB/T 30428.1): district 6 + street 3 + community 3 + sequence 3. */
export const gridCode = z.string().min(1).max(24).brand<'GridCode'>();
export type GridCode = z.infer<typeof gridCode>;

/** 12-digit community code (statistics bureau). */
export const communityCode = z.string().min(1).max(24).brand<'CommunityCode'>();
export type CommunityCode = z.infer<typeof communityCode>;

/** Zone (片区) id of the profile, for example `binhai`. */
export const zoneId = z.string().min(1).max(40).brand<'ZoneId'>();
export type ZoneId = z.infer<typeof zoneId>;

/** Sanitation scoring point (环卫指数测评点) code, for example `XA-0001`. */
export const pointCode = z.string().min(1).max(24).brand<'PointCode'>();
export type PointCode = z.infer<typeof pointCode>;

/** Category of the profile's negative list, for example `exposed-garbage`. */
export const categoryId = z.string().min(1).max(60).brand<'CategoryId'>();
export type CategoryId = z.infer<typeof categoryId>;

/** Department or other body of the profile (`urban-management`); a community's own station is `community-station:<community code>`. */
export const organId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}(:[0-9]{1,24})?$/)
  .brand<'OrganId'>();
export type OrganId = z.infer<typeof organId>;

export const alarmId = z.string().min(1).max(40).brand<'AlarmId'>();
export type AlarmId = z.infer<typeof alarmId>;

/** Joint operation (联合行动): prefix, `LH`, day in the profile's time zone, running number (`XA-LH20261128-02`). */
export const operationId = z.string().min(1).max(40).brand<'OperationId'>();
export type OperationId = z.infer<typeof operationId>;

/** Bulletin (通报): prefix, `TB`, month, running number of the month (`XA-TB202610-01`). */
export const bulletinId = z.string().min(1).max(40).brand<'BulletinId'>();
export type BulletinId = z.infer<typeof bulletinId>;

/** Emergency (突发事件): prefix, `YJ`, day in the profile's time zone, running number (`XA-YJ20261128-01`). */
export const emergencyId = z.string().min(1).max(40).brand<'EmergencyId'>();
export type EmergencyId = z.infer<typeof emergencyId>;

/** Public warning (预警): prefix, `JB`, day in the profile's time zone, running number (`XA-JB20261128-01`). */
export const warningId = z.string().min(1).max(40).brand<'WarningId'>();

/** Major action (重大行动): prefix, `ZD`, day, running number (`XA-ZD20261128-01`). */
export const majorActionId = z.string().min(1).max(40).brand<'MajorActionId'>();

/** A list of suggested organs that somebody was shown. */
export const suggestionId = z.string().min(1).max(40).brand<'SuggestionId'>();
export type SuggestionId = z.infer<typeof suggestionId>;

/** A stored photo. */
export const evidenceId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'EvidenceId'>();
export type EvidenceId = z.infer<typeof evidenceId>;

/** Names one life of the change log; a new epoch means that no earlier `seq` can be continued. */
export const epoch = z.string().min(1).max(40).brand<'Epoch'>();
export type Epoch = z.infer<typeof epoch>;

/** Number of a fact in the change log: 1, 2, 3 … without a gap inside an epoch. 0 = nothing seen yet. */
export const seq = z.int().min(0);
export type Seq = z.infer<typeof seq>;

/** Made by the client (UUID): the same id always gets the same answer, however often it is sent. */
export const commandId = z.uuid();
export type CommandId = z.infer<typeof commandId>;

/** UTC milliseconds since 1970. */
export const utcMs = z.int().min(0).max(8_640_000_000_000_000);
