/**
 * What was filled into an event's form, checked and made into a command. In: the fields of the event's row in event-forms.ts, the
 * values by field name, server time. Out: one sentence a field that is wrong, or the command's own fields. Pure.
 * A field left as the record already says it is not sent: history then tells only what somebody changed.
 */
import type { EvidenceId, OrganId, UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import { say } from '../wording/wording.ts';
import type { Field } from './event-forms.ts';
import type { CommandFields } from './send-command.ts';

export interface OrganWithUnit {
  organ: OrganId;
  unit: UnitId | null;
}

export type FieldValue = string | number | boolean | null | readonly OrganWithUnit[] | readonly EvidenceId[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

const MOST_WORDS = 500;

/** A record already says these; whoever corrects or accepts it starts from them. */
const FROM_RECORD = ['category', 'grade', 'level'] as const;

export function startValues(
  event: IncidentEventName,
  fields: readonly Field[],
  record: IncidentRecord,
  given: FieldValues = {},
): FieldValues {
  const values: Record<string, FieldValue> = {};
  for (const { name, kind } of fields) values[name] = emptyOf(kind);
  if (event === 'accept' || event === 'correct-class') for (const name of FROM_RECORD) values[name] = record[name];
  if (event === 'supervise' || event === 'send-unit')
    values.organ = record.tasks.find(({ lead }) => lead)?.organ ?? null;
  return { ...values, ...given };
}

function emptyOf(kind: Field['kind']): FieldValue {
  if (kind === 'organs' || kind === 'organ-ids' || kind === 'photos') return [];
  return kind === 'words' || kind === 'line' ? '' : null;
}

/** By field name; an empty object = may be sent. */
export function fieldProblems(
  event: IncidentEventName,
  fields: readonly Field[],
  values: FieldValues,
  record: IncidentRecord,
  now: number,
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const problem = problemOf(field, values[field.name] ?? null, now);
    if (problem) problems[field.name] = problem;
  }
  // Without a grade nobody knows which road the incident takes (`grade-missing`).
  if (event === 'accept' && values.grade === null)
    problems.grade = say('form.choose', { field: say('event-field.grade') });
  if (event === 'report-done' && isEmpty(values.evidence ?? null) && isEmpty(values.noEvidenceReason ?? null))
    problems.noEvidenceReason = say('form.photo-or-reason');
  if (event === 'correct-class' && FROM_RECORD.every(name => values[name] === record[name]))
    problems.category = say('form.nothing-to-correct');
  return problems;
}

function problemOf(field: Field, value: FieldValue, now: number): string | null {
  const name = say(field.label);
  if (isEmpty(value)) {
    if (field.optional) return null;
    return say(isTyped(field) ? 'form.missing' : 'form.choose', { field: name });
  }
  if (typeof value === 'string' && isTyped(field) && value.trim().length > MOST_WORDS)
    return say('form.too-long', { field: name, n: MOST_WORDS });
  return field.kind === 'until' && typeof value === 'number' && value <= now ? say('form.not-later') : null;
}

function isTyped({ kind }: Field): boolean {
  return kind === 'words' || kind === 'line' || kind === 'until';
}

function isEmpty(value: FieldValue): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Of values without problems. `onBehalfOf` null = whoever sends it acts himself. */
export function toCommand(
  event: IncidentEventName,
  fields: readonly Field[],
  values: FieldValues,
  record: IncidentRecord,
  onBehalfOf: OrganId | null,
): CommandFields {
  const command: Record<string, unknown> = { event };
  for (const { name, kind } of fields) {
    const value = values[name] ?? null;
    if (isEmpty(value) || isUnchanged(event, name, value, record)) continue;
    if (kind === 'grant') command[name] = value === 'yes';
    else if (kind === 'organ-ids') command[name] = (value as readonly OrganWithUnit[]).map(({ organ }) => organ);
    else command[name] = typeof value === 'string' ? value.trim() : value;
  }
  // Nobody chosen is an answer here: whoever was sent is taken back.
  if (event === 'send-unit') command.unit ??= null;
  if (values.suggestion) command.suggestion = values.suggestion;
  if (onBehalfOf !== null) command.onBehalfOf = onBehalfOf;
  return command as CommandFields;
}

function isUnchanged(event: IncidentEventName, name: string, value: FieldValue, record: IncidentRecord): boolean {
  if (event !== 'accept' && event !== 'correct-class') return false;
  return FROM_RECORD.some(known => known === name && record[known] === value);
}
