/**
 * The small form between a button and its event. In: the event, the record as it lives, who speaks. Out: one command, or nothing. What was
 * typed stays when it is refused or when somebody else changes the operation meanwhile; the server's sentence stands beside its field.
 */
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { tell } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextArea } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { actingOrgans, type FormEvent, GRAVE, OPERATION_FORMS, type OperationField } from './operation-forms.ts';
import { type OperationFields, useSendOperation } from './send-operation.ts';

const ANSWERS = ['yes', 'no'] as const;
type Values = Readonly<Record<string, string>>;

export function OperationEventForm(props: {
  record: OperationRecord;
  event: FormEvent;
  /** The organ that speaks for itself; null = the desk or a leader. */
  own: OrganId | null;
  onClose: () => void;
  /** Also for the page: it may be about a field of the plan. */
  onRefused?: (refusal: Refusal) => void;
}) {
  const { record, event, own, onClose } = props;
  const fields: readonly OperationField[] = OPERATION_FORMS[event];
  const acting = own === null ? actingOrgans(event, record) : [];
  const profile = useProfile();
  const send = useSendOperation();
  const block = useCommandBlock();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Values>({});
  const [onBehalf, setOnBehalf] = useState<OrganId | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [isSending, setSending] = useState(false);
  const [refused, setRefused] = useState<{ field: string | null; sentence: string } | null>(null);
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
    setRefused(null);
    setSending(true);
    setSeen(record.version);
    const filled: Record<string, string | boolean> = {};
    for (const { name, kind } of fields) {
      const value = values[name]?.trim() ?? '';
      if (kind === 'agree') filled[name] = value === 'yes';
      else if (value !== '') filled[name] = value;
    }
    const command = { event, ...filled, ...(whom !== null && { onBehalfOf: whom }) } as OperationFields;
    const result = await send({ id: record.id, version: record.version, fields: command });
    setSending(false);
    switch (result.name) {
      case 'done':
        tell(say('command.done', { event: say(`operation.event.${event}`), id: record.id }));
        onClose();
        return;
      case 'conflict':
        setRefused({ field: null, sentence: result.refusal.message });
        return;
      case 'refused': {
        const name = result.refusal.field?.split(/[.[]/)[0] ?? null;
        const isOwn = fields.some(f => f.name === name);
        setRefused({ field: isOwn ? name : null, sentence: result.refusal.message });
        if (!isOwn) props.onRefused?.(result.refusal);
        return;
      }
      case 'not-sent':
        setRefused({ field: null, sentence: say('command.link-lost') });
        return;
      case 'unanswered':
        setRefused({ field: null, sentence: say('form.unanswered') });
    }
  }

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
      {fields.map(one =>
        one.kind === 'agree' ? (
          <div key={one.name} className="desk-field">
            <SegmentedFilter
              label={say(one.label)}
              segments={ANSWERS.map(id => ({ id, name: say(`operation.agree.${id}`) }))}
              value={(values[one.name] ?? null) as (typeof ANSWERS)[number] | null}
              onChange={value => setValues(known => ({ ...known, [one.name]: value }))}
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
            maxLength={500}
            value={values[one.name] ?? ''}
            error={problemOf(one)}
            onChange={value => setValues(known => ({ ...known, [one.name]: value }))}
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
