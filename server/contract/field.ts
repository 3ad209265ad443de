/**
 * What somebody on patrol (一线人员) is shown: the own unit, its tasks, and what the server knows of its position and its call for help.
 * `GET /api/v1/field`, asked every few seconds by the phone's page; nothing of it is about anybody else.
 */
import { z } from 'zod';
import { organId, utcMs } from './ids.ts';
import { incidentRecord, organTask } from './incident.ts';
import { operationRecord, operationSquad } from './operation.ts';
import { unitRecord } from './unit.ts';

/** One incident that the unit was sent to. Who reported it is not said. */
export const fieldTask = incidentRecord
  .pick({
    ...{ id: true, version: true, state: true, category: true, level: true, text: true },
    ...{ lon: true, lat: true, address: true, community: true, grid: true, happenedAt: true },
    /** Of these only the ones that somebody on patrol may send now. */
    allowed: true,
  })
  .extend({
    ...organTask.pick({ lead: true, assignedAt: true, acknowledgedAt: true, arrivedAt: true }).shape,
    organ: organId,
    /** When it must be handled; null = no limit runs. */
    dueAt: utcMs.nullable(),
    photos: z.int(),
  });
export type FieldTask = z.infer<typeof fieldTask>;

/**
 * A joint operation (联合行动) that has the unit in a squad, from the order until it is summarised: the own squad, and what that found.
 * The other squads are not the phone's business; what is done goes to `POST /api/v1/operations/:id/events`.
 */
export const fieldOperation = operationRecord
  .pick({
    ...{ id: true, version: true, state: true, title: true, startsAt: true, endsAt: true, startedAt: true },
    ...{ muster: true, findings: true },
    /** Of these only the ones that somebody of a squad may send now. */
    allowed: true,
  })
  .extend({ squad: operationSquad });
export type FieldOperation = z.infer<typeof fieldOperation>;

const ownShift = z.object({ name: z.string(), kind: z.enum(['patrol', 'desk']), from: utcMs, to: utcMs });

export const ownShifts = z.object({
  /** That run, the one that began first before the others; empty = none. */
  now: z.array(ownShift),
  /** Until the end of tomorrow; null = none. */
  next: ownShift.nullable(),
});
export type OwnShifts = z.infer<typeof ownShifts>;

export const fieldState = z.object({
  serverTime: utcMs,
  /** Of the jurisdiction: a phone may be set to another one. */
  timeZone: z.string(),
  unit: unitRecord,
  /** Seconds between two positions of this class of unit. */
  reportIntervalS: z.number().positive(),
  /** Channel of what patrols find themselves; null = the profile has none. */
  channel: z.string().nullable(),
  /** The newest fix that the server has, WGS-84; null = none. */
  fix: z.object({ lon: z.number(), lat: z.number(), time: utcMs }).nullable(),
  /** Of the own unit, by plan and roster; null = no plan (未设定). */
  shifts: ownShifts.nullable(),
  /** The own call for help while it is not ended. */
  help: z.object({ raisedAt: utcMs, acknowledgedAt: utcMs.nullable() }).nullable(),
  /** Worst first. */
  tasks: z.array(fieldTask),
  /** Under way first, then by their start. */
  operations: z.array(fieldOperation).default([]),
});
export type FieldState = z.infer<typeof fieldState>;
