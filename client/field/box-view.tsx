/** 收发箱: what waits and what became of the rest. */
import type { FieldOperation } from '../../server/contract/field.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { FieldSheet } from './field-form.tsx';
import { isRefused, type OperationThing, type Thing } from './kept-things.ts';
import type { Field } from './use-field.ts';

export function BoxView({ field, onClose }: { field: Field; onClose: () => void }) {
  return (
    <FieldSheet title={say('field.box.title')}>
      <p>{say('field.box.fixes', { n: field.fixesWaiting })}</p>
      <ul className="field-things">
        {field.things.toReversed().map(thing => (
          <li key={thing.id}>
            <b>{nameOf(thing, field)}</b> {clockTime(thing.at, field.timeZone)}
            <p className={thing.settled?.ok ? undefined : 'field-warn'}>
              {thing.settled?.sentence ?? say('field.box.waits')}
            </p>
            {isRefused(thing) && (
              <button type="button" className="field-primary" onClick={() => void field.again(thing.id)}>
                {say('field.box.again')}
              </button>
            )}
            {thing.settled && (
              <button type="button" onClick={() => void field.dismiss(thing.id)}>
                {say(isRefused(thing) ? 'field.box.drop' : 'field.box.dismiss')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" className="field-primary" onClick={onClose}>
        {say('field.back')}
      </button>
    </FieldSheet>
  );
}

function nameOf(thing: Thing, { state }: Field): string {
  switch (thing.kind) {
    case 'help':
      return say('field.help');
    case 'report':
      return thing.intake.text;
    case 'step':
      return `${say(`event.${thing.event}`)} ${thing.incident}`;
    case 'operation': {
      const { step } = thing;
      const operation = state?.operations.find(({ id }) => id === thing.operation);
      const what = 'finding' in step ? findingText(thing, operation) : stopName(step.stop, operation);
      return `${say(`field.op.${step.event}`)} ${what}`;
    }
  }
}

const stopName = (stop: string, operation: FieldOperation | undefined) =>
  operation?.squad.stops.find(({ id }) => id === stop)?.name ?? '';

function findingText({ step }: OperationThing, operation: FieldOperation | undefined): string {
  if (step.event === 'add-finding') return step.text;
  return operation?.findings.find(({ id }) => 'finding' in step && id === step.finding)?.text ?? '';
}
