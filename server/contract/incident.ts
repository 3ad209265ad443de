/** An incident (事件) as it is reported (`incidentIntake`) and as viewers see it (`incidentRecord`). What may happen to it: incident-event.ts. */
import { z } from 'zod';
import { crs, instant } from './coordinates.ts';
import {
  categoryId,
  commandId,
  communityCode,
  emergencyId,
  evidenceId,
  gridCode,
  incidentId,
  organId,
  suggestionId,
  unitId,
  utcMs,
  zoneId,
} from './ids.ts';
import { incidentLimit } from './incident-limit.ts';
import { plainText } from './plain-text.ts';

/** I 特别重大 … IV 一般 (突发事件应对法); null = not graded yet (未定级). */
export const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Level = z.infer<typeof level>;

/** 微小 一般 复杂 突发 (S0-49..53): the grade decides the route, the level how bad it is. */
export const grade = z.enum(['micro', 'general', 'complex', 'sudden']);
export type Grade = z.infer<typeof grade>;

/** domain §2.2, in the order of an ordinary life; the last five are ends. */
export const incidentState = z.enum([
  'received', // 待受理
  'accepted', // 已受理
  'rectifying', // 限期整改
  'at-centre', // 待分拨
  'joint-review', // 联席研判
  'handling', // 处置中
  'revisit-due', // 待回访
  'pending-evaluation', // 待评价
  'transferred', // 移交查处
  'punished', // 已查处，待反馈
  'escalated', // 提级
  'publicity', // 公示
  'promised', // 承诺
  'emergency', // 应急
  'rejected', // 不予受理
  'forwarded', // 转送
  'merged', // 已合并
  'void', // 作废
  'closed', // 已结案
]);
export type IncidentState = z.infer<typeof incidentState>;

export const ENDED_STATES = ['rejected', 'forwarded', 'merged', 'void', 'closed'] as const satisfies IncidentState[];
const ended: ReadonlySet<IncidentState> = new Set(ENDED_STATES);

/** Open = somebody still owes something. */
export function isOpen(state: IncidentState): boolean {
  return !ended.has(state);
}

/** How the grid was found (domain §2.3), in the order in which the rules are tried. */
export const assignedBy = z.enum(['polygon', 'membership', 'road-section', 'fallback', 'outside-area', 'manual']);
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
  /** Community the reporter named; counts only where no grid holds the point. */
  community: z.string().max(24).optional(),
  address: plainText.trim().max(120).optional(),
  happenedAt: instant,
  reportedAt: instant.optional(),
  reporter: reporter.optional(),
});
export type IncidentIntake = z.infer<typeof incidentIntake>;

/** A finished case of an earlier system, loaded by `POST /api/v1/incidents/import` so that comparisons have a past. */
export const incidentImport = incidentIntake.extend({ number: plainText.trim().min(1).max(40), closedAt: instant });
export type IncidentImport = z.infer<typeof incidentImport>;

/** One organ's part in the handling (分拨). The one with `lead` answers for the whole. */
export const organTask = z.object({
  organ: organId,
  /** Street office through which a district body is reached (S0-69); null = directly. */
  via: organId.nullable(),
  lead: z.boolean(),
  unit: unitId.nullable(),
  assignedAt: utcMs,
  acknowledgedAt: utcMs.nullable(),
  arrivedAt: utcMs.nullable(),
  /** The unit's position was within 50 m of the incident; no registered arrival. Rows from before there was such a thing lack it. */
  seenAt: utcMs.nullable().default(null),
});
export type OrganTask = z.infer<typeof organTask>;

