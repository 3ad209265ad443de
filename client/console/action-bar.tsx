/** What may be done now: one primary step, a few beside it, the rest in a menu; nothing that the server would refuse. */
import { useState } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { Menu } from '../design/desk/menu.tsx';
import { tell } from '../design/desk/notice.tsx';
import { useKeys } from '../desk-frame/use-keys.ts';
import { EVENT_FORMS } from '../incident/event-forms.ts';
import { orderEvents } from '../incident/event-order.ts';
import type { CommandResult } from '../incident/send-command.ts';
import { useSendCommand } from '../incident/use-send-command.ts';
import { say } from '../wording/wording.ts';

/** Steps that take something away or end the matter for good are outlined, so that a quick hand stops. */
const GRAVE: ReadonlySet<IncidentEventName> = new Set<IncidentEventName>([
  'reject',
  'void',
  'transfer',
  'return-dispatch',
  'declare-emergency',
]);

export function ActionBar(props: {
  record: IncidentRecord;
  /** Null = the desk or a person. */
  own: OrganId | null;
  hasKeys: boolean;
  onWant: (event: IncidentEventName) => void;
}) {
  const { record, own, onWant } = props;
  const block = useCommandBlock();
  const send = useSendCommand();
  const [sending, setSending] = useState<IncidentEventName | null>(null);
  /** Why the last press did nothing; it stays until the next one. */
  const [problem, setProblem] = useState<string | null>(null);
  const { primary, secondary, more } = orderEvents(record, own);

  const start = (event: IncidentEventName) => {
    // A department's word about itself needs no form when there is nothing to ask; the desk is always asked for whom it writes.
    if (own !== null && EVENT_FORMS[event].length === 0) void sendAtOnce(event);
    else onWant(event);
  };

  async function sendAtOnce(event: IncidentEventName) {
    // The record may be here before the answer to the step before: only the same press twice is held back.
    if (sending === event) return;
    setSending(event);
    setProblem(null);
    const result = await send({ incident: record.id, version: record.version, fields: { event } as never });
    setSending(null);
    if (result.name === 'done') tell(say('command.done', { event: say(`event.${event}`), id: record.id }));
    setProblem(problemOf(result));
  }

  useKeys({ a: () => primary && !block && start(primary) }, props.hasKeys);

  if (!primary && secondary.length === 0) return <p className="desk-help">{say('detail.nothing-to-do')}</p>;
  return (
    <div className="desk-actions">
      <p className="desk-error action-problem" role="alert">
        {problem}
      </p>
      {primary && (
        <Button
          kind="primary"
          keyHint="A"
          whyNot={block}
          isPending={sending === primary}
          onPress={() => start(primary)}
        >
          {say(`event.${primary}`)}
        </Button>
      )}
      {secondary.map(event => (
        <Button
          key={event}
          kind={GRAVE.has(event) ? 'danger' : 'quiet'}
          whyNot={block}
          isPending={sending === event}
          onPress={() => start(event)}
        >
          {say(`event.${event}`)}
        </Button>
      ))}
      {more.length > 0 && (
        <Menu
          name={say('detail.more')}
          whyNot={block}
          options={more.map(id => ({ id, name: say(`event.${id}`) }))}
          onChoose={start}
        />
      )}
    </div>
  );
}

function problemOf(result: CommandResult): string | null {
  switch (result.name) {
    case 'done':
      return null;
    case 'refused':
      return result.refusal.message;
    case 'conflict':
      return say('command.changed-meanwhile');
    case 'not-sent':
      return say('command.not-sent');
    case 'unanswered':
      return say('form.unanswered');
  }
}
