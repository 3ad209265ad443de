/**
 * What may be done to an incident: body of `POST /api/v1/incidents/:id/events`, one shape an event. The server alone decides whether
 * an event is possible now (server/incident/SPEC.md); its name stands in `allowed` of the record when it is.
 * Answered after the commit: 200 with the record, or 409 with a refusal. The same `commandId` always gets the first answer.
 */
import { z } from 'zod';
import { commandFor as event } from './command.ts';
import { crs, instant } from './coordinates.ts';
import { evidenceId, incidentId, organId, suggestionId, unitId } from './ids.ts';
import { grade, level } from './incident.ts';
import { plainText } from './plain-text.ts';

const words = plainText.trim().min(1).max(500);
const photos = z.array(evidenceId).max(12);

const organWithUnit = z.strictObject({ organ: organId, unit: unitId.nullable().optional() });

export const incidentCommand = z.discriminatedUnion('event', [
  // 受理
  event('accept', { category: z.string().max(60).optional(), grade: grade.optional(), level: level.optional() }),
  event('reject', { reason: words }),
  event('persuade', { outcome: z.enum(['obeyed', 'defied']), result: words }),
  event('forward', { organ: organId, reason: words }),
  event('intervene', { organ: organId, officer: words }),
  // 处置
  event('close-micro', { result: words, evidence: photos.optional() }),
  event('order-rectification', { organ: organId, party: words, until: instant.optional() }),
  event('report-both-ways', { liaison: organId }),
  event('send-to-centre', { reason: words }),
  event('dispatch', {
    organs: z.array(organWithUnit).min(1).max(8),
    suggestion: suggestionId.optional(),
  }),
  event('add-organ', { organ: organId, unit: unitId.nullable().optional() }),
  /** 派员: `organ` is left out by organs (their own task) and where only the lead is meant; `unit` null = taken back. */
  event('send-unit', { organ: organId.optional(), unit: unitId.nullable(), reason: words.optional() }),
  /** `remark` goes into the history: `补报 14:32` from a phone that had no network then. */
  event('acknowledge', { remark: words.optional() }),
  event('arrive', { remark: words.optional() }),
  event('report-progress', { result: words, evidence: photos.optional() }),
  event('return-dispatch', { reason: words }),
  event('call-joint-review', { organs: z.array(organId).min(1).max(12), reason: words }),
  event('conclude-joint-review', { organs: z.array(organWithUnit).min(1).max(8), lead: organId, result: words }),
  event('report-done', { result: words, evidence: photos.optional(), noEvidenceReason: words.optional() }),
  // 回访 评价 移交
  event('revisit-good', { result: words, evidence: photos.optional() }),
  event('rework', { reason: words, evidence: photos.optional() }),
  event('transfer', { organ: organId, reason: words }),
  event('record-punishment', { result: words }),
  event('escalate', { organ: organId, reason: words }),
  event('feed-back', { result: words }),
  event('evaluate-close', { rating: z.enum(['good', 'fair', 'poor']), result: words }),
  // 时限
  event('request-extension', { until: instant, reason: words }),
  event('request-hold', { until: instant, reason: words }),
  event('decide-request', { request: z.int().min(1), grant: z.boolean(), reason: words }),
  event('end-hold', { reason: words }),
  event('promise', { until: instant, text: words }),
  event('resume', { reason: words }),
  // 提级 督办 公示 应急
  /** Without a level: 未定. */
  event('declare-emergency', { level: level.optional(), reason: words }),
  event('stand-down', { reason: words }),
  event('publish', { until: instant, text: words }),
  event('end-publicity', { result: words }),
  event('supervise', { organ: organId, until: instant, reason: words }),
  event('lift-supervision', { reason: words }),
  /** 首报 电话报告 书面报告 of a sudden event: that it was made, which stops its clock. */
  event('record-report', { report: z.enum(['first-report', 'phone-report', 'written-report']), result: words }),
  event('trace-back', {
    finding: z.enum(['not-found', 'not-solved', 'not-reported']),
    organ: organId,
    reason: words,
  }),
  // 更正
  event('correct-class', {
    category: z.string().max(60).optional(),
    grade: grade.optional(),
    level: level.optional(),
    reason: words,
  }),
  /** A grid by hand, or a better point; one of them. */
  event('correct-place', {
    lon: z.number().optional(),
    lat: z.number().optional(),
    crs: crs.optional(),
    grid: z.string().max(24).optional(),
    reason: words,
  }),
  event('comment', { text: words }),
  event('merge', { into: incidentId, reason: words }),
  event('unmerge', { reason: words }),
  event('void', { reason: words }),
  event('regrade', { grade, level: level.optional(), reason: words }),
  event('reopen', { reason: words }),
]);
export type IncidentCommand = z.infer<typeof incidentCommand>;
export type IncidentEventName = IncidentCommand['event'];

export const INCIDENT_EVENTS = incidentCommand.options.map(option => option.shape.event.value) as IncidentEventName[];
