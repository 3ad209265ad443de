/**
 * What may be done with a plan as a whole now: the events the server allows this viewer, the next step first. In: the record, why a step has
 * to wait (unsaved changes). Out: a form at the foot of the page, or the event at once where nothing is asked.
 */
import { type ReactNode, useState } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { say } from '../wording/wording.ts';
import { OperationEventForm } from './operation-event-form.tsx';
import { type FormEvent, GRAVE, OPERATION_FORMS } from './operation-forms.ts';

const NEXT_FIRST = ['submit', 'countersign', 'issue', 'withdraw', 'cancel'] as const satisfies FormEvent[];

export function PlanActions(props: {
  viewer: Viewer;
  record: OperationRecord;
  /** A sentence: the plan has to be saved first. */
  whyWait: string | null;
  onRefused?: (refusal: Refusal) => void;
  /** Before the events: 保存. */
  children?: ReactNode;
}) {
  const { record, viewer, whyWait, onRefused } = props;
  const block = useCommandBlock();
  const [wanted, setWanted] = useState<FormEvent | null>(null);
  const possible = NEXT_FIRST.filter(event => record.allowed.includes(event));
  if (wanted)
    return (
      <OperationEventForm
        key={wanted}
        record={record}
        event={wanted}
        own={viewer.scope.organ ?? null}
        onClose={() => setWanted(null)}
        {...(onRefused && { onRefused })}
      />
    );
  if (possible.length === 0 && !props.children) return null;
  return (
    <div className="desk-actions operation-foot">
      {props.children}
      {possible.map((event, i) => (
        <Button
          key={event}
          kind={GRAVE.has(event) ? 'danger' : i === 0 && !props.children ? 'primary' : 'quiet'}
          whyNot={block ?? (event === 'cancel' ? null : whyWait)}
          onPress={() => setWanted(event)}
        >
          {say(`operation.event.${event}`)}
          {OPERATION_FORMS[event].length > 0 && '…'}
        </Button>
      ))}
    </div>
  );
}
