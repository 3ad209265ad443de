/** What has to be there and done (检查清单), ticked by whoever is on the spot. In: the record. */
import type { OperationRecord } from '../../server/contract/operation.ts';
import { CheckBox } from '../design/desk/check-box.tsx';
import { say } from '../wording/wording.ts';
import { useOperationCommand } from './use-operation-command.ts';

export function DayChecklist({ record }: { record: OperationRecord }) {
  const { block, isSending, refused, carryOut } = useOperationCommand(record);
  if (record.checklist.length === 0) return null;
  const done = record.checklist.filter(({ doneAt }) => doneAt !== null).length;
  const mayTick = record.allowed.includes('check-item');
  return (
    <section aria-label={say('day.checklist')}>
      <h3>
        {say('day.checklist')}{' '}
        <small>
          {done} / {record.checklist.length}
        </small>
      </h3>
      <ul className="day-checklist">
        {record.checklist.map(({ id, text, doneAt, doneBy }) => (
          <li key={id}>
            {mayTick ? (
              <CheckBox
                label={text}
                isChecked={doneAt !== null}
                whyNot={block}
                onChange={is => void (isSending || carryOut({ event: 'check-item', item: id, done: is }))}
              />
            ) : (
              <span>
                {say(doneAt === null ? 'day.checklist.open' : 'day.checklist.done')} {text}
              </span>
            )}
            {doneBy && <small>{doneBy}</small>}
          </li>
        ))}
      </ul>
      {refused && (
        <p className="desk-error" role="alert">
          {refused.sentence}
        </p>
      )}
    </section>
  );
}
