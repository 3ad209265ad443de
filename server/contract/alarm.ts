/**
 * An alarm (告警): something that needs a person's answer, the same object on every desk and wall. Raised by the server only;
 * acknowledged, shelved and cleared over `POST /api/v1/alarms/:id/…`. Alarms that are cleared leave the snapshot.
 */
import { z } from 'zod';
import { crs, instant } from './coordinates.ts';
import { alarmId, commandId, emergencyId, incidentId, operationId, unitId, utcMs, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';

/** Over its limit; an incident of level I or II; a unit asks for help; a unit on duty is not heard any more; a squad has left its route; a report is due soon or late. */
export const alarmKind = z.enum([
  'limit-breached',
  'major-incident',
  'help',
  'silent-unit',
  'off-route',
  'report-clock',
]);
export type AlarmKind = z.infer<typeof alarmKind>;

/** 未确认 已确认 已搁置 已解除. */
export const alarmState = z.enum(['raised', 'acknowledged', 'shelved', 'cleared']);
export type AlarmState = z.infer<typeof alarmState>;

export const alarmRecord = z.object({
  id: alarmId,
  version: z.int().min(1),
  kind: alarmKind,
  state: alarmState,
  /** 1 = annunciated singly and by sound, 2 = by sound, 3 = shown only. */
  priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** What it is about; texts come from those records. */
  incident: incidentId.nullable(),
  /** For `silent-unit`: null = no unit on duty is heard, the source of positions as a whole is silent. */
  unit: unitId.nullable(),
  /** For `limit-breached`: id of the incident's limit; for `report-clock`: of the emergency's clock. */
  limit: z.string().nullable(),
  /** For `off-route`: the operation, and which of its squads. */
  operation: operationId.nullable().default(null),
  squad: z.string().nullable().default(null),
  /** For `report-clock`. */
  emergency: emergencyId.nullable().default(null),
  zone: zoneId.nullable(),
  /** For `help`: where the call came from, WGS-84, and what was said with it; null when unknown, the words also for walls. */
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  said: z.string().nullable(),
  /** When it last became urgent: raised, or raised again with a more urgent priority. */
  raisedAt: utcMs,
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: utcMs.nullable(),
  /** The last shelving; it stays when the alarm comes back, whose signals then count from `shelvedUntil`. */
  shelvedBy: z.string().nullable(),
  shelvedUntil: utcMs.nullable(),
  shelveReason: z.string().nullable(),
  /** How far it was carried because nobody answered: 0 desk, 1 wall sound, 2 duty leader. */
  escalation: z.int().min(0).max(2),
  clearedAt: utcMs.nullable(),
});
export type AlarmRecord = z.infer<typeof alarmRecord>;

const command = { commandId, issuedAt: utcMs };

/** Body of `POST /api/v1/alarms/:id/acknowledge`. The first one wins; the others are told who. */
export const alarmAcknowledge = z.strictObject(command);
/** Body of `POST /api/v1/alarms/:id/shelve`: it comes back by itself. */
export const alarmShelve = z.strictObject({
  ...command,
  minutes: z.union([z.literal(5), z.literal(10), z.literal(15)]),
  reason: plainText.trim().min(1).max(200),
});
/** Body of `POST /api/v1/units/:id/help` (求助): a place that is left out is the unit's last known one. */
export const helpCall = z
  .strictObject({
    lon: z.number().optional(),
    lat: z.number().optional(),
    crs: crs.optional(),
    text: plainText.trim().max(200).optional(),
    /** When the button was pressed, for a call that could not be sent at once; default now. */
    happenedAt: instant.optional(),
  })
  .refine(call => (call.lon === undefined) === (call.lat === undefined), {
    params: { zh: 'lon 和 lat 应同时给出', en: 'lon and lat come together' },
  });

/** Body of `POST /api/v1/alarms/:id/clear`: what has no natural end (a call for help) is ended by a person with a reason. */
export const alarmClear = z.strictObject({ ...command, reason: plainText.trim().min(1).max(200) });
