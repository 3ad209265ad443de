/**
 * The small form between a button and its event. In: the event, the record as it lives, who speaks. Out: one command, or nothing. What was
 * typed stays when it is refused or when somebody else changes the operation meanwhile; the server's sentence stands beside its field.
 */
import { type KeyboardEvent, type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import { Button } from '../design/desk/button.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextArea, TextField } from '../design/desk/text-field.tsx';
import type { OrganWithUnit } from '../incident/event-values.ts';
import { OrgansField } from '../incident/organs-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { actingOrgans, type FormEvent, GRAVE, OPERATION_FORMS, type OperationField } from './operation-forms.ts';
import type { OperationFields } from './send-operation.ts';
import { useOperationCommand } from './use-operation-command.ts';

const ANSWERS = ['yes', 'no'] as const;
type Values = Readonly<Record<string, string>>;
const MOST_WORDS = 500;

const chosenOrgans = (value = ''): OrganWithUnit[] =>
  value === '' ? [] : value.split(' ').map(organ => ({ organ: organ as OrganId, unit: null }));

export function OperationEventForm(props: {
  record: OperationRecord;
  event: FormEvent;
  /** The organ that speaks for itself; null = the desk or a leader. */
  own: OrganId | null;
  onClose: () => void;
  /** Fields that are known already: which stop, which organ. */
  given?: Readonly<Record<string, string>>;
  /** What to know before it is sent. */
  children?: ReactNode;
  /** Also for the page: it may be about a field of the plan. */
  onRefused?: (refusal: Refusal) => void;
}) {
  const { record, event, own, onClose } = props;
  const fields: readonly OperationField[] = OPERATION_FORMS[event];
  const acting = own === null ? actingOrgans(event, record) : [];
  const profile = useProfile();
  const { block, isSending, refused, carryOut } = useOperationCommand(
    record,
    fields.map(({ name }) => name),
    props.onRefused,
  );
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Values>({});
  const [onBehalf, setOnBehalf] = useState<OrganId | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [seen, setSeen] = useState(record.version);
  const isChanged = record.version > seen;

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, []);

  const missing = (name: string) => fields.some(f => f.name === name && !f.optional) && !values[name]?.trim();
  const whom = acting.length > 0 ? (onBehalf ?? (acting.length === 1 ? (acting[0] ?? null) : null)) : null;
  const problemOf = ({ name, label }: OperationField) =>
    (refused?.field === name ? refused.sentence : null) ??
    (isChecked && missing(name) ? say('form.missing', { field: say(label) }) : null);
  const gone = record.allowed.includes(event)
    ? null
    : say('form.not-allowed-any-more', { event: say(`operation.event.${event}`) });

  async function submit(submitted: SubmitEvent) {
    submitted.preventDefault();
    setChecked(true);
    if (block || gone || isSending || fields.some(({ name }) => missing(name))) return;
    if (acting.length > 0 && whom === null) return;
    setSeen(record.version);
    const filled: Record<string, unknown> = {};
    for (const { name, kind } of fields) {
      const value = values[name]?.trim() ?? '';
      if (kind === 'agree') filled[name] = value === 'yes';
      else if (value === '') continue;
      else if (kind === 'organs') filled[name] = value.split(' ');
      else filled[name] = kind === 'persons' ? Number(value) : value;
    }
    const command = { event, ...props.given, ...filled, ...(whom !== null && { onBehalfOf: whom }) } as OperationFields;
    if (await carryOut(command)) onClose();
  }

  const change = (name: string, value: string) => setValues(known => ({ ...known, [name]: value }));

  function onKey(key: KeyboardEvent<HTMLFormElement>) {
    if (key.key !== 'Escape' || key.defaultPrevented) return;
    key.preventDefault();
    key.stopPropagation();
    onClose();
  }

  return (
    <form
      ref={form}
      className="desk-form operation-form"
      aria-label={say(`operation.event.${event}`)}
      data-unsaved
      noValidate
      onSubmit={submitted => void submit(submitted)}
      onKeyDown={onKey}
    >
      <h3>{say(`operation.event.${event}`)}</h3>
      {acting.length > 0 && (
        <Select
          label={say('event-field.on-behalf')}
          help={say('form.on-behalf-help')}
          options={acting.map(id => ({ id, name: profile.organ(id) }))}
          value={whom}
          error={isChecked && whom === null ? say('form.choose', { field: say('event-field.on-behalf') }) : null}
          onChange={setOnBehalf}
        />
      )}
      {props.children}
      {fields.map(one =>
        one.kind === 'organs' ? (
          <OrgansField
            key={one.name}
            label={say(one.label)}
            error={problemOf(one)}
            value={chosenOrgans(values[one.name])}
            onChange={chosen => change(one.name, chosen.map(({ organ }) => organ).join(' '))}
          />
        ) : one.kind === 'persons' ? (
          <TextField
            key={one.name}
            label={say(one.label)}
            note={say('desk.optional')}
            type="number"
            inputMode="numeric"
            value={values[one.name] ?? ''}
            error={problemOf(one)}
            onChange={value => change(one.name, value)}
          />
        ) : one.kind === 'agree' ? (
          <div key={one.name} className="desk-field">
            <SegmentedFilter
              label={say(one.label)}
              segments={ANSWERS.map(id => ({ id, name: say(`operation.agree.${id}`) }))}
              value={(values[one.name] ?? null) as (typeof ANSWERS)[number] | null}
              onChange={value => change(one.name, value)}
            />
            {problemOf(one) && (
              <p className="desk-error" role="alert">
                {problemOf(one)}
              </p>
            )}
          </div>
        ) : (
          <TextArea
            key={one.name}
            label={say(one.label)}
            {...(one.optional && { note: say('desk.optional') })}
            rows={2}
            maxLength={one.most ?? MOST_WORDS}
            value={values[one.name] ?? ''}
            error={problemOf(one)}
            onChange={value => change(one.name, value)}
          />
        ),
      )}
      <div role="alert" className="operation-form-told">
        {isChanged && <p className="desk-error">{say('operation.changed-meanwhile')}</p>}
        {refused?.field === null && <p className="desk-error">{refused.sentence}</p>}
        {gone && <p className="desk-error">{gone}</p>}
      </div>
      <div className="desk-actions">
        <Button
          kind={GRAVE.has(event) ? 'danger' : 'primary'}
          type="submit"
          whyNot={block ?? gone}
          isPending={isSending}
        >
          {say(isSending ? 'form.sending' : 'form.send')}
        </Button>
        <Button kind="plain" onPress={onClose}>
          {say('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}
