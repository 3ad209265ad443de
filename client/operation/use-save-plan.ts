/**
 * Saves the draft: a new operation, or the plan of one as `edit` with the version it was written on. In: the draft store, the record. Out: the
 * saved record, or what stands against it, by field. Somebody who was faster is merged in and said; what was typed stays either way.
 */
import { useState } from 'react';
import { type OperationRecord, operationRecord } from '../../server/contract/operation.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import { useSending } from '../connection/use-sending.ts';
import { tell } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';
import { type DraftStore, dropChanges, followRecord, markSent } from './draft-store.ts';
import { planOf } from './plan-draft.ts';
import { faultSentence, type PlanProblem } from './plan-problems.ts';
import { useSendOperation } from './send-operation.ts';

/** Shown beside their field; what is about none of them is about the whole. */
const ABOUT_THE_WHOLE = '';

export function useSavePlan(store: DraftStore, record: OperationRecord | null, onCreated: (id: string) => void) {
  const send = useSendOperation();
  const creating = useSending();
  const [problems, setProblems] = useState<readonly PlanProblem[]>([]);
  const [isSaving, setSaving] = useState(false);
  const refuse = ({ field, message }: Pick<Refusal, 'field' | 'message'>) =>
    setProblems([{ path: field ?? ABOUT_THE_WHOLE, sentence: message }]);

  async function save(): Promise<readonly PlanProblem[]> {
    const { draft, base } = store.getState();
    const made = planOf(draft);
    if (!made.ok) {
      const faults = made.faults.map(path => ({ path, sentence: faultSentence(path) }));
      setProblems(faults);
      return faults;
    }
    if (isSaving) return [];
    setProblems([]);
    setSaving(true);
    if (record) {
      markSent(store, draft);
      const fields = { event: 'edit' as const, plan: made.plan };
      const result = await send({ id: record.id, version: base.version, fields });
      if (result.name !== 'unanswered') markSent(store, null);
      if (result.name === 'done') {
        // The fact may have come before the answer, or comes after it.
        markSent(store, draft);
        followRecord(store, result.record);
        markSent(store, null);
        tell(say('plan.saved', { id: record.id, version: result.record.version }));
      } else if (result.name === 'conflict') {
        if (result.current) followRecord(store, result.current);
        refuse(result.refusal);
      } else if (result.name === 'refused') refuse(result.refusal);
      else
        setProblems([
          {
            path: ABOUT_THE_WHOLE,
            sentence: say(result.name === 'not-sent' ? 'command.link-lost' : 'form.unanswered'),
          },
        ]);
    } else {
      const created = await creating.send('/api/v1/operations', operationRecord, { method: 'POST', body: made.plan });
      if (created) {
        dropChanges(store);
        tell(say('plan.created', { id: created.value.id }));
        onCreated(created.value.id);
      }
    }
    setSaving(false);
    return [];
  }

  const created = creating.problem;
  return {
    save,
    isSaving,
    problems: created
      ? [...problems, { path: created.field ?? ABOUT_THE_WHOLE, sentence: created.sentence }]
      : problems,
    refuse,
    forget: () => {
      setProblems([]);
      creating.forget();
    },
  };
}
