/** Where and when everybody gathers. In: the draft, the map. Out: the place, taken on the map and named after what is near, and the time. */
import { use, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { Button } from '../design/desk/button.tsx';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { PickPlace } from '../planning-map/pick-place.tsx';
import { usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import { nameNear } from './name-near.ts';
import { useProblemAt } from './plan-problems.ts';

export function PlanMuster() {
  const store = use(DraftContext);
  const muster = useDraft(state => state.draft.muster);
  const { ground } = usePlanningMap();
  const { geodata, timeZone } = useProfile();
  const problemAt = useProblemAt();
  const [isPicking, setPicking] = useState(false);

  const put = ([lon, lat]: LonLat) => {
    setPicking(false);
    const near = nameNear([lon, lat], geodata) ?? say('plan.muster');
    changeDraft(store, draft => ({
      ...draft,
      muster: { name: near, at: draft.startsAt, ...draft.muster, lon, lat },
    }));
  };
  const write = (more: { name?: string; at?: number | null }) =>
    changeDraft(store, draft => ({ ...draft, muster: draft.muster && { ...draft.muster, ...more } }));

  return (
    <section className="plan-section" aria-label={say('operation.muster')}>
      {muster && (
        <div className="plan-row">
          <TextField
            label={say('plan.muster')}
            maxLength={40}
            value={muster.name}
            error={problemAt('muster.name')}
            onChange={name => write({ name })}
          />
          <DateTimeField
            label={say('plan.muster.at')}
            value={muster.at}
            timeZone={timeZone}
            error={problemAt('muster.at')}
            onChange={at => write({ at })}
          />
        </div>
      )}
      <div className="desk-actions">
        {!muster && (
          <span className="desk-label">
            {say('operation.muster')}：{say('value.not-set')}
          </span>
        )}
        <Button small whyNot={ground ? null : say('map.recovering')} onPress={() => setPicking(true)}>
          {say(muster ? 'plan.muster.move' : 'plan.muster.pick')}
        </Button>
        {muster && (
          <>
            <Button small kind="plain" onPress={() => ground?.lookAt([muster.lon, muster.lat], true)}>
              {say('plan.show-on-map')}
            </Button>
            <Button small kind="plain" onPress={() => changeDraft(store, draft => ({ ...draft, muster: null }))}>
              {say('plan.muster.none')}
            </Button>
          </>
        )}
      </div>
      {isPicking && <PickPlace purpose={say('plan.muster')} onPlace={put} onLeave={() => setPicking(false)} />}
    </section>
  );
}
