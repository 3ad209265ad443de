/**
 * What may be done with the operation as a whole now: the events that the server allows this viewer, the next step first. In: who is here, the
 * record. Out: a form at the foot of the page. Before setting out it says who is missing of the composition, before finishing how many stops.
 */
import { useState } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { Menu } from '../design/desk/menu.tsx';
import { say } from '../wording/wording.ts';
import { OperationEventForm } from './operation-event-form.tsx';
import { type FormEvent, GRAVE } from './operation-forms.ts';

const NEXT_FIRST = ['begin', 'finish', 'summarise', 'archive'] as const satisfies FormEvent[];
const BESIDE = ['call-organs', 'reinforce', 'comment'] as const satisfies FormEvent[];
const RARE = ['withdraw', 'cancel'] as const satisfies FormEvent[];

export function DayActions({ viewer, record }: { viewer: Viewer; record: OperationRecord }) {
  const block = useCommandBlock();
  const [wanted, setWanted] = useState<FormEvent | null>(null);
  const allowed = (events: readonly FormEvent[]) => events.filter(event => record.allowed.includes(event));
  const [next, beside, rare] = [allowed(NEXT_FIRST), allowed(BESIDE), allowed(RARE)];
  if (wanted)
    return (
      <OperationEventForm
        key={wanted}
        record={record}
        event={wanted}
        own={viewer.scope.organ ?? null}
        onClose={() => setWanted(null)}
      >
        {wanted === 'begin' && <Composition record={record} />}
        {wanted === 'finish' && record.progress.remaining > 0 && (
          <p className="day-needs">{say('day.remaining', { n: record.progress.remaining })}</p>
        )}
      </OperationEventForm>
    );
  if (next.length + beside.length + rare.length === 0) return null;
  return (
    <div className="desk-actions operation-foot">
      {[...next, ...beside].map((event, i) => (
        <Button
          key={event}
          kind={i === 0 && next.length > 0 && event !== 'finish' ? 'primary' : GRAVE.has(event) ? 'danger' : 'quiet'}
          whyNot={block}
          onPress={() => setWanted(event)}
        >
          {say(`operation.event.${event}`)}…
        </Button>
      ))}
      {rare.length > 0 && (
        <Menu
          name={say('day.more')}
          options={rare.map(event => ({ id: event, name: say(`operation.event.${event}`) }))}
          onChoose={setWanted}
          whyNot={block}
        />
      )}
    </div>
  );
}

/** 1+3+n: line by line, before the decision to set out without it. */
function Composition({ record: { composition } }: { record: OperationRecord }) {
  if (composition === null)
    return (
      <p className="day-needs">
        {say('day.composition')} {say('value.not-set')}
      </p>
    );
  return (
    <div className="day-needs">
      <ul aria-label={say('day.composition')}>
        {composition.map(({ id, name, present, required, met }) => (
          <li key={id} data-met={met}>
            <span>{say('day.composition.line', { name, present, required })}</span>
            <b>{say(met ? 'day.composition.met' : 'day.composition.not-met')}</b>
          </li>
        ))}
      </ul>
      {composition.some(({ met }) => !met) && <p>{say('day.composition.needs-reason')}</p>}
    </div>
  );
}
