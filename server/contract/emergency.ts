/**
 * An emergency (突发事件) as it is declared (`emergencyDeclaration`) and as viewers see it (`emergencyRecord`): nature, level, who leads,
 * the checklist of its plan, the clocks of its reports. What may happen to it: emergency-event.ts. Null means 未定 or 未设定, never a guess.
 */
import { z } from 'zod';
import { crs, instant } from './coordinates.ts';
import { reportHead, sentReport } from './emergency-report.ts';
import { commandId, communityCode, emergencyId, gridCode, incidentId, organId, unitId, utcMs, zoneId } from './ids.ts';
import { level } from './incident.ts';
import { plainText } from './plain-text.ts';

/** domain §2.2 rows 27 to 32. */
export const emergencyState = z.enum([
  'reported', // 已接报
  'judged', // 已研判
  'first-disposal', // 先期处置
  'command', // 统一处置
  'expanded', // 扩大处置
  'ended', // 已结束
  'reviewed', // 已总结
]);
export type EmergencyState = z.infer<typeof emergencyState>;

/** Somebody is still at it. */
export function isOpenEmergency(state: EmergencyState): boolean {
  return state !== 'ended' && state !== 'reviewed';
}

/** Screens hold it until it is reviewed: what has ended still owes its final report. */
export function isLiveEmergency(state: EmergencyState): boolean {
  return state !== 'reviewed';
}

/**
 * Body of `POST /api/v1/emergencies`: from an incident, which brings place and time, or from the map. `nature` is an id of the
 * profile; null or absent is 未定, as is the level.
 */
export const emergencyDeclaration = z
  .strictObject({
    commandId,
    issuedAt: instant,
    incident: incidentId.optional(),
    nature: z.string().min(1).max(40).nullable().optional(),
    level: level.nullable().optional(),
    lon: z.number().optional(),
    lat: z.number().optional(),
    crs: crs.optional(),
    address: plainText.trim().max(120).optional(),
    /** When it happened; of an incident: default when that happened. Clocks count from here. */
    happenedAt: instant.optional(),
    /** 接报时间; default now, of an incident when that was received. */
    receivedAt: instant.optional(),
    /** 信息来源; of an incident: default its channel. */
    source: plainText.trim().min(1).max(60).optional(),
    words: plainText.trim().min(1).max(500),
  })
  .refine(({ lon, lat }) => (lon === undefined) === (lat === undefined), {
    params: { zh: 'lon 和 lat 应同时给出', en: 'lon and lat come together' },
  });
export type EmergencyDeclaration = z.infer<typeof emergencyDeclaration>;

export const reportStep = z.enum(['first-report', 'phone-report', 'written-report', 'follow-up']);
export type ReportStep = z.infer<typeof reportStep>;

/** How a report has to be made: `any` = by phone or in writing. */
export const reportMeans = z.enum(['any', 'phone', 'written']);

/**
 * A clock of a report (报告时限). It runs from when it happened, so it may be over at declaration, and stops only when a sent report
 * is saved. `lateSince` stays whatever comes after (迟报).
 */
export const reportClock = z.object({
  /** Step and running number: `phone-report-1`. */
  id: z.string(),
  step: reportStep,
  /** Row of the profile's table. */
  rule: z.string(),
  /** What people call it: 电话报告. */
  name: z.string(),
  means: reportMeans,
  /** To whom by the rule; null = 未设定. */
  to: z.string().nullable(),
  anchorAt: utcMs,
  /** When people are warned, and that they were. */
  warnAt: utcMs,
  warnedAt: utcMs.nullable(),
  dueAt: utcMs,
  /** `lapsed`: not owed any more. */
  state: z.enum(['running', 'done', 'lapsed']),
  lateSince: utcMs.nullable(),
  /** The sent report that stopped it; it was sent then, and saved then. */
  sent: z.int().nullable(),
  sentAt: utcMs.nullable(),
  savedAt: utcMs.nullable(),
});
export type ReportClock = z.infer<typeof reportClock>;

/** The checklist of the plan of that level (S4-27). Null in the record = 未设定. */
export const emergencyPlan = z.object({
  id: z.string(),
  name: z.string(),
  source: z.string(),
  /** 演示: made up for the demonstration, of no paper. */
  demonstration: z.boolean(),
  items: z.array(
    z.object({ id: z.string(), text: z.string(), doneAt: utcMs.nullable(), doneBy: z.string().nullable() }),
  ),
});
export type EmergencyPlan = z.infer<typeof emergencyPlan>;

export const emergencyRecord = z.object({
  id: emergencyId,
  /** Grows by one with every change; commands name the version they were made for. */
  version: z.int().min(1),
  state: emergencyState,
  /** When this state began. */
  stateSince: utcMs,
  /** Id of the profile; null = 未定. */
  nature: z.string().nullable(),
  level: level.nullable(),
  /** What was said; empty for walls. */
  words: z.string(),
  source: z.string(),
  /** WGS-84 degrees. */
  lon: z.number(),
  lat: z.number(),
  address: z.string().nullable(),
  grid: gridCode.nullable(),
  community: communityCode.nullable(),
  zone: zoneId.nullable(),
  happenedAt: utcMs,
  receivedAt: utcMs,
  declaredAt: utcMs,
  declaredBy: z.string(),
  /** Incidents that belong to it; each names it. */
  incidents: z.array(incidentId),
  judgedAt: utcMs.nullable(),
  /** 先期处置: who was first on the spot, and what was done. */
  firstDisposal: z
    .object({ organ: organId.nullable(), unit: unitId.nullable(), at: utcMs, words: z.string() })
    .nullable(),
  /** 牵头单位, named by the joint meeting (S0-53), and the post of the leader above it. */
  leadOrgan: organId.nullable(),
  leaderPost: z.string().nullable(),
  plan: emergencyPlan.nullable(),
  /** 扩大处置: who beyond the subdistrict or beside the lead was called in. */
  expansion: z.object({ partners: z.string(), reason: z.string(), at: utcMs }).nullable(),
  clocks: z.array(reportClock),
  reports: z.array(reportHead),
  sent: z.array(sentReport),
  endedAt: utcMs.nullable(),
  /** The state it ended from: where reopening leads back to. */
  endedFrom: emergencyState.nullable(),
  /** It turned out to be none. */
  dismissed: z.boolean(),
  review: z.string().nullable(),
  reopened: z.int(),
  /** Events that this viewer may send now: names of emergency-event.ts. */
  allowed: z.array(z.string()),
});
export type EmergencyRecord = z.infer<typeof emergencyRecord>;
