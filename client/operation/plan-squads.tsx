/** 小组: who goes with what. In: the draft, the server's check, which squad is worked on (`squad` in the address). Out: changes of it. */
import { use } from 'react';
import { Button } from '../design/desk/button.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { say } from '../wording/wording.ts';
import { changeSquad } from './change-squad.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import { useProblemAt } from './plan-problems.ts';
import { SquadBar, type SquadBarProps } from './squad-bar.tsx';
import { SquadMeans } from './squad-means.tsx';
import { SquadMembers } from './squad-members.tsx';

export function PlanSquads(props: SquadBarProps) {
  const { check, squad: wanted } = props;
  const store = use(DraftContext);
  const squads = useDraft(state => state.draft.squads);
  const problemAt = useProblemAt();
  const conflicts = check?.conflicts ?? [];
  const at = squads.findIndex(({ id }) => id === wanted);
  const squad = squads[at];
  const path = `squads[${at}]`;
  const remove = (id: string) =>
    changeDraft(store, draft => ({ ...draft, squads: draft.squads.filter(one => one.id !== id) }));
  return (
    <>
      <SquadBar {...props} />
      {squad && (
        <section key={squad.id} className="plan-section" aria-label={squad.name}>
          {problemAt(path, true) && (
            <p className="desk-error" role="alert">
              {problemAt(path, true)}
            </p>
          )}
          <div className="plan-row">
            <TextField
              label={say('plan.squad.name')}
              maxLength={40}
              value={squad.name}
              error={problemAt(`${path}.name`)}
              onChange={name => changeSquad(store, squad.id, known => ({ ...known, name }))}
            />
            <TextField
              label={say('operation.squad.leader')}
              note={say('desk.optional')}
              placeholder={say('value.not-set')}
              maxLength={40}
              value={squad.leader}
              onChange={leader => changeSquad(store, squad.id, known => ({ ...known, leader }))}
            />
          </div>
          <SquadMembers squad={squad} path={path} conflicts={conflicts} />
          <SquadMeans squad={squad} path={path} conflicts={conflicts} />
          <div className="desk-actions">
            <Button small kind="danger" onPress={() => remove(squad.id)}>
              {say('plan.squad.remove', { name: squad.name })}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
