/** Who is in a squad: name, organ, post. In: the squad, its place in the plan, who of them is somewhere else. Out: changes of the draft. */
import { use, useMemo } from 'react';
import type { PlanConflict } from '../../server/contract/operation.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { Button } from '../design/desk/button.tsx';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { organOptions } from '../incident/organ-options.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { changeSquad } from './change-squad.ts';
import { DraftContext, useDraft } from './draft-store.ts';
import { ConflictLines, conflictsOf } from './plan-conflict.tsx';
import type { DraftMember, DraftSquad } from './plan-draft.ts';
import { useProblemAt } from './plan-problems.ts';

const MOST_MEMBERS = 60;

export function SquadMembers(props: { squad: DraftSquad; path: string; conflicts: readonly PlanConflict[] }) {
  const { squad, path, conflicts } = props;
  const store = use(DraftContext);
  const lead = useDraft(state => state.draft.leadOrgan);
  const { organs } = useProfile().geodata.profile;
  const options = useMemo(() => organOptions(organs), [organs]);
  const problemAt = useProblemAt();
  const { members } = squad;
  const write = (id: string, more: Partial<DraftMember>) =>
    changeSquad(store, squad.id, known => ({
      ...known,
      members: known.members.map(member => (member.id === id ? { ...member, ...more } : member)),
    }));
  const add = () =>
    changeSquad(store, squad.id, known => ({
      ...known,
      // Whoever comes next is most often of the same organ.
      members: [...known.members, { id: newUuid(), name: '', organ: known.members.at(-1)?.organ ?? lead, post: '' }],
    }));
  return (
    <section className="plan-members" aria-label={say('plan.members')}>
      <p className="desk-label">
        {say('plan.members')} <span className="desk-count">{members.length}</span>
      </p>
      {members.map((member, i) => {
        const at = `${path}.members[${i}]`;
        const who = say('plan.member.of', { n: i + 1 });
        return (
          <div key={member.id} className="plan-member">
            <TextField
              isLabelHidden
              label={`${who} ${say('plan.member.name')}`}
              placeholder={say('plan.member.name')}
              maxLength={40}
              value={member.name}
              error={problemAt(`${at}.name`)}
              onChange={name => write(member.id, { name })}
              autoFocus={member.name === '' && i === members.length - 1 && i > 0}
            />
            <ComboBox
              isLabelHidden
              label={`${who} ${say('plan.member.organ')}`}
              placeholder={say('plan.member.organ')}
              options={options}
              value={member.organ}
              error={problemAt(`${at}.organ`)}
              opensOnFocus={false}
              onChange={organ => write(member.id, { organ })}
            />
            <TextField
              isLabelHidden
              label={`${who} ${say('plan.member.post')}`}
              placeholder={say('plan.member.post')}
              maxLength={40}
              value={member.post}
              onChange={post => write(member.id, { post })}
            />
            <Button
              kind="plain"
              small
              label={say('plan.remove', { name: member.name || who })}
              onPress={() =>
                changeSquad(store, squad.id, known => ({
                  ...known,
                  members: known.members.filter(({ id }) => id !== member.id),
                }))
              }
            >
              <span aria-hidden="true">✕</span>
            </Button>
            <ConflictLines conflicts={conflictsOf(conflicts, squad.name, 'person', member.name.trim())} />
          </div>
        );
      })}
      {members.length < MOST_MEMBERS && (
        <Button small onPress={add}>
          {say('plan.member.add')}
        </Button>
      )}
    </section>
  );
}