/** 延期 (a later due time) and 挂账 (the clocks stand still): asked by the handling organ, decided by an approver. */
export const approvalRequest = z.object({
  /** 1, 2, 3 … inside the incident. */
  number: z.int().min(1),
  kind: z.enum(['extension', 'hold']),
  until: utcMs,
  reason: z.string(),
  askedBy: organId,
  askedAt: utcMs,
  decision: z.enum(['granted', 'refused']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: utcMs.nullable(),
});
export type ApprovalRequest = z.infer<typeof approvalRequest>;

/** 督办单. `liftedAt` null = still supervised. */
export const supervision = z.object({
  organ: organId,
  reason: z.string(),
  until: utcMs,
  by: z.string(),
  at: utcMs,
  liftedAt: utcMs.nullable(),
});

/** 倒查 (domain §2.2 row 26). */
export const accountability = z.object({
  finding: z.enum(['not-found', 'not-solved', 'not-reported']),
  organ: organId,
  text: z.string(),
  by: z.string(),
  at: utcMs,
});

/** A photo. Read by `GET /api/v1/evidence/:id`; never sent to walls. */
export const evidence = z.object({
  id: evidenceId,
  type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  bytes: z.int(),
  by: z.string(),
  at: utcMs,
});
export type Evidence = z.infer<typeof evidence>;

/** Answer of `POST /api/v1/incidents/:id/evidence` (the bytes of one JPEG, PNG or WebP as the body); the record now has this version. */
export const evidenceAdded = z.object({ evidence, version: z.int().min(1) });

export const incidentRecord = z.object({
  id: incidentId,
  /** Grows by one with every change; commands name the version they were made for. */
  version: z.int().min(1),
  state: incidentState,
  /** When this state began. */
  stateSince: utcMs,
  channel: z.string(),
  category: categoryId.nullable(),
  level: level.nullable(),
  grade: grade.nullable(),
  text: z.string(),
  /** WGS-84 degrees. */
  lon: z.number(),
  lat: z.number(),
  address: z.string().nullable(),
  /** Of the profile's owner network. */
  grid: gridCode.nullable(),
  community: communityCode.nullable(),
  zone: zoneId.nullable(),
  assignedBy,
  /** The point lies on a shared edge; the lowest grid code won. */
  onBoundary: z.boolean(),
  /** Every network's answer (S0-47, S0-48); `grid` null = outside, or the profile has no geometry of that network (未设定). */
  networks: z.array(z.object({ network: z.string(), grid: gridCode.nullable(), assignedBy: assignedBy.nullable() })),
  /** Of the boundaries that were asked; a later boundary never changes an older answer. */
  boundaryVersion: z.string(),
  happenedAt: utcMs,
  reportedAt: utcMs,
  receivedAt: utcMs,
  acceptedAt: utcMs.nullable(),
  closedAt: utcMs.nullable(),
  /** 受理处置部门: the organ that accepted; it evaluates and closes (S0-54). */
  acceptedBy: organId.nullable(),
  tasks: z.array(organTask),
  /** 复查: who revisited last, and how often it went back (返工). */
  revisitedBy: organId.nullable(),
  reworks: z.int(),
  reopened: z.int(),
  /** A micro matter that grew because it was neglected (S0-50). */
  neglected: z.boolean(),
  limits: z.array(incidentLimit),
  requests: z.array(approvalRequest),
  /** 挂账 granted until then; null = clocks run. */
  heldUntil: utcMs.nullable(),
  promise: z.object({ until: utcMs, text: z.string() }).nullable(),
  supervisions: z.array(supervision),
  accountability: z.array(accountability),
  mergedInto: incidentId.nullable(),
  /** 应急: the emergency that it became or was linked to; it keeps the reports. */
  emergency: emergencyId.nullable().default(null),
  merged: z.array(incidentId),
  evidence: z.array(evidence),
  /** Events that this viewer may send now: names of incident-event.ts. Buttons come from here. */
  allowed: z.array(z.string()),
  /** Only in answers over HTTP, and only for viewers who may see it; never on the live link. */
  reporter: reporter.optional(),
});
export type IncidentRecord = z.infer<typeof incidentRecord>;

/** Body of `POST /api/v1/incidents/propose`: what is known while the caller still speaks. Nothing is stored but the list shown. */
export const proposalRequest = z.strictObject({
  lon: z.number(),
  lat: z.number(),
  crs: crs.optional(),
  community: z.string().max(24).optional(),
  category: z.string().min(1).max(60).optional(),
  /** Some limits hold for one channel only. */
  channel: z.string().min(1).max(40).optional(),
  happenedAt: instant.optional(),
});

/** One line of the dispatch suggestion (派遣建议), best first. */
export const suggestedOrgan = z.object({
  organ: organId,
  via: organId.nullable(),
  /** The nearest fit unit of that organ; null = none on duty that can be seen. */
  unit: unitId.nullable(),
  distanceM: z.number().nullable(),
  fixAgeS: z.number().nullable(),
  /** Which column of the negative list names it; `territorial` = the station of the community, `group` = the function group. */
  duty: z.enum(['patrol', 'urge', 'revisit', 'punish', 'territorial', 'group']),
  /** Why it stands here and what it lacks, as codes with values; the client puts them into words. */
  reasons: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
  shortfalls: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export type SuggestedOrgan = z.infer<typeof suggestedOrgan>;

/** `organs` is empty when neither category nor place names one. `id` is said again by the dispatch, so that list and choice are kept. */
export const suggestion = z.object({ id: suggestionId, organs: z.array(suggestedOrgan).max(5) });
export type Suggestion = z.infer<typeof suggestion>;

export const possibleDuplicate = z.object({
  id: incidentId,
  text: z.string(),
  state: incidentState,
  distanceM: z.number(),
  ageMs: z.number(),
  evidence: z.array(evidence),
});

export const proposal = z.object({
  place: z.object({
    lon: z.number(),
    lat: z.number(),
    grid: gridCode.nullable(),
    community: communityCode.nullable(),
    zone: zoneId.nullable(),
    assignedBy,
    onBoundary: z.boolean(),
    networks: incidentRecord.shape.networks,
  }),
  level: level.nullable(),
  grade: grade.nullable(),
  /** The clocks that would run if it were saved now, those that are over already included. */
  limits: z.array(incidentLimit),
  suggestion,
  duplicates: z.array(possibleDuplicate),
});
export type Proposal = z.infer<typeof proposal>;
