/**
 * What a person is asked before an event is sent: the one table of event -> fields. Wording hangs on the names (`event.<name>`,
 * `event-field.<label>`). The type ties every field to the wire: one that the
 * contract does not know does not compile. Whether an event is possible now is not decided here but by the server (`allowed`).
 */
import type { IncidentCommand, IncidentEventName } from '../../server/contract/incident-event.ts';
import type { WordingKey } from '../wording/zh.ts';

type Stamped = 'event' | 'commandId' | 'expectedVersion' | 'issuedAt' | 'onBehalfOf';
type FieldOf<Name> = Exclude<keyof Extract<IncidentCommand, { event: Name }>, Stamped> & string;

export type FieldKind =
  | 'words'
  /** A name or another short text on one line. */
  | 'line'
  | 'organ'
  /** Organs of the tier above, the only ones a matter may be lifted to. */
  | 'organ-above'
  | 'organs'
  /** As `organs`, but only who, not with which unit. */
  | 'organ-ids'
  | 'lead'
  | 'liaison'
  | 'until'
  | 'photos'
  | 'category'
  | 'grade'
  | 'level'
  | 'incident'
  | 'grid'
  | 'unit'
  /** Organs that are at work on it. */
  | 'task-organ'
  | 'unit-to-send'
  | 'outcome'
  | 'rating'
  | 'finding'
  | 'report'
  | 'request'
  | 'grant';

export interface Field<Name extends string = string> {
  name: Name;
  kind: FieldKind;
  label: Extract<WordingKey, `event-field.${string}`>;
  optional?: true;
}

type Label = Field['label'] extends `event-field.${infer Name}` ? Name : never;

function field<Name extends string>(name: Name, kind: FieldKind, label: Label, optional?: 'optional'): Field<Name> {
  return { name, kind, label: `event-field.${label}` as Field['label'], ...(optional && { optional: true }) };
}

const reason = field('reason', 'words', 'reason');
const result = field('result', 'words', 'result');
const photos = field('evidence', 'photos', 'photos', 'optional');
const organ = field('organ', 'organ', 'organ');
const until = field('until', 'until', 'until');

export const EVENT_FORMS: { [Name in IncidentEventName]: readonly Field<FieldOf<Name>>[] } = {
  accept: [
    field('category', 'category', 'category', 'optional'),
    field('grade', 'grade', 'grade', 'optional'),
    field('level', 'level', 'level', 'optional'),
  ],
  reject: [reason],
  persuade: [field('outcome', 'outcome', 'outcome'), result],
  forward: [organ, reason],
  intervene: [organ, field('officer', 'line', 'officer')],
  'close-micro': [result, photos],
  'order-rectification': [organ, field('party', 'line', 'party'), field('until', 'until', 'until', 'optional')],
  'report-both-ways': [field('liaison', 'liaison', 'liaison')],
  'send-to-centre': [reason],
  dispatch: [field('organs', 'organs', 'organs')],
  'send-unit': [
    field('organ', 'task-organ', 'organ', 'optional'),
    field('unit', 'unit-to-send', 'unit-or-none', 'optional'),
    field('reason', 'words', 'why-other-organ', 'optional'),
  ],
  'add-organ': [organ, field('unit', 'unit', 'unit', 'optional')],
  acknowledge: [],
  arrive: [],
  'report-progress': [result, photos],
  'return-dispatch': [reason],
  'call-joint-review': [field('organs', 'organ-ids', 'organs'), reason],
  'conclude-joint-review': [field('organs', 'organs', 'organs'), field('lead', 'lead', 'lead'), result],
  'report-done': [result, photos, field('noEvidenceReason', 'words', 'no-evidence-reason', 'optional')],
  'revisit-good': [result, photos],
  rework: [reason, photos],
  transfer: [field('organ', 'organ-above', 'organ'), reason],
  'record-punishment': [result],
  escalate: [field('organ', 'organ-above', 'organ'), reason],
  'feed-back': [result],
  'evaluate-close': [field('rating', 'rating', 'rating'), result],
  'request-extension': [until, reason],
  'request-hold': [until, reason],
  'decide-request': [field('request', 'request', 'request'), field('grant', 'grant', 'grant'), reason],
  'end-hold': [reason],
  promise: [until, field('text', 'words', 'promise')],
  resume: [reason],
  'declare-emergency': [field('level', 'level', 'level'), reason],
  'stand-down': [reason],
  publish: [until, field('text', 'words', 'publicity')],
  'end-publicity': [result],
  supervise: [organ, until, reason],
  'lift-supervision': [reason],
  'record-report': [field('report', 'report', 'report'), result],
  'trace-back': [field('finding', 'finding', 'finding'), organ, reason],
  'correct-class': [
    field('category', 'category', 'category', 'optional'),
    field('grade', 'grade', 'grade', 'optional'),
    field('level', 'level', 'level', 'optional'),
    reason,
  ],
  'correct-place': [field('grid', 'grid', 'grid'), reason],
  comment: [field('text', 'words', 'comment')],
  merge: [field('into', 'incident', 'into'), reason],
  unmerge: [reason],
  void: [reason],
  regrade: [field('grade', 'grade', 'grade'), field('level', 'level', 'level', 'optional'), reason],
  reopen: [reason],
};
