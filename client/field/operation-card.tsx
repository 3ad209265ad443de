/**
 * A joint operation that the own unit goes out with [P-92]: own squad, stops in order with the way to each, what was found. In: what the
 * server last said and what the phone keeps. Out: things for the outbox; forms open over the page.
 */
import { useState } from 'react';
import type { FieldOperation } from '../../server/contract/field.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { withKept } from './kept-operation.ts';
import type { OperationStep } from './kept-things.ts';
import { FindingList } from './operation-findings.tsx';
import { StopList } from './stop-list.tsx';
import type { Field } from './use-field.ts';
import { wayTo } from './way-to.ts';

export type OperationForm =
  | { name: 'finding'; stop: string | null }
  | { name: 'skip'; stop: string }
  | { name: 'after'; finding: string; text: string };

const nameOf = ({ name, absent }: FieldOperation['squad']['members'][number]) =>
  absent ? say('field.op.absent', { name }) : name;

export function OperationCard(props: {
  operation: FieldOperation;
  field: Field;
  onOpen: (form: OperationForm) => void;
  onTold: (sentence: string | null) => void;
}) {
  const { operation, field, onOpen, onTold } = props;
  const { id, state, title, squad, muster, startsAt, startedAt } = operation;
  const { stops, findings } = withKept(operation, field.waiting);
  const here = stops.find(one => one.state === 'arrived') ?? stops.find(one => one.state === 'planned') ?? null;
  const [chosen, choose] = useState<string | null>(null);
  const isOut = state === 'under-way' || state === 'reinforced';
  const mayFind = operation.allowed.includes('add-finding');
  const take = async (step: OperationStep) => {
    choose(null);
    onTold(await field.take({ kind: 'operation', operation: id, step, evidence: [], photos: [] }));
  };
  const count = (isOne: (stop: (typeof stops)[number]) => boolean) => stops.filter(isOne).length;
  return (
    <article className="field-task field-op" aria-label={title}>
      <header>
        <h3>{title}</h3>
      </header>
      <p>
        {say(`operation.state.${state}`)} · {squad.name}
        {squad.leader && ` · ${say('field.op.leader', { name: squad.leader })}`}
        {squad.channel && ` · ${squad.channel}`}
      </p>
      {squad.members.length > 0 && (
        <p>{say('field.op.members', { names: squad.members.map(nameOf).join(say('operation.between')) })}</p>
      )}
      {startedAt === null && (
        <p className="field-way">
          {say('field.op.muster', {
            time: clockTime(muster?.at ?? startsAt, field.timeZone),
            place: muster?.name ?? say('field.op.no-muster'),
          })}{' '}
          {muster && wayTo(muster, field)}
        </p>
      )}
      {startedAt !== null && (
        <p>
          {say('field.op.progress', {
            visited: count(one => one.arrivedAt !== null),
            planned: stops.length,
            skipped: count(one => one.state === 'skipped'),
          })}
        </p>
      )}
      {isOut && squad.offRouteSince !== null && (
        <p className="field-warn">
          {say('field.op.off-route', { time: clockTime(squad.offRouteSince, field.timeZone) })}
        </p>
      )}
      <StopList
        stops={stops}
        current={isOut ? (here?.id ?? null) : null}
        chosen={chosen}
        isOut={isOut}
        field={field}
        onChoose={choose}
        onStep={step => void take(step)}
        onSkip={stop => onOpen({ name: 'skip', stop })}
      />
      {mayFind && (
        <button
          type="button"
          className="field-primary"
          onClick={() => onOpen({ name: 'finding', stop: here?.state === 'arrived' ? here.id : null })}
        >
          {say('field.op.add-finding')}
        </button>
      )}
      <FindingList
        findings={findings}
        mayAdd={operation.allowed.includes('add-after-photos')}
        timeZone={field.timeZone}
        onAfter={({ id: finding, text }) => onOpen({ name: 'after', finding, text })}
      />
    </article>
  );
}
