/** What happened to the operation, newest first. In: the record; asked again when it changes, and only while it is open. */
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { organId, seq, utcMs } from '../../server/contract/ids.ts';
import { type OperationRecord, operationState } from '../../server/contract/operation.ts';
import { OPERATION_EVENTS, type OperationEventName } from '../../server/contract/operation-event.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { type ProfileNames, useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';
import '../incident/history-list.css';

const history = z.array(
  z.object({
    ...{ seq, at: utcMs, event: z.string(), by: z.string().nullable(), onBehalfOf: organId.nullable() },
    ...{ note: z.string().nullable(), from: operationState.nullable(), to: operationState },
  }),
);
type Entry = z.infer<typeof history>[number];

export function DayHistory({ record }: { record: OperationRecord }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="day-history" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{say('day.history')}</summary>
      {isOpen && <Entries record={record} />}
    </details>
  );
}

function Entries({ record }: { record: OperationRecord }) {
  const profile = useProfile();
  const now = useServerNow();
  const { value, problem, ask } = useAnswer(`/api/v1/operations/${encodeURIComponent(record.id)}/history`, history);
  const [seen, setSeen] = useState(record.version);
  useEffect(() => {
    if (record.version === seen) return;
    setSeen(record.version);
    ask();
  }, [record.version, seen, ask]);
  if (!value) return <p className="day-none">{problem ?? say('page.loading')}</p>;
  return (
    <ol className="history">
      {value.toReversed().map(entry => (
        <li key={entry.seq}>
          <time dateTime={new Date(entry.at).toISOString()}>{timeOrDate(entry.at, now, profile.timeZone)}</time>
          <p>
            <b>{whoText(entry, profile)}</b> {whatText(entry)}
            {entry.note && <span className="history-note">{entry.note}</span>}
          </p>
        </li>
      ))}
    </ol>
  );
}

const EVENTS: ReadonlySet<string> = new Set(OPERATION_EVENTS);

const BY_ITSELF: Readonly<Record<string, WordingKey>> = {
  created: 'day.history.created',
  imported: 'day.history.imported',
  'stop-reached': 'day.history.stop-reached',
  'stop-left': 'day.history.stop-left',
  'off-route': 'day.history.off-route',
  'back-on-route': 'day.history.back-on-route',
  'stop-late': 'day.history.stop-late',
  'finding-followed': 'day.history.finding-followed',
};

function whoText({ by, onBehalfOf }: Entry, { organ }: Pick<ProfileNames, 'organ'>): string {
  const person = by === 'system' ? say('history.system') : (by ?? say('history.somebody'));
  return onBehalfOf === null ? person : say('history.on-behalf', { person, organ: organ(onBehalfOf) });
}

/** An event that this page does not know is shown by its name, never left out. */
function whatText({ event, from, to }: Pick<Entry, 'event' | 'from' | 'to'>): string {
  const own = BY_ITSELF[event];
  const words = own ? say(own) : EVENTS.has(event) ? say(`operation.event.${event as OperationEventName}`) : event;
  return from !== null && from !== to ? `${words} → ${say(`operation.state.${to}`)}` : words;
}
