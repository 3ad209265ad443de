/**
 * A joint operation (联合行动) as viewers see it: plan, squads with routes, who came, what was found. What may be done to it:
 * operation-event.ts. Rules: server/operation/SPEC.md; sources S0-31, S0-32, S0-43, S0-62, S4-33..37, domain §2.2 rows 35-39.
 */
import { z } from 'zod';
import { crs, instant } from './coordinates.ts';
import {
  categoryId,
  communityCode,
  evidenceId,
  gridCode,
  incidentId,
  operationId,
  organId,
  unitId,
  utcMs,
  zoneId,
} from './ids.ts';
import { incidentState } from './incident.ts';
import { plainText } from './plain-text.ts';

/** 草案 会签 已下达 进行中 增援中 已收队 已总结 已归档; 已取消 is the other end. */
export const operationState = z.enum([
  'proposed',
  'countersigning',
  'planned',
  'under-way',
  'reinforced',
  'finished',
  'summarised',
  'archived',
  'cancelled',
]);
export type OperationState = z.infer<typeof operationState>;

const AT_REST: ReadonlySet<OperationState> = new Set(['summarised', 'archived', 'cancelled']);

/** Screens hold it: from the draft until it is summarised. */
export function isLiveOperation(state: OperationState): boolean {
  return !AT_REST.has(state);
}

/** Why there is one: a cadence made it due, a community whistled (S0-43), a meeting decided (S3-11), or somebody planned it. */
export const operationOrigin = z.enum(['cadence', 'whistle', 'consultation', 'by-hand']);

const name = plainText.trim().min(1).max(40);
const text = plainText.trim().max(500);
/** Given by whoever draws the plan, unique inside it; stays when the plan is edited. */
const partId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

/** Where a plan says it; `crs` null or absent = WGS-84. Answers are always WGS-84. */
const plannedPlace = { lon: z.number(), lat: z.number() };

/** What stood behind a target when it was picked, so that the number can be traced afterwards (hot spots HS-15, scoring points SP-30). */
export const targetEvidence = z.strictObject({
  /** Days of the profile's time zone, `2026-10-01`. */
  from: z.string().max(10),
  to: z.string().max(10),
  measure: z.enum(['incidents', 'repeats', 'overdue', 'lost-score']),
  /** Null = not recorded, not counted for such a target, or no rule (未设定): not zero. */
  counts: z.strictObject({
    incidents: z.number().nullable(),
    repeats: z.number().nullable(),
    overdue: z.number().nullable(),
    lostScore: z.number().nullable(),
    incidentsBefore: z.number().nullable(),
  }),
  /** What was chosen; both empty = all. */
  categories: z.array(z.string().max(60)).max(60),
  groups: z.array(z.string().max(40)).max(20).default([]),
  /** At most the newest 200 that the measure counts. */
  incidents: z.array(incidentId).max(200),
  /** Numbers of the newest 200 deductions. */
  deductions: z.array(z.string().max(60)).max(200).default([]),
  countedAt: utcMs,
});
export type TargetEvidence = z.infer<typeof targetEvidence>;

export const operationTarget = z.strictObject({
  id: partId,
  kind: z.enum(['incident', 'scoring-point', 'grid', 'hexagon', 'place']),
  /** Id of the incident, code of the point or grid, H3 cell; null for a place. */
  ref: z.string().max(40).nullable(),
  name,
  ...plannedPlace,
  note: text.optional(),
  evidence: targetEvidence.nullable().optional(),
});
export type OperationTarget = z.infer<typeof operationTarget>;

export const plannedStop = z.strictObject({
  id: partId,
  target: partId.nullable().optional(),
  name,
  ...plannedPlace,
  plannedAt: instant.nullable().optional(),
  dwellMin: z.int().min(0).max(600).default(15),
  /** Who is nearer than this has arrived. */
  radiusM: z.int().min(20).max(500).default(50),
});

export const plannedSquad = z.strictObject({
  id: partId,
  name,
  leader: name.nullable().optional(),
  members: z
    .array(z.strictObject({ name, organ: organId, post: name.optional() }))
    .max(60)
    .default([]),
  /** Number plates or names of vehicles that carry no device. */
  vehicles: z.array(name).max(20).default([]),
  /** Radio channel or group. */
  channel: name.nullable().optional(),
  /** Whose positions say where the squad is. */
  units: z.array(unitId).max(20).default([]),
  mode: z.enum(['foot', 'vehicle']).default('vehicle'),
  /** Farther from the way between stops than this, for longer than `corridorS`, is off the route; null = not watched. */
  corridorM: z.int().min(50).max(5000).nullable().default(300),
  corridorS: z.int().min(10).max(3600).default(60),
  stops: z.array(plannedStop).max(60).default([]),
});
export type PlannedSquad = z.infer<typeof plannedSquad>;

/** A closed ring, first = last; drawn by hand. */
const ring = z
  .array(z.tuple([z.number(), z.number()]))
  .min(4)
  .max(500);

