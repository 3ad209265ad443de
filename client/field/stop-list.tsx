/**
 * The stops of the own squad in their order. What is done is folded; each other one can be chosen, the one that comes next is chosen by
 * itself, and the chosen one has its buttons. In: stops with what the phone keeps done. Out: steps.
 */
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { ShownOperation } from './kept-operation.ts';
import type { OperationStep } from './kept-things.ts';
import type { Field } from './use-field.ts';
import { wayTo } from './way-to.ts';

type Stop = ShownOperation['stops'][number];

interface StopListProps {
  stops: readonly Stop[];
  /** Where the squad is, or goes to next; null = it is not out, or nothing is left. */
  current: string | null;
  chosen: string | null;
  isOut: boolean;
  field: Field;
  onChoose: (stop: string) => void;
  onStep: (step: OperationStep) => void;
  onSkip: (stop: string) => void;
}

const isDone = ({ state }: Stop) => state === 'left' || state === 'skipped';

export function StopList(props: StopListProps) {
  const { stops, current, chosen, isOut } = props;
  const done = stops.filter(isDone);
  const ahead = stops.filter(stop => !isDone(stop));
  const row = (stop: Stop) => (
    <StopRow key={stop.id} {...props} stop={stop} isChosen={isOut && stop.id === (chosen ?? current)} />
  );
  return (
    <>
      {done.length > 0 && (
        <details className="field-done">
          <summary>{say('field.op.done', { n: done.length })}</summary>
          <ol className="field-stops">{done.map(row)}</ol>
        </details>
      )}
      <ol className="field-stops" aria-label={say('field.op.stops')}>
        {ahead.map(row)}
      </ol>
    </>
  );
}

function StopRow(props: StopListProps & { stop: Stop; isChosen: boolean }) {
  const { stop, isChosen, isOut, field, onChoose, onStep, onSkip } = props;
  const way = stop.state === 'planned' ? wayTo(stop, field) : null;
  const lines = (
    <>
      <b>{stop.name}</b>
      <span>
        {standing(stop, field.timeZone)}
        {stop.isKept && ` · ${say('field.box.waits')}`}
      </span>
      {way && <span className={isChosen ? 'field-way' : undefined}>{way}</span>}
    </>
  );
  if (!isOut) return <li className="field-stop">{lines}</li>;
  if (!isChosen)
    return (
      <li>
        <button type="button" className="field-stop" onClick={() => onChoose(stop.id)}>
          {lines}
        </button>
      </li>
    );
  return (
    <li className="field-stop" data-chosen aria-current="step">
      {lines}
      {!way && stop.state === 'planned' && <span>{say('field.task.way-unknown')}</span>}
      <div className="field-steps">
        {(stop.state === 'planned' || stop.state === 'skipped') && (
          <button
            type="button"
            className="field-primary"
            onClick={() => onStep({ event: 'arrive-stop', stop: stop.id })}
          >
            {say('field.op.arrive-stop')}
          </button>
        )}
        {stop.state === 'arrived' && (
          <button type="button" onClick={() => onStep({ event: 'leave-stop', stop: stop.id })}>
            {say('field.op.leave-stop')}
          </button>
        )}
        {stop.state === 'planned' && (
          <button type="button" onClick={() => onSkip(stop.id)}>
            {say('field.op.skip-stop')}
          </button>
        )}
      </div>
    </li>
  );
}

function standing({ state, arrivedAt, plannedAt, leftAt, skipReason }: Stop, timeZone: string): string {
  if (state === 'skipped') return say('field.op.skipped', { reason: skipReason ?? '' });
  if (arrivedAt !== null) {
    const arrived = say('field.op.arrived', { time: clockTime(arrivedAt, timeZone) });
    return leftAt === null ? arrived : `${arrived} ${say('field.op.left', { time: clockTime(leftAt, timeZone) })}`;
  }
  return plannedAt === null
    ? say('field.op.no-time')
    : say('field.op.planned', { time: clockTime(plannedAt, timeZone) });
}
