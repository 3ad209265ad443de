/** What opens over the page of a phone: a heading with what belongs under it, and, where something is to be sent, the two buttons below. */
import type { ReactNode } from 'react';
import { say } from '../wording/wording.ts';

export function FieldSheet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="field-form" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function FieldForm(props: {
  title: string;
  /** Why it was not taken; read out when it appears. */
  problem: string | null;
  onSend: () => void;
  onCancel: () => void;
  children: ReactNode;
}) {
  return (
    <FieldSheet title={props.title}>
      {props.children}
      <p role="alert" className="field-problem">
        {props.problem}
      </p>
      <div className="field-steps">
        <button type="button" className="field-primary" onClick={props.onSend}>
          {say('form.send')}
        </button>
        <button type="button" onClick={props.onCancel}>
          {say('desk.cancel')}
        </button>
      </div>
    </FieldSheet>
  );
}
