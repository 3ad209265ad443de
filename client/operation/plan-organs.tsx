/** Who leads, who assists, who comes beside them, and whether that is what the kind asks for. In: the draft, the server's check. Out: changes. */
import { use, useMemo } from 'react';
import type { PlanCheck } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { organOptions } from '../incident/organ-options.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import { PlanOrgansField } from './plan-organs-field.tsx';
import { missingSentence, useProblemAt } from './plan-problems.ts';
import { WordsField } from './words-field.tsx';

export function PlanOrgans({ viewer, check }: { viewer: Viewer; check: PlanCheck | null }) {
  const store = use(DraftContext);
  const { kind, leaderPost, leadOrgan, assistingOrgans, volunteerTeams } = useDraft(state => state.draft);
  const { organs, operationKinds } = useProfile().geodata.profile;
  const problemAt = useProblemAt();
  const known = operationKinds.find(({ id }) => id === kind);
  const own = viewer.scope.organ;
  // An organ plans what it leads ([O-8]).
  const leaders = useMemo(
    () => organOptions(organs, ({ id }) => (own === undefined ? !assistingOrgans.includes(id) : id === own)),
    [organs, own, assistingOrgans],
  );
  const open = (isOpen: boolean) => (isOpen ? { note: say('plan.paper-open') } : {});
  return (
    <section className="plan-section" aria-label={say('plan.who')}>
      <div className="plan-row">
        <TextField
          label={say('plan.leader-post')}
          {...open(known?.leaderPost === null)}
          placeholder={say('value.not-set')}
          maxLength={40}
          value={leaderPost}
          error={problemAt('leaderPost')}
          onChange={text => changeDraft(store, draft => ({ ...draft, leaderPost: text }))}
        />
        <ComboBox
          label={say('operation.lead-organ')}
          {...open(known?.leadOrgan === null)}
          options={leaders}
          value={leadOrgan}
          placeholder={say('value.not-set')}
          error={problemAt('leadOrgan')}
          {...(check?.missing.includes('leadOrgan') && { help: missingSentence('leadOrgan') })}
          opensOnFocus={false}
          onChange={id => changeDraft(store, draft => ({ ...draft, leadOrgan: id }))}
        />
      </div>
      <PlanOrgansField
        label={say('operation.assisting-organs')}
        error={problemAt('assistingOrgans')}
        lead={leadOrgan}
        value={assistingOrgans}
        onChange={change => changeDraft(store, draft => ({ ...draft, assistingOrgans: change(draft.assistingOrgans) }))}
      />
      <WordsField
        label={say('operation.volunteers')}
        note={say('desk.optional')}
        maxLength={40}
        most={20}
        value={volunteerTeams}
        error={problemAt('volunteerTeams')}
        onChange={change => changeDraft(store, draft => ({ ...draft, volunteerTeams: change(draft.volunteerTeams) }))}
      />
      {kind !== null && <Composition check={check} />}
    </section>
  );
}

/** [O-20] Planned so far, of what is asked for; a kind without lines is not judged. */
function Composition({ check }: { check: PlanCheck | null }) {
  const lines = check?.composition ?? null;
  return (
    <p className="plan-composition">
      {say('plan.composition')}：
      {lines === null
        ? say('value.not-set')
        : lines.map(({ id, name, present, required, met }) => (
            <span key={id} data-met={met}>
              {name} <b>{present}</b>/{required} {say(met ? 'plan.composition.met' : 'plan.composition.short')}
            </span>
          ))}
    </p>
  );
}
