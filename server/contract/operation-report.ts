/**
 * The report of a joint operation (行动报告): who came, how long, how far, which stops, what was found and how it compares with the last one.
 * Answer of `GET /api/v1/operations/:id/report`; `.docx` and `.xlsx` of the same path are files of the same figures. Counts name the records
 * they are made of. Null is not known, never 0. Rules: server/operation/SPEC.md O-80 to O-89.
 */
import { z } from 'zod';
import { categoryId, gridCode, operationId, organId, unitId, utcMs, zoneId } from './ids.ts';
import { compositionLine, operationFinding, operationSquad, operationState, stopProgress } from './operation.ts';

/** Findings of one kind; `findings` are their ids. */
const findingGroup = z.object({ count: z.int(), findings: z.array(z.string()) });

export const reportUnit = z.object({
  unit: unitId,
  callSign: z.string(),
  /** Positions that were kept of the time of the operation. */
  positions: z.int(),
  /** Metres along them; null = none was kept. */
  distanceM: z.number().nullable(),
});

export const reportSquad = operationSquad
  .pick({
    id: true,
    name: true,
    leader: true,
    members: true,
    headcount: true,
    absent: true,
    vehicles: true,
    mode: true,
  })
  .extend({
    progress: stopProgress,
    units: z.array(reportUnit),
    /** Of the unit that went farthest: a squad goes together. Null = no track of any. */
    distanceM: z.number().nullable(),
    stops: z.array(
      operationSquad.shape.stops.element
        .pick({ id: true, name: true, lon: true, lat: true, grid: true, state: true, plannedAt: true })
        .extend({
          arrivedAt: utcMs.nullable(),
          arrivedBy: operationSquad.shape.stops.element.shape.arrivedBy,
          leftAt: utcMs.nullable(),
          skipReason: z.string().nullable(),
          late: z.boolean(),
          /** Time there; null = not reached, or not left yet. */
          dwellMs: z.int().nullable(),
          findings: z.int(),
        }),
    ),
  });
export type ReportSquad = z.infer<typeof reportSquad>;

/** What two operations are compared by. */
export const reportFigures = z.object({
  organsCalled: z.int(),
  organsArrived: z.int(),
  /** Planned members without the absent. */
  present: z.int(),
  durationMs: z.int().nullable(),
  distanceM: z.number().nullable(),
  stopsPlanned: z.int(),
  stopsVisited: z.int(),
  stopsSkipped: z.int(),
  stopsLate: z.int(),
  findings: z.int(),
  incidents: z.int(),
  incidentsClosed: z.int(),
});
export type ReportFigures = z.infer<typeof reportFigures>;

export const operationReport = z.object({
  id: operationId,
  version: z.int(),
  kind: z.string(),
  title: z.string(),
  zone: zoneId.nullable(),
  state: operationState,
  period: z.string().nullable(),
  /** When it was counted. */
  asOf: utcMs,
  plannedFrom: utcMs,
  plannedTo: utcMs,
  startedAt: utcMs.nullable(),
  finishedAt: utcMs.nullable(),
  leaderPost: z.string().nullable(),
  leadOrgan: organId.nullable(),
  purpose: z.string(),
  legalBasis: z.array(z.string()),
  summary: z.string().nullable(),
  figures: reportFigures,
  organs: z.array(
    z.object({
      organ: organId,
      lead: z.boolean(),
      called: z.boolean(),
      arrivedAt: utcMs.nullable(),
      persons: z.int().nullable(),
    }),
  ),
  volunteerTeams: z.array(z.string()),
  /** Null = the profile asks for none of this kind (未设定). */
  composition: z.array(compositionLine).nullable(),
  squads: z.array(reportSquad),
  byCategory: z.array(findingGroup.extend({ category: categoryId.nullable() })),
  byGrid: z.array(findingGroup.extend({ grid: gridCode.nullable() })),
  byMeasure: z.array(findingGroup.extend({ measure: z.string().nullable() })),
  findings: z.array(operationFinding),
  /** The last finished one of the same kind and zone that this viewer may see; null = there is none. */
  before: z
    .object({ id: operationId, title: z.string(), startedAt: utcMs.nullable(), figures: reportFigures })
    .nullable(),
});
export type OperationReport = z.infer<typeof operationReport>;