/** Everything that people decide before the day. Body of `POST /api/v1/operations`; the event `edit` replaces it as a whole. */
export const operationPlan = z.strictObject({
  /** Kind of the profile's `operationKinds`. */
  kind: z.string().min(1).max(40),
  title: plainText.trim().min(1).max(60),
  /** Null = the whole subdistrict. */
  zone: z.string().max(40).nullable(),
  origin: operationOrigin.default('by-hand'),
  /** Cadence that made it due, and the period (`2026-11`, `2026-W48` …) it is for. */
  cadence: z.string().max(40).nullable().default(null),
  period: z.string().max(20).nullable().default(null),
  startsAt: instant,
  endsAt: instant,
  /** Post, not name: 片区长, 街道领导. */
  leaderPost: name.nullable().default(null),
  leadOrgan: organId.nullable().default(null),
  assistingOrgans: z.array(organId).max(20).default([]),
  /** Volunteers and others who belong to no organ of the profile: `n` of 1+3+n. */
  volunteerTeams: z.array(name).max(20).default([]),
  purpose: text.default(''),
  legalBasis: z.array(plainText.trim().min(1).max(120)).max(20).default([]),
  muster: z
    .strictObject({ name, ...plannedPlace, at: instant })
    .nullable()
    .default(null),
  area: ring.nullable().default(null),
  targets: z.array(operationTarget).max(200).default([]),
  checklist: z
    .array(z.strictObject({ id: partId, text: plainText.trim().min(1).max(120) }))
    .max(60)
    .default([]),
  squads: z.array(plannedSquad).max(30).default([]),
  /** 社区吹哨: which community called, for what. */
  whistle: z
    .strictObject({ community: communityCode, matter: plainText.trim().min(1).max(200) })
    .nullable()
    .default(null),
  crs: crs.optional(),
});
export type OperationPlan = z.infer<typeof operationPlan>;

export const operationStop = plannedStop.extend({
  target: partId.nullable(),
  plannedAt: utcMs.nullable(),
  grid: gridCode.nullable(),
  state: z.enum(['planned', 'arrived', 'left', 'skipped']),
  arrivedAt: utcMs.nullable(),
  arrivedBy: z.enum(['geofence', 'hand', 'code']).nullable(),
  leftAt: utcMs.nullable(),
  skipReason: z.string().nullable(),
});
export type OperationStop = z.infer<typeof operationStop>;

/** Counted by the server: planned = visited + skipped + remaining; late = remaining over their time, or reached after it. */
export const stopProgress = z.object({
  planned: z.int(),
  visited: z.int(),
  skipped: z.int(),
  remaining: z.int(),
  late: z.int(),
});
export type StopProgress = z.infer<typeof stopProgress>;

export const operationSquad = plannedSquad.extend({
  leader: z.string().nullable(),
  /** Empty for walls: they stand in public rooms. `headcount` is always there. */
  members: z.array(z.object({ name: z.string(), organ: organId, post: z.string().optional(), absent: z.boolean() })),
  headcount: z.int(),
  absent: z.int(),
  channel: z.string().nullable(),
  stops: z.array(operationStop),
  progress: stopProgress,
  /** The stop it is at, or goes to next; null = none is left. */
  currentStop: z.string().nullable(),
  /** Off its corridor since then; null = on it, or not watched. */
  offRouteSince: utcMs.nullable(),
});
export type OperationSquad = z.infer<typeof operationSquad>;

/** An organ's part: asked to agree (会签), called, arrived (报到). */
export const organCall = z.object({
  organ: organId,
  lead: z.boolean(),
  countersigned: z.enum(['agreed', 'declined']).nullable(),
  countersignReason: z.string().nullable(),
  countersignedAt: utcMs.nullable(),
  calledAt: utcMs.nullable(),
  arrivedAt: utcMs.nullable(),
  /** How many came; null = not said. */
  persons: z.int().nullable(),
});
export type OrganCall = z.infer<typeof organCall>;

/** 现场发现. `incident` is set by 转为事件; `incidentState` follows it. */
export const operationFinding = z.object({
  id: z.string(),
  squad: z.string().nullable(),
  stop: z.string().nullable(),
  target: z.string().nullable(),
  at: utcMs,
  lon: z.number(),
  lat: z.number(),
  grid: gridCode.nullable(),
  community: communityCode.nullable(),
  category: categoryId.nullable(),
  text: z.string(),
  /** 当事人 as a shop or unit; hidden from walls. */
  party: z.string().nullable(),
  legalBasis: z.string().nullable(),
  /** 处置措施: 现场整改, 责令限改, 立案 … */
  measure: z.string().nullable(),
  deadline: utcMs.nullable(),
  photos: z.array(evidenceId),
  /** Taken after the matter was put right; the first `photos` are before. */
  photosAfter: z.array(evidenceId),
  by: z.string(),
  incident: incidentId.nullable(),
  incidentState: incidentState.nullable(),
});
export type OperationFinding = z.infer<typeof operationFinding>;

/** One line of the composition check (`1` leader, `3` posted units, `n` teams …) of the profile's kind. */
export const compositionLine = z.object({
  id: z.string(),
  name: z.string(),
  required: z.int(),
  present: z.int(),
  met: z.boolean(),
});

