/** What stands on the phone: state of sharing, tasks, and a bar for the thumb with 求助 and 上报. One thing opens at a time. */
import { useState } from 'react';
import type { FieldOperation } from '../../server/contract/field.ts';
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { createSession } from '../access/session.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { BoxView } from './box-view.tsx';
import type { FieldStore } from './field-store.ts';
import { HelpButton } from './help-button.tsx';
import { OperationCard, type OperationForm } from './operation-card.tsx';
import { OperationFormView } from './operation-form-view.tsx';
import { ReportForm } from './report-form.tsx';
import { ShareStrip } from './share-strip.tsx';
import { StepForm } from './step-form.tsx';
import { TaskCard } from './task-card.tsx';
import { useCategories } from './use-categories.ts';
import { useField } from './use-field.ts';
import { useSign } from './use-sign.ts';

type Opened =
  | { name: 'report' }
  | { name: 'box' }
  | { name: 'operation'; operation: FieldOperation; form: OperationForm }
  | { name: 'step'; task: IncidentId; event: 'report-progress' | 'report-done' };

export function FieldView({ store, viewer, unit }: { store: FieldStore; viewer: Viewer; unit: UnitId }) {
  const field = useField(store, unit);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const { state, network, now, waiting, refused } = field;
  useSign(field, setTold);
  const categories = useCategories(store, network === 'live');

  async function signOut() {
    const left = waiting.length + refused.length + field.fixesWaiting;
    if (left > 0 && !window.confirm(say('field.sign-out.loses', { n: left }))) return;
    if (!(await createSession().signOut())) return setTold(say('field.needs-network'));
    await store.clear();
    window.location.replace('/sign-in');
  }

  const close = (sentence: string | null) => {
    setOpened(null);
    setTold(sentence);
  };

  return (
    <main className="field">
      <header className="field-head">
        <h1>{state?.unit.callSign ?? viewer.title}</h1>
        <span className="field-duty">{state && say(state.unit.onDuty ? 'field.on-duty' : 'field.off-duty')}</span>
        <button type="button" onClick={() => void signOut()}>
          {say('field.sign-out')}
        </button>
      </header>
      <div role="status" className="field-told">
        {network === 'offline' && (
          <p className="field-warn">
            {state ? say('field.offline', { age: ageText(now - state.serverTime) }) : say('field.offline-empty')}
          </p>
        )}
        {network === 'signed-out' && (
          <p className="field-warn">
            {say('field.signed-out')} <a href="/sign-in?next=%2Ffield">{say('field.sign-in')}</a>
          </p>
        )}
        {network === 'live' && field.problem && <p className="field-warn">{field.problem}</p>}
        {refused.length > 0 && <p className="field-warn">{say('field.op.refused', { n: refused.length })}</p>}
        {told && <p>{told}</p>}
      </div>
      {opened?.name === 'report' && <ReportForm field={field} categories={categories} onClose={close} />}
      {opened?.name === 'box' && <BoxView field={field} onClose={() => close(null)} />}
      {opened?.name === 'step' && (
        <StepForm field={field} incident={opened.task} event={opened.event} onClose={close} />
      )}
      {opened?.name === 'operation' && (
        <OperationFormView opened={opened} field={field} categories={categories} onClose={close} />
      )}
      {!opened && (
        <>
          <ShareStrip field={field} onTold={setTold} />
          {state !== null && state.operations.length > 0 && (
            <section aria-label={say('field.op.title')}>
              <h2>{say('field.op.title')}</h2>
              {state.operations.map(operation => (
                <OperationCard
                  key={operation.id}
                  operation={operation}
                  field={field}
                  onOpen={form => setOpened({ name: 'operation', operation, form })}
                  onTold={setTold}
                />
              ))}
            </section>
          )}
          <section aria-label={say('field.tasks')}>
            <h2>{say('field.tasks')}</h2>
            {state?.tasks.length === 0 && <p className="field-empty">{say('field.no-tasks')}</p>}
            {state?.tasks.map(task => (
              <TaskCard
                key={task.id}
                task={task}
                field={field}
                onOpen={event => setOpened({ name: 'step', task: task.id, event })}
              />
            ))}
          </section>
          <nav className="field-bar" aria-label={say('field.actions')}>
            <HelpButton field={field} unit={unit} />
            <button type="button" className="field-primary" onClick={() => setOpened({ name: 'report' })}>
              {say('field.report')}
            </button>
            <button type="button" onClick={() => setOpened({ name: 'box' })}>
              {say('field.box', { n: waiting.length + refused.length + field.fixesWaiting })}
            </button>
          </nav>
        </>
      )}
    </main>
  );
}
