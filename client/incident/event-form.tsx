/**
 * The small form that stands between a button and its command. In: the event, the record as it lives, what is given already (a chosen
 * suggestion). Out: one command, or nothing. The first field has the focus; Enter sends, Escape leaves, Shift+Enter makes a new line.
 * When somebody else changes the incident meanwhile, the form says what changed and keeps what was typed.
 */
import { type KeyboardEvent, type SubmitEvent, use, useEffect, useRef, useState } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { tell } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { EventField } from './event-field.tsx';
import { EVENT_FORMS, type Field } from './event-forms.ts';
import { type FieldValue, type FieldValues, fieldProblems, startValues, toCommand } from './event-values.ts';
import { recordChanges } from './record-changes.ts';
import type { CommandResult } from './send-command.ts';
import { useSendCommand } from './use-send-command.ts';
import './event-form.css';

export interface EventFormProps {
  record: IncidentRecord;
  event: IncidentEventName;
  given?: FieldValues;
  /** For whom the desk can write it down; empty = the sender acts himself. */
  acting: readonly OrganId[];
  onClose: () => void;
}

export function EventForm({ record, event, given, acting, onClose }: EventFormProps) {
  const fields = EVENT_FORMS[event];
  const profile = useProfile();
  const clock = use(ServerClockContext);
  const send = useSendCommand();
  const block = useCommandBlock();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<FieldValues>(() => startValues(event, fields, record, given));
  const [onBehalf, setOnBehalf] = useState<OrganId | null>(acting[0] ?? null);
  const [isChecked, setChecked] = useState(false);
  const [isUploading, setUploading] = useState(false);
  const [isSending, setSending] = useState(false);
  const [seen, setSeen] = useState(record);
  const [changes, setChanges] = useState<readonly string[] | null>(null);
  const [refused, setRefused] = useState<{ field: string | null; sentence: string } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form comes up.
  useEffect(() => {
    // The first thing that is still missing; when nothing is, only the answer is left.
    const missing = fieldProblems(event, fields, startValues(event, fields, record, given), record, clock.serverNow());
    const name = fields.find(field => missing[field.name])?.name;
    const target = form.current?.querySelector<HTMLElement>(
      name === undefined
        ? 'button[type=submit]'
        : `[data-field="${name}"] :is([role=spinbutton], input:not([type=file], [hidden]), textarea, button)`,
    );
    target?.focus();
  }, []);

  useEffect(() => {
    if (record.version <= seen.version) return;
    const changed = recordChanges(seen, record, profile);
    if (changed.length > 0) setChanges(changed);
    setSeen(record);
  }, [record, seen, profile]);

  const problems = fieldProblems(event, fields, values, seen, clock.serverNow());
  const problemOf = (name: string) =>
    (refused?.field === name ? refused.sentence : null) ?? (isChecked ? problems[name] : null);
  const gone = seen.allowed.includes(event) ? null : say('form.not-allowed-any-more', { event: say(`event.${event}`) });
  const whyNot = block ?? gone ?? (isUploading ? say('form.uploading') : null);

  async function submit(submitted: SubmitEvent) {
    submitted.preventDefault();
    setChecked(true);
    if (whyNot || isSending) return;
    setRefused(null);
    const wrong = fields.find(field => problems[field.name]);
    if (wrong) {
      form.current
        ?.querySelector<HTMLElement>(
          `[data-field="${wrong.name}"] :is([role=spinbutton], input:not([hidden]), textarea, button)`,
        )
        ?.focus();
      return;
    }
    setSending(true);
    const acts = acting.length > 0 && onBehalf !== profile.geodata.profile.command.controlCentre ? onBehalf : null;
    const command = toCommand(event, fields, values, seen, acts);
    const result = await send({ incident: record.id, version: seen.version, fields: command });
    setSending(false);
    settle(result);
  }

  function settle(result: CommandResult) {
    switch (result.name) {
      case 'done':
        tell(say('command.done', { event: say(`event.${event}`), id: record.id }));
        onClose();
        return;
      case 'conflict':
        if (result.current) {
          setChanges(recordChanges(seen, result.current, profile));
          setSeen(result.current);
        } else setRefused({ field: null, sentence: result.refusal.message });
        return;
      case 'refused': {
        const name = result.refusal.field?.split(/[.[]/)[0] ?? null;
        setRefused({
          field: fields.some(field => field.name === name) ? name : null,
          sentence: result.refusal.message,
        });
        return;
      }
      case 'not-sent':
        setRefused({ field: null, sentence: say('command.not-sent') });
        return;
      case 'unanswered':
        setRefused({ field: null, sentence: say('form.unanswered') });
    }
  }

  function onKey(key: KeyboardEvent<HTMLFormElement>) {
    if (key.key === 'Escape' && !key.defaultPrevented) {
      key.preventDefault();
      key.stopPropagation();
      onClose();
    }
    const isLine = key.target instanceof HTMLTextAreaElement && !key.shiftKey && !key.nativeEvent.isComposing;
    if (key.key === 'Enter' && isLine) {
      key.preventDefault();
      form.current?.requestSubmit();
    }
  }

  const change = (name: string, value: FieldValue) => {
    setValues(known => ({ ...known, [name]: value }));
    if (refused?.field === name) setRefused(null);
  };

  return (
    <form
      ref={form}
      className="event-form desk-form"
      aria-label={say(`event.${event}`)}
      data-unsaved
      noValidate
      onSubmit={submitted => void submit(submitted)}
      onKeyDown={onKey}
    >
      <h3>{say(`event.${event}`)}</h3>
      {acting.length > 0 && (
        <Select
          label={say('event-field.on-behalf')}
          help={say('form.on-behalf-help')}
          options={acting.map(id => ({ id, name: profile.organ(id) }))}
          value={onBehalf}
          onChange={setOnBehalf}
        />
      )}
      {fields
        .filter(field => isAsked(field, values))
        .map(field => (
          <div key={field.name} data-field={field.name}>
            <EventField
              field={field}
              record={record}
              values={values}
              onChange={value => change(field.name, value)}
              onUploading={setUploading}
              error={problemOf(field.name) ?? null}
              block={block}
            />
          </div>
        ))}
      <div role="alert" className="event-form-told">
        {changes && (
          <>
            <p className="desk-error">{say('form.conflict')}</p>
            {changes.map(sentence => (
              <p key={sentence}>{sentence}</p>
            ))}
          </>
        )}
        {refused?.field === null && <p className="desk-error">{refused.sentence}</p>}
        {gone && <p className="desk-error">{gone}</p>}
        {isChecked && isUploading && <p className="desk-error">{say('form.uploading')}</p>}
      </div>
      <div className="desk-actions">
        <Button kind="primary" type="submit" whyNot={whyNot} isPending={isSending} keyHint="↵">
          {say(isSending ? 'form.sending' : 'form.send')}
        </Button>
        <Button kind="plain" onPress={onClose}>
          {say('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Nobody has to explain why there is no photo when there is one. */
function isAsked({ name }: Field, { evidence }: FieldValues): boolean {
  return name !== 'noEvidenceReason' || !Array.isArray(evidence) || evidence.length === 0;
}
