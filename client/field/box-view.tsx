/** 收发箱: what waits and what became of the rest. */
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { FieldSheet } from './field-form.tsx';
import type { Thing } from './kept-things.ts';
import type { Field } from './use-field.ts';

export function BoxView({ field, onClose }: { field: Field; onClose: () => void }) {
  return (
    <FieldSheet title={say('field.box.title')}>
      <p>{say('field.box.fixes', { n: field.fixesWaiting })}</p>
      <ul className="field-things">
        {field.things.toReversed().map(thing => (
          <li key={thing.id}>
            <b>{nameOf(thing)}</b> {clockTime(thing.at, field.timeZone)}
            <p className={thing.settled?.ok ? undefined : 'field-warn'}>
              {thing.settled?.sentence ?? say('field.box.waits')}
            </p>
            {thing.settled && (
              <button type="button" onClick={() => void field.dismiss(thing.id)}>
                {say('field.box.dismiss')}
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

function nameOf(thing: Thing): string {
  if (thing.kind === 'help') return say('field.help');
  return thing.kind === 'report' ? thing.intake.text : `${say(`event.${thing.event}`)} ${thing.incident}`;
}
