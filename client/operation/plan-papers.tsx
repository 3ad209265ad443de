/** What for, by which law, and what is not to be forgotten. In: the draft. Out: changes. */
import { use } from 'react';
import { newUuid } from '../connection/new-uuid.ts';
import { TextArea } from '../design/desk/text-field.tsx';
import { say } from '../wording/wording.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import { useProblemAt } from './plan-problems.ts';
import { WordsField } from './words-field.tsx';

export function PlanPapers() {
  const store = use(DraftContext);
  const purpose = useDraft(state => state.draft.purpose);
  const legalBasis = useDraft(state => state.draft.legalBasis);
  const checklist = useDraft(state => state.draft.checklist);
  const problemAt = useProblemAt();
  return (
    <section className="plan-section" aria-label={say('plan.papers')}>
      <TextArea
        label={say('operation.purpose')}
        note={say('desk.optional')}
        rows={2}
        maxLength={500}
        value={purpose}
        error={problemAt('purpose')}
        onChange={text => changeDraft(store, draft => ({ ...draft, purpose: text }))}
      />
      <WordsField
        label={say('operation.legal-basis')}
        note={say('desk.optional')}
        maxLength={120}
        most={20}
        value={legalBasis}
        error={problemAt('legalBasis')}
        onChange={change => changeDraft(store, draft => ({ ...draft, legalBasis: change(draft.legalBasis) }))}
      />
      <WordsField
        label={say('operation.checklist')}
        note={say('desk.optional')}
        maxLength={120}
        most={60}
        value={checklist.map(({ text }) => text)}
        error={problemAt('checklist')}
        onChange={change =>
          changeDraft(store, draft => ({
            ...draft,
            // A line keeps its id: on the day it may be ticked already.
            checklist: change(draft.checklist.map(({ text }) => text)).map(
              text => draft.checklist.find(item => item.text === text) ?? { id: newUuid(), text },
            ),
          }))
        }
      />
    </section>
  );
}
