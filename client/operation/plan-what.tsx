/** Kind, title and zone of a plan, and why there is one. In: who writes (a chief: the own zone only). Out: changes of the draft. */
import { use } from 'react';
import { operationOrigin } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import type { PlanDraft } from './plan-draft.ts';
import { withKind, withTitle } from './plan-kind.ts';
import { useProblemAt } from './plan-problems.ts';
import { useTitleParts } from './use-title-parts.ts';

/** Of a Select: null is no id. */
const WHOLE = '-';

export function PlanWhat({ viewer }: { viewer: Viewer }) {
  const store = use(DraftContext);
  const { kind, title, zone, origin, whistle, period } = useDraft(state => state.draft);
  const { geodata, zone: zoneName } = useProfile();
  const { operationKinds } = geodata.profile;
  const titleParts = useTitleParts();
  const problemAt = useProblemAt();
  const known = operationKinds.find(({ id }) => id === kind);
  const change = (to: (draft: PlanDraft) => PlanDraft) =>
    changeDraft(store, draft => withTitle(draft, to(draft), titleParts));
  const own = viewer.scope.zone;
  return (
    <section className="plan-section">
      <div className="plan-row">
        <Select
          label={say('operations.kind')}
          options={operationKinds.map(({ id, name }) => ({ id, name }))}
          value={kind}
          error={problemAt('kind')}
          {...(known && { help: say(known.countersigned ? 'plan.kind.countersigned' : 'plan.kind.not-countersigned') })}
          onChange={id => {
            const chosen = operationKinds.find(one => one.id === id);
            if (chosen) change(draft => withKind(draft, known, chosen));
          }}
        />
        {own === undefined ? (
          <Select
            label={say('operation.zone')}
            options={[
              { id: WHOLE, name: say('operation.zone.all') },
              ...geodata.zones.features.map(({ properties: { id, name } }) => ({ id: id as string, name })),
            ]}
            value={zone ?? WHOLE}
            error={problemAt('zone')}
            onChange={id => change(draft => ({ ...draft, zone: id === WHOLE ? null : id }))}
          />
        ) : (
          <div className="desk-field">
            <span className="desk-label">{say('operation.zone')}</span>
            <p className="plan-fixed">{zoneName(zone ?? own)}</p>
            {problemAt('zone') && <p className="desk-error">{problemAt('zone')}</p>}
          </div>
        )}
      </div>
      <TextField
        label={say('plan.title')}
        maxLength={60}
        value={title}
        error={problemAt('title')}
        onChange={text => changeDraft(store, draft => ({ ...draft, title: text }))}
      />
      <div className="plan-row">
        <Select
          label={say('plan.origin')}
          options={operationOrigin.options.map(id => ({ id, name: say(`plan.origin.${id}`) }))}
          value={origin}
          onChange={id =>
            changeDraft(store, draft => ({
              ...draft,
              origin: id,
              whistle: id === 'whistle' ? (draft.whistle ?? { community: null, matter: '' }) : null,
            }))
          }
          {...(period !== null && { help: say('plan.period', { period }) })}
        />
        {whistle && <WhistleCommunity />}
      </div>
      {whistle && (
        <TextField
          label={say('plan.whistle.matter')}
          maxLength={200}
          value={whistle.matter}
          error={problemAt('whistle.matter')}
          onChange={matter =>
            changeDraft(store, draft => ({ ...draft, whistle: draft.whistle && { ...draft.whistle, matter } }))
          }
        />
      )}
    </section>
  );
}

function WhistleCommunity() {
  const store = use(DraftContext);
  const whistle = useDraft(state => state.draft.whistle);
  const { communities } = useProfile().geodata;
  const problemAt = useProblemAt();
  return (
    <ComboBox
      label={say('plan.whistle.community')}
      options={communities.features.map(({ properties: { code, name } }) => ({ id: code, name }))}
      value={whistle?.community ?? null}
      error={problemAt('whistle.community')}
      onChange={community =>
        changeDraft(store, draft => ({ ...draft, whistle: draft.whistle && { ...draft.whistle, community } }))
      }
    />
  );
}