/** One person, vehicle, device or organ that is somewhere else in the same time. */
export const planConflict = z.object({
  what: z.enum(['person', 'vehicle', 'unit', 'roster']),
  /** Name of the person, plate, id of the unit. */
  name: z.string(),
  squad: z.string(),
  /** The operation that has it; null = a shift of the roster. */
  operation: operationId.nullable(),
  title: z.string(),
  from: utcMs,
  to: utcMs,
});
export type PlanConflict = z.infer<typeof planConflict>;

export const operationRecord = z.object({
  id: operationId,
  version: z.int().min(1),
  state: operationState,
  stateSince: utcMs,
  kind: z.string(),
  title: z.string(),
  zone: zoneId.nullable(),
  origin: operationOrigin,
  cadence: z.string().nullable(),
  period: z.string().nullable(),
  startsAt: utcMs,
  endsAt: utcMs,
  leaderPost: z.string().nullable(),
  leadOrgan: organId.nullable(),
  assistingOrgans: z.array(organId),
  volunteerTeams: z.array(z.string()),
  purpose: z.string(),
  legalBasis: z.array(z.string()),
  muster: z.object({ name: z.string(), lon: z.number(), lat: z.number(), at: utcMs }).nullable(),
  area: ring.nullable(),
  targets: z.array(
    operationTarget.extend({
      grid: gridCode.nullable(),
      community: communityCode.nullable(),
      evidence: targetEvidence.nullable(),
    }),
  ),
  checklist: z.array(
    z.object({ id: z.string(), text: z.string(), doneAt: utcMs.nullable(), doneBy: z.string().nullable() }),
  ),
  squads: z.array(operationSquad),
  calls: z.array(organCall),
  whistle: z.object({ community: communityCode, matter: z.string(), at: utcMs }).nullable(),
  /** Null = the profile asks for no composition of this kind (未设定). */
  composition: z.array(compositionLine).nullable(),
  /** Why it began although the composition was not met. */
  compositionReason: z.string().nullable(),
  progress: stopProgress,
  organsCalled: z.int(),
  organsArrived: z.int(),
  findings: z.array(operationFinding),
  startedAt: utcMs.nullable(),
  finishedAt: utcMs.nullable(),
  summary: z.string().nullable(),
  copiedFrom: operationId.nullable(),
  /** Brought from an earlier system when it was over already (operation-import.ts). Rows from before there was such a thing lack it. */
  imported: z.boolean().default(false),
  createdBy: z.string(),
  createdAt: utcMs,
  /** Events that this viewer may send now: names of operation-event.ts. */
  allowed: z.array(z.string()),
});
export type OperationRecord = z.infer<typeof operationRecord>;

/** Answer of `POST /api/v1/operations/check`: what stands against a plan, before anybody saves it. */
export const planCheck = z.object({
  conflicts: z.array(planConflict),
  composition: z.array(compositionLine).nullable(),
  /** What is still missing before it can be issued: field names of the plan. */
  missing: z.array(z.string()),
});
export type PlanCheck = z.infer<typeof planCheck>;

/** Body of `POST /api/v1/operations/:id/copy` (复制上期方案): squads, targets, organs and checklist move to the new time. */
export const operationCopy = z.strictObject({ startsAt: instant, title: plainText.trim().min(1).max(60).optional() });

/** Body of `POST /api/v1/operations/stop-order`: stops of one squad; nothing is stored. */
export const stopOrderQuestion = z.strictObject({
  start: z.strictObject(plannedPlace),
  startsAt: instant,
  mode: z.enum(['foot', 'vehicle']),
  stops: z
    .array(z.strictObject({ id: partId, ...plannedPlace, dwellMin: z.int().min(0).max(600) }))
    .min(1)
    .max(60),
});

export const stopOrder = z.object({
  /** Ids of the stops in the proposed order, with the time each would be reached. */
  stops: z.array(z.object({ id: z.string(), plannedAt: utcMs, distanceM: z.number() })),
  distanceM: z.number(),
  /** Of the order that was sent. */
  distanceBeforeM: z.number(),
  /** The way along the streets, WGS-84. */
  way: z.array(z.tuple([z.number(), z.number()])),
  /** Some part has no street: straight lines there. */
  straight: z.boolean(),
});
export type StopOrder = z.infer<typeof stopOrder>;

/** Answer of `GET /api/v1/operations/:id/ways`: how its squads go along the streets, for maps. Numbers of progress are in the record. */
export const operationWays = z.object({
  squads: z.array(
    z.object({
      squad: z.string(),
      /** One a stop, in their order; the first is absent where the plan has no muster place. */
      legs: z.array(
        z.object({
          to: z.string(),
          distanceM: z.number(),
          /** No street leads there: a straight line. */
          straight: z.boolean(),
          /** WGS-84, both ends included. */
          line: z.array(z.tuple([z.number(), z.number()])).min(2),
        }),
      ),
    }),
  ),
});
export type OperationWays = z.infer<typeof operationWays>;
