/**
 * What may be done to an emergency: body of `POST /api/v1/emergencies/:id/events`, one shape an event. The server alone decides
 * whether an event is possible now (server/emergency/SPEC.md); its name stands in `allowed` of the record when it is.
 * Answered after the commit: 200 with the record, or 409 with a refusal. The same `commandId` always gets the first answer.
 */
import { z } from 'zod';
import { commandFor as event } from './command.ts';
import { crs, instant } from './coordinates.ts';
import { reportFields, reportKind, sending } from './emergency-report.ts';
import { incidentId, organId, seq, unitId } from './ids.ts';
import { level } from './incident.ts';
import { plainText } from './plain-text.ts';

const words = plainText.trim().min(1).max(500);
const report = z.int().min(1);

export const emergencyCommand = z.discriminatedUnion('event', [
  /** 研判: also later, when it turns out to be another nature or level. */
  event('judge', { nature: z.string().min(1).max(40), level, reason: words.optional() }),
  /** 先期处置: the organ or unit that was first on the spot. */
  event('first-disposal', { organ: organId.optional(), unit: unitId.optional(), words }),
  /** 联席会议明确牵头单位: the plan of the level starts. */
  event('name-lead', {
    organ: organId,
    leaderPost: plainText.trim().min(1).max(40).optional(),
    words: words.optional(),
  }),
  event('expand', { partners: plainText.trim().min(1).max(120), reason: words }),
  event('check-item', { item: z.string().min(1).max(40), done: z.boolean() }),
  event('link-incident', { incident: incidentId }),
  event('unlink-incident', { incident: incidentId, reason: words }),
  /** Time or place turned out otherwise; at least one of them. */
  event('correct', {
    happenedAt: instant.optional(),
    lon: z.number().optional(),
    lat: z.number().optional(),
    crs: crs.optional(),
    address: plainText.trim().min(1).max(120).optional(),
    reason: words,
  }),
  event('note', { text: words }),
  /** A line of the timeline was wrong: the old one stays, this one names it. */
  event('correct-entry', { entry: seq.min(1), text: words }),
  event('end', { reason: words }),
  /** 核实不构成突发事件. */
  event('dismiss', { reason: words }),
  event('review', { text: plainText.trim().min(1).max(2000) }),
  event('reopen', { reason: words }),
  // 报告
  /** That a report was made. Clocks that are named stop. */
  event('record-report', sending),
  /** Pre-filled by the server where no fields are sent. */
  event('draft-report', { kind: reportKind, fields: reportFields.optional() }),
  event('edit-report', { report, fields: reportFields }),
  event('submit-report', { report, approver: plainText.trim().min(1).max(40) }),
  event('return-report', { report, reason: words }),
  /** A leader; or the desk, which then says how the named approver agreed. */
  event('approve-report', { report, words: words.optional() }),
]);
export type EmergencyCommand = z.infer<typeof emergencyCommand>;
export type EmergencyEventName = EmergencyCommand['event'];

export const EMERGENCY_EVENTS = emergencyCommand.options.map(
  option => option.shape.event.value,
) as EmergencyEventName[];
