/**
 * The form between a button and its event: what will happen, and what has to be said with it. In: the bulletin, the event, who is here. Out:
 * one command, or nothing. What was typed stays when it is refused; the server's sentence stands beside its field.
 */
import { type SubmitEvent, useState } from 'react';
import type { Bulletin } from '../../server/contract/bulletin.ts';
import type { BulletinEventName } from '../../server/contract/bulletin-event.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { DayField } from '../design/desk/date-time-field.tsx';
import { FormFoot } from '../design/desk/form-foot.tsx';
import { tell } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextArea } from '../design/desk/text-field.tsx';
import { say } from '../wording/wording.ts';
import { type BulletinFields, useSendBulletin } from './use-bulletins.ts';

type FieldName = 'reason' | 'community' | 'measures' | 'dueDay';
const FIELDS: Record<BulletinEventName, readonly FieldName[]> = {
  issue: [],
  sign: [],
  return: ['reason'],
  withdraw: ['reason'],
  answer: ['community', 'measures', 'dueDay'],
};
const LABELS = {
  reason: 'bulletin.reason',
  community: 'bulletin.community',
  measures: 'bulletin.measures',
  dueDay: 'bulletin.due-day',
} as const satisfies Record<FieldName, string>;

export function BulletinEventForm(props: {
  bulletin: Bulletin;
  event: BulletinEventName;
  viewer: Viewer;
  onClose: () => void;
}) {
  const { bulletin, event, viewer, onClose } = props;
  const awaited = bulletin.communities.filter(({ organ }) => organ !== null);
  const own = awaited.find(({ organ }) => organ === viewer.scope.organ);
  const [values, setValues] = useState<Record<FieldName, string>>({
    ...{ reason: '', measures: '', dueDay: '' },
    community: own?.community ?? '',
  });
  const [isChecked, setChecked] = useState(false);
  const [isSending, setSending] = useState(false);
  const [refused, setRefused] = useState<{ field: string | null; sentence: string } | null>(null);
  const send = useSendBulletin();
  const block = useCommandBlock();
  const fields = FIELDS[event];
  const set = (name: FieldName) => (value: string) => setValues(known => ({ ...known, [name]: value }));
  const problemOf = (name: FieldName) =>
    (refused?.field === name ? refused.sentence : null) ??
    (isChecked && values[name].trim() === '' ? say('form.missing', { field: say(LABELS[name]) }) : null);

  async function submit(submitted: SubmitEvent) {
    submitted.preventDefault();
    setChecked(true);
    if (block || isSending || fields.some(name => values[name].trim() === '')) return;
    setRefused(null);
    setSending(true);
    const intent = { id: bulletin.id, version: bulletin.version, fields: filled(event, values, awaited, own) };
    const result = await send(intent);
    setSending(false);
    switch (result.name) {
      case 'done':
        tell(say('command.done', { event: say(`bulletin.event.${event}`), id: bulletin.id }));
        onClose();
        return;
      case 'conflict':
      case 'refused': {
        const field = result.refusal.field ?? null;
        const isOwn = fields.some(name => name === field);
        setRefused({ field: isOwn ? field : null, sentence: result.refusal.message });
        return;
      }
      case 'not-sent':
        setRefused({ field: null, sentence: say('command.link-lost') });
        return;
      case 'unanswered':
        setRefused({ field: null, sentence: say('form.unanswered') });
    }
  }

  return (
    <form
      className="desk-form"
      aria-label={say(`bulletin.event.${event}`)}
      data-unsaved={fields.length > 0 ? true : undefined}
      noValidate
      onSubmit={submitted => void submit(submitted)}
    >
      <p className="desk-help">{say(`bulletin.${event}.help`)}</p>
      {fields.includes('community') && (
        <Select
          label={say('bulletin.community')}
          options={(own ? [own] : awaited).map(({ community, name }) => ({ id: community as string, name }))}
          value={values.community === '' ? null : values.community}
          onChange={set('community')}
          error={problemOf('community')}
          isDisabled={own !== undefined}
        />
      )}
      {fields.includes('measures') && (
        <TextArea
          label={say('bulletin.measures')}
          value={values.measures}
          onChange={set('measures')}
          maxLength={1000}
          error={problemOf('measures')}
          isRequired
          autoFocus
        />
      )}
      {fields.includes('dueDay') && (
        <DayField
          label={say('bulletin.due-day')}
          value={values.dueDay}
          onChange={set('dueDay')}
          error={problemOf('dueDay')}
        />
      )}
      {fields.includes('reason') && (
        <TextArea
          label={say('bulletin.reason')}
          value={values.reason}
          onChange={set('reason')}
          maxLength={200}
          error={problemOf('reason')}
          isRequired
          autoFocus
        />
      )}
      <FormFoot
        problem={refused?.field === null ? refused.sentence : null}
        submit={say(`bulletin.event.${event}`)}
        whyNot={block}
        isPending={isSending}
        onCancel={onClose}
      />
    </form>
  );
}

/** Somebody who is no station writes down what one of them says (代录). */
function filled(
  event: BulletinEventName,
  values: Record<FieldName, string>,
  awaited: Bulletin['communities'],
  own: Bulletin['communities'][number] | undefined,
): BulletinFields {
  const reason = values.reason.trim();
  switch (event) {
    case 'issue':
    case 'sign':
      return { event };
    case 'return':
    case 'withdraw':
      return { event, reason };
    case 'answer': {
      const community = awaited.find(one => one.community === values.community);
      if (!community) throw new Error(`No community ${values.community} is asked by this bulletin.`);
      const onBehalfOf = own ? undefined : (community.organ ?? undefined);
      return {
        ...{ event, community: community.community, measures: values.measures.trim(), dueDay: values.dueDay },
        ...(onBehalfOf !== undefined && { onBehalfOf }),
      };
    }
  }
}
