/** Answer of `GET /api/v1/units/nearest`: who is near a place and could be sent there, the nearest first. Distances are straight lines. */
import { z } from 'zod';
import { incidentId, organId, unitId, utcMs, zoneId } from './ids.ts';
import { unitTask } from './unit-task.ts';

export const nearestUnit = z.object({
  unit: unitId,
  callSign: z.string(),
  unitClass: z.string(),
  organ: organId.nullable(),
  homeZone: zoneId.nullable(),
  distanceM: z.int(),
  /** Age of the fix the distance is measured from, and how far it is believed (P-13). Who is lost is not near anything. */
  fixAgeS: z.int(),
  freshness: z.enum(['fresh', 'ageing', 'stale']),
  task: unitTask,
  /** Where it was sent; null = nowhere, or an incident that the asker may not read. */
  incident: incidentId.nullable(),
  /** Signed on since: only who is on duty is named. */
  onDutySince: utcMs,
  /** Names of the shifts it is on now; empty = on none, null = the jurisdiction has set no shifts (未设定). */
  shifts: z.array(z.string()).nullable(),
});
export type NearestUnit = z.infer<typeof nearestUnit>;

export const nearestUnits = z.object({
  asOf: utcMs,
  /** The place that was asked, WGS-84. */
  lon: z.number(),
  lat: z.number(),
  units: z.array(nearestUnit),
  /** How many could be sent in all; `units` holds the nearest of them. */
  all: z.int(),
  /** On duty, last seen within 1 km of the place, and lost since. */
  lostNearby: z.int(),
});
export type NearestUnits = z.infer<typeof nearestUnits>;
