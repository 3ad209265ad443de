/** An incident (事件) as it is reported (`incidentIntake`) and as viewers see it (`incidentRecord`). */
import { z } from 'zod';
import { crs, instant } from './coordinates.ts';
import { categoryId, commandId, communityCode, gridCode, incidentId, utcMs, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';

/** I 特别重大 … IV 一般 (突发事件应对法); null = not graded yet (未定级). */
export const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Level = z.infer<typeof level>;

/** RECEIVED 待受理, CLOSED 已结案. The rows in between (domain §2.2) arrive with the lifecycle. */
export const incidentState = z.enum(['received', 'closed']);
export type IncidentState = z.infer<typeof incidentState>;

/** How the grid was found (domain §2.3): the point lies in it, or the point lies outside every grid (网格外). */
export const assignedBy = z.enum(['polygon', 'outside-area']);
export type AssignedBy = z.infer<typeof assignedBy>;

const reporter = z.strictObject({ name: plainText.max(40).optional(), phone: plainText.max(30).optional() });

/** Body of `POST /api/v1/incidents`. Unknown keys are refused. */
export const incidentIntake = z.strictObject({
  commandId: commandId.optional(),
  channel: z.string().min(1).max(40),
  category: z.string().min(1).max(60).optional(),
  text: plainText.trim().min(1).max(500),
  lon: z.number(),
  lat: z.number(),
  crs: crs.optional(),
  address: plainText.trim().max(120).optional(),
  happenedAt: instant,
  reportedAt: instant.optional(),
  reporter: reporter.optional(),
});
export type IncidentIntake = z.infer<typeof incidentIntake>;

/** A finished case of an earlier system, loaded by `POST /api/v1/incidents/import` so that comparisons have a past. */
export const incidentImport = incidentIntake.extend({ number: plainText.trim().min(1).max(40), closedAt: instant });
export type IncidentImport = z.infer<typeof incidentImport>;

export const incidentRecord = z.object({
  id: incidentId,
  /** Grows by one with every change; commands name the version they were made for. */
  version: z.int().min(1),
  state: incidentState,
  channel: z.string(),
  category: categoryId.nullable(),
  level: level.nullable(),
  grade: z.string().nullable(),
  text: z.string(),
  /** WGS-84 degrees. */
  lon: z.number(),
  lat: z.number(),
  address: z.string().nullable(),
  grid: gridCode.nullable(),
  community: communityCode.nullable(),
  zone: zoneId.nullable(),
  assignedBy,
  /** The point lies on a shared edge; the lowest grid code won. */
  onBoundary: z.boolean(),
  happenedAt: utcMs,
  reportedAt: utcMs,
  receivedAt: utcMs,
  closedAt: utcMs.nullable(),
  /** Time limits that run on this incident; empty where the profile has none (未设定). */
  limits: z.array(z.object({ step: z.string(), dueAt: utcMs })),
  /** Events that this viewer may send now. */
  allowed: z.array(z.string()),
  /** Only in answers over HTTP, and only for viewers who may see it; never on the live link. */
  reporter: reporter.optional(),
});
export type IncidentRecord = z.infer<typeof incidentRecord>;
