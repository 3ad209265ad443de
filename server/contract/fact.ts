/**
 * A fact: one row of the change log as viewers receive it. Facts are ordered, durable and replayable; each carries the whole
 * record as it is after the change, so applying one twice, or an older one late, can be recognised by `version`.
 */
import { z } from 'zod';
import { alarmRecord } from './alarm.ts';
import { bulletinMonth, bulletinState } from './bulletin.ts';
import { emergencyRecord } from './emergency.ts';
import { majorActionRecord } from './emergency-action.ts';
import { warningRecord } from './emergency-warning.ts';
import { bulletinId, deviceId, organId, seq, utcMs, zoneId } from './ids.ts';
import { incidentRecord } from './incident.ts';
import { operationRecord } from './operation.ts';
import { pointRecord, roundName } from './scoring-point.ts';
import { localDay } from './shift.ts';
import { unitRecord } from './unit.ts';

const stamp = { seq, at: utcMs };

export const fact = z.discriminatedUnion('kind', [
  z.object({ ...stamp, kind: z.literal('incident-received'), incident: incidentRecord }),
  z.object({ ...stamp, kind: z.literal('incident-imported'), incident: incidentRecord }),
  z.object({
    ...stamp,
    kind: z.literal('incident-changed'),
    incident: incidentRecord,
    /** Name of incident-event.ts, or what the server did by itself: `limit-breached`, `evidence-added`, `hold-ended` … */
    event: z.string(),
    /** What people call the account that did it; `system` for the server itself. */
    by: z.string(),
    onBehalfOf: organId.nullable(),
    /** The sentence that was written with it; null for walls. */
    note: z.string().nullable(),
  }),
  ...(['alarm-raised', 'alarm-acknowledged', 'alarm-shelved', 'alarm-escalated', 'alarm-cleared'] as const).map(kind =>
    z.object({ ...stamp, kind: z.literal(kind), alarm: alarmRecord }),
  ),
  /** Lists that clients hold a copy of: ask again. */
  z.object({ ...stamp, kind: z.literal('negative-list-published'), version: z.int() }),
  z.object({ ...stamp, kind: z.literal('limit-filed'), rule: z.string() }),
  z.object({ ...stamp, kind: z.literal('device-changed'), device: deviceId }),
  z.object({ ...stamp, kind: z.literal('shift-plan-filed'), version: z.int() }),
  z.object({
    ...stamp,
    kind: z.literal('bulletin-changed'),
    bulletin: bulletinId,
    month: bulletinMonth,
    state: bulletinState,
    /** Name of bulletin-event.ts, or `drafted`, `replaced`. */
    event: z.string(),
  }),
  z.object({ ...stamp, kind: z.literal('roster-changed'), days: z.array(z.string()) }),
  z.object({ ...stamp, kind: z.literal('unit-registered'), unit: unitRecord }),
  z.object({ ...stamp, kind: z.literal('unit-duty-changed'), unit: unitRecord }),
  /** It crossed a border of zones or communities, or left or came back to its own ground. */
  z.object({
    ...stamp,
    kind: z.literal('unit-ground-changed'),
    unit: unitRecord,
    /** Found from a fix that was older than five minutes when it came: for the record, nothing to react to. */
    late: z.boolean(),
  }),
  /** Another device reports for it, or its device in another rhythm. */
  z.object({ ...stamp, kind: z.literal('unit-interval-changed'), unit: unitRecord }),
  z.object({
    ...stamp,
    kind: z.literal('deduction-recorded'),
    point: pointRecord,
    item: z.string(),
    score: z.number(),
  }),
  /** Many points at once. */
  z.object({
    ...stamp,
    kind: z.literal('points-changed'),
    /** `recounted`: the rules of the profile are others. */
    cause: z.enum(['assessed', 'imported', 'bulletined', 'recounted']),
    /** Null when recounted. */
    round: roundName.nullable(),
    /** Deductions that came with it. */
    deductions: z.int(),
    /** Those whose record changed, clean ones too; of the viewer's ground. */
    points: z.array(pointRecord),
  }),
  z.object({
    ...stamp,
    kind: z.literal('operation-changed'),
    operation: operationRecord,
    /** Name of operation-event.ts, or what the server did by itself: `created`, `stop-reached`, `stop-left`, `off-route`, `back-on-route`. */
    event: z.string(),
    by: z.string(),
    onBehalfOf: organId.nullable(),
    /** The sentence that was written with it; null for walls. */
    note: z.string().nullable(),
  }),
  /** An operation is due by its cadence and nothing is planned: a reminder, which nobody has to answer. */
  z.object({
    ...stamp,
    kind: z.literal('operation-due'),
    due: z.object({ kind: z.string(), zone: zoneId.nullable(), period: z.string(), to: localDay }),
  }),
  z.object({
    ...stamp,
    kind: z.literal('emergency-changed'),
    emergency: emergencyRecord,
    /** Name of emergency-event.ts, or what the server did by itself: `declared`, `report-warned`, `report-late`. */
    event: z.string(),
    by: z.string(),
    onBehalfOf: organId.nullable(),
    /** The sentence that was written with it; null for walls. */
    note: z.string().nullable(),
    /** `seq` of the line of the timeline that this one corrects. */
    corrects: seq.nullable(),
  }),
  z.object({
    ...{ ...stamp, kind: z.literal('warning-changed'), warning: warningRecord },
    /** `issued`, `adjust`, `end`. */
    ...{ event: z.string(), by: z.string(), onBehalfOf: organId.nullable(), note: z.string().nullable() },
  }),
  z.object({
    ...{ ...stamp, kind: z.literal('major-action-changed'), majorAction: majorActionRecord },
    /** `issued`, `change-plan`, `end`. */
    ...{ event: z.string(), by: z.string(), onBehalfOf: organId.nullable(), note: z.string().nullable() },
  }),
  /** Something changed that this viewer may not see; only the number is told, so that the sequence has no gap. */
  z.object({ ...stamp, kind: z.literal('withheld') }),
]);
export type Fact = z.infer<typeof fact>;

const QUIET_KINDS: ReadonlySet<Fact['kind']> = new Set([
  'withheld',
  'incident-imported',
  'unit-registered',
  'unit-ground-changed',
  'unit-interval-changed',
  'points-changed',
]);

/** News to people (动态). A record's bookkeeping is none: units that cross borders would push the day off the list in a minute. */
export function isNews({ kind }: Pick<Fact, 'kind'>): boolean {
  return !QUIET_KINDS.has(kind);
}
