/**
 * 目标: what the operation is about, each with the number it was picked for and the way to what stands behind it; and the area. In: the
 * draft, the basket, the map. Out: changes. What is picked in another tab waits in the basket until it is taken in here.
 */
import { use, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { PlanCheck } from '../../server/contract/operation.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { Button } from '../design/desk/button.tsx';
import { PickPlace } from '../planning-map/pick-place.tsx';
import { usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import { evidenceHref, evidenceLine } from './evidence-line.ts';
import { nameNear } from './name-near.ts';
import { PlanArea } from './plan-area.tsx';
import { missingSentence, useProblemAt } from './plan-problems.ts';
import { withoutTarget } from './squad-route.ts';
import { takeBasket } from './take-basket.ts';
import { MOST_TARGETS, TargetBasketContext, useTargetBasket } from './target-basket.ts';

export function PlanTargets({ check }: { check: PlanCheck | null }) {
  const store = use(DraftContext);
  const basket = use(TargetBasketContext);
  const picked = useTargetBasket(state => state.targets.length);
  const targets = useDraft(state => state.draft.targets);
  const { ground } = usePlanningMap();
  const { geodata } = useProfile();
  const problemAt = useProblemAt();
  const [isPicking, setPicking] = useState(false);

  const put = ([lon, lat]: LonLat) => {
    setPicking(false);
    const name = nameNear([lon, lat], geodata) ?? say('plan.place-name', { n: targets.length + 1 });
    const place = { id: newUuid(), kind: 'place' as const, ref: null, name, lon, lat };
    changeDraft(store, draft => ({ ...draft, targets: [...draft.targets, place] }));
  };
  const problem = problemAt('targets');
  return (
    <>
      <section className="plan-section" aria-label={say('operation.targets')}>
        <div className="desk-actions">
          {picked > 0 && (
            <Button small kind="primary" onPress={() => takeBasket(basket, store)}>
              {say('plan.take-basket', { n: picked })}
            </Button>
          )}
          <Button
            small
            whyNot={targets.length >= MOST_TARGETS ? say('plan.targets.full', { most: MOST_TARGETS }) : null}
            onPress={() => setPicking(true)}
          >
            {say('plan.add-place')}
          </Button>
        </div>
        {problem && (
          <p className="desk-error" role="alert">
            {problem}
          </p>
        )}
        {!problem && check?.missing.includes('targets') && <p className="desk-help">{missingSentence('targets')}</p>}
        <ol className="plan-lines plan-targets">
          {targets.map((target, i) => {
            const href = evidenceHref(target);
            return (
              <li key={target.id}>
                <b>{i + 1}</b>
                <span>
                  <button
                    type="button"
                    className="operation-name"
                    onClick={() => ground?.lookAt([target.lon, target.lat])}
                  >
                    {target.name}
                  </button>
                  <small>
                    {evidenceLine(target)}
                    {href !== null && (
                      <>
                        {' · '}
                        <a href={href} target="_blank" rel="noreferrer">
                          {say('plan.evidence')}
                        </a>
                      </>
                    )}
                  </small>
                </span>
                <Button
                  kind="plain"
                  small
                  label={say('plan.remove', { name: target.name })}
                  onPress={() => changeDraft(store, draft => withoutTarget(draft, target.id))}
                >
                  <span aria-hidden="true">✕</span>
                </Button>
              </li>
            );
          })}
        </ol>
        {targets.length === 0 && <p className="desk-help">{say('plan.targets.how')}</p>}
      </section>
      <PlanArea />
      {isPicking && <PickPlace purpose={say('plan.add-place')} onPlace={put} onLeave={() => setPicking(false)} />}
    </>
  );
}
