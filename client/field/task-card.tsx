/** One task: what, where, how far and in which direction, by when, and the steps that the server allows. */

import type { FieldTask } from '../../server/contract/field.ts';
import { LevelIcon } from '../incident/level-icon.tsx';
import { ageText, clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { Field } from './use-field.ts';
import { wayTo } from './way-to.ts';

export function TaskCard(props: {
  task: FieldTask;
  field: Field;
  onOpen: (event: 'report-progress' | 'report-done') => void;
}) {
  const { task, field, onOpen } = props;
  const kept = field.waiting.filter(thing => thing.kind === 'step' && thing.incident === task.id);
  const isKept = (event: string) => kept.some(thing => thing.kind === 'step' && thing.event === event);
  const take = (event: 'acknowledge' | 'arrive') =>
    void field.take({ kind: 'step', incident: task.id, event, text: '', evidence: [], photos: [] });
  const may = (event: string) => task.allowed.includes(event) && !isKept(event);
  return (
    <article className="field-task">
      <header>
        <LevelIcon level={task.level} size="32px" />
        <h3>{task.text}</h3>
      </header>
      <p>
        {say(`incident.state.${task.state}`)} · {task.id}
      </p>
      {task.address && <p>{task.address}</p>}
      <p className="field-way">{wayTo(task, field) ?? say('field.task.way-unknown')}</p>
      <p>{say('field.task.assigned', { age: ageText(field.now - task.assignedAt) })}</p>
      {task.dueAt !== null && (
        <p className={task.dueAt < field.now ? 'field-warn' : undefined}>
          {task.dueAt < field.now
            ? say('field.task.overdue', { age: ageText(field.now - task.dueAt) })
            : say('field.task.left', { age: ageText(task.dueAt - field.now) })}
        </p>
      )}
      <p>
        {task.acknowledgedAt !== null &&
          say('field.task.acknowledged', { time: clockTime(task.acknowledgedAt, field.timeZone) })}{' '}
        {task.arrivedAt !== null && say('field.task.arrived', { time: clockTime(task.arrivedAt, field.timeZone) })}
      </p>
      {kept.length > 0 && <p className="field-warn">{say('field.task.kept', { n: kept.length })}</p>}
      <div className="field-steps">
        {may('acknowledge') && (
          <button type="button" onClick={() => take('acknowledge')}>
            {say('event.acknowledge')}
          </button>
        )}
        {may('arrive') && (
          <button type="button" className="field-primary" onClick={() => take('arrive')}>
            {say('field.arrive')}
          </button>
        )}
        {task.allowed.includes('report-progress') && (
          <button type="button" onClick={() => onOpen('report-progress')}>
            {say('field.progress')}
          </button>
        )}
        {may('report-done') && (
          <button type="button" onClick={() => onOpen('report-done')}>
            {say('event.report-done')}
          </button>
        )}
      </div>
    </article>
  );
}
