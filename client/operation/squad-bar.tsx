/** The squads of a plan side by side, one of them worked on; each says when something is wrong with it. In: what stands against the plan. Out: the chosen one, a new one. */
import { use } from 'react';
import type { PlanCheck } from '../../server/contract/operation.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { Button } from '../design/desk/button.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { say } from '../wording/wording.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import { emptySquad } from './plan-draft.ts';
import { missingSentence, useProblemAt } from './plan-problems.ts';

const MOST_SQUADS = 30;

export interface SquadBarProps {
  check: PlanCheck | null;
  squad: string | null;
  onSquad: (id: string) => void;
}

export function SquadBar({ check, squad, onSquad }: SquadBarProps) {
  const store = use(DraftContext);
  const squads = useDraft(state => state.draft.squads);
  const problemAt = useProblemAt();
  const conflicts = check?.conflicts ?? [];
  const nameOf = (name: string, i: number) => name || say('plan.squad-name', { n: i + 1 });
  const add = () => {
    const id = newUuid();
    changeDraft(store, draft => ({
      ...draft,
      squads: [...draft.squads, emptySquad(id, say('plan.squad-name', { n: draft.squads.length + 1 }))],
    }));
    onSquad(id);
  };
  const problem = problemAt('squads', true);
  return (
    <>
      <div className="plan-squad-bar">
        <SegmentedFilter
          label={say('operation.squads')}
          segments={squads.map(({ id, name }, i) => ({
            ...{ id, name: nameOf(name, i) },
            mark:
              problemAt(`squads[${i}]`) === null && !conflicts.some(one => one.squad === name)
                ? null
                : say('plan.mark'),
          }))}
          value={squad}
          onChange={onSquad}
        />
        {squads.length < MOST_SQUADS && (
          <Button small kind={squads.length === 0 ? 'primary' : 'quiet'} onPress={add}>
            {say('plan.squad.add')}
          </Button>
        )}
      </div>
      {problem && (
        <p className="desk-error" role="alert">
          {problem}
        </p>
      )}
      {!problem && check?.missing.includes('squads') && <p className="desk-help">{missingSentence('squads')}</p>}
    </>
  );
}
