/**
 * What became of a registration, in words: refused, without an answer, half done (registered, but the step after it failed), or done.
 * In: the result. Out: a notice in the form; `doneWords` is what the desk says when the form has gone.
 */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';
import type { AfterIntake, TakeResult } from './take-report.ts';

export type Undone = Exclude<TakeResult, { name: 'done' }>;

export function Outcome(props: { outcome: Undone; onOpen: (record: IncidentRecord) => void }) {
  const { outcome } = props;
  switch (outcome.name) {
    case 'refused':
      return <Notice urgent>{outcome.refusal.message}</Notice>;
    case 'unanswered':
      return <Notice urgent>{say('intake.unanswered')}</Notice>;
    case 'half-done':
      return (
        <Notice urgent>
          {say('intake.half-done', {
            id: outcome.record.id,
            step: say(`event.${outcome.step}`),
            why: outcome.why,
          })}
          <Button small onPress={() => props.onOpen(outcome.record)}>
            {say('intake.open-it')}
          </Button>
        </Notice>
      );
  }
}

export function doneWords(record: IncidentRecord, after: AfterIntake, organ: (id: string) => string): string {
  if (after.name === 'dispatch') return say('intake.dispatched', { id: record.id, organ: organ(after.to.organ) });
  if (after.name === 'merge') return say('intake.merged', { id: record.id, into: after.into });
  return say('intake.done', { id: record.id });
}
