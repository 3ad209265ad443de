/**
 * What a person is asked before an event of an operation is sent: the one table of event -> fields. The type ties every field to the wire.
 * Whether an event is possible now is not decided here but by the server (`allowed`). Words hang on the names (`operation.event.<name>`,
 * `operation.field.<label>`).
 */
import type { OrganId } from '../../server/contract/ids.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { OperationCommand, OperationEventName } from '../../server/contract/operation-event.ts';
import type { WordingKey } from '../wording/zh.ts';

type Stamped = 'event' | 'commandId' | 'expectedVersion' | 'issuedAt' | 'onBehalfOf';
type FieldOf<Name> = Exclude<keyof Extract<OperationCommand, { event: Name }>, Stamped> & string;

/** `agree`: 同意 or 不同意. `organs`: those who are not called yet. `persons`: how many came. */
export type OperationFieldKind = 'words' | 'agree' | 'organs' | 'persons';

export interface OperationField<Name extends string = string> {
  name: Name;
  kind: OperationFieldKind;
  label: Extract<WordingKey, `operation.field.${string}`>;
  /** May stay empty; where it is needed only sometimes, the server says so. */
  optional?: true;
  /** Of words; null = 500. */
  most?: number;
}

function field<Name extends string>(
  name: Name,
  kind: OperationFieldKind,
  label: OperationField['label'],
  optional?: 'optional',
): OperationField<Name> {
  return { name, kind, label, ...(optional && { optional: true }) };
}

const reason = field('reason', 'words', 'operation.field.reason');
const organs = field('organs', 'organs', 'operation.field.organs');
const sometimesReason = field('reason', 'words', 'operation.field.reason', 'optional');

export const OPERATION_FORMS = {
  submit: [],
  countersign: [field('agree', 'agree', 'operation.field.agree'), sometimesReason],
  issue: [sometimesReason],
  withdraw: [reason],
  cancel: [reason],
  'call-organs': [organs, sometimesReason],
  'register-arrival': [field('persons', 'persons', 'operation.field.persons', 'optional')],
  begin: [sometimesReason],
  reinforce: [organs, reason],
  'skip-stop': [reason],
  finish: [sometimesReason],
  summarise: [{ ...field('text', 'words', 'operation.field.summary'), most: 2000 }],
  archive: [],
  comment: [field('text', 'words', 'operation.field.comment')],
} as const satisfies { [Name in OperationEventName]?: readonly OperationField<FieldOf<Name>>[] };
export type FormEvent = keyof typeof OPERATION_FORMS;

/** Steps that take something away are outlined, so that a quick hand stops. */
export const GRAVE: ReadonlySet<FormEvent> = new Set<FormEvent>(['withdraw', 'cancel', 'skip-stop', 'finish']);

/** Somebody who speaks for no organ writes down what one of them did (代录): which ones that can be. */
export function actingOrgans(event: FormEvent, { calls }: Pick<OperationRecord, 'calls'>): OrganId[] {
  if (event !== 'countersign') return [];
  const open = calls.filter(({ countersigned }) => countersigned === null);
  return (open.length > 0 ? open : calls).map(({ organ }) => organ);
}
