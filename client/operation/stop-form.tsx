/** One stop: what it is called, when and for how long, who counts as there, which target it is for. In: the stop. Out: changes of the draft. */
import { use, useEffect, useRef } from 'react';
import { Button } from '../design/desk/button.tsx';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { changeSquad, changeStop } from './change-squad.ts';
import { DraftContext, useDraft } from './draft-store.ts';
import { NumberField } from './number-field.tsx';
import type { DraftStop } from './plan-draft.ts';
import { useProblemAt } from './plan-problems.ts';

const NO_TARGET = '-';

export function StopForm(props: { squad: string; stop: DraftStop; path: string; onPlace: () => void }) {
  const { squad, stop, path } = props;
  const store = use(DraftContext);
  const targets = useDraft(state => state.draft.targets);
  const { ground } = usePlanningMap();
  const { timeZone } = useProfile();
  const problemAt = useProblemAt();
  const change = (more: Partial<DraftStop>) => changeStop(store, squad, stop.id, more);
  const box = useRef<HTMLElement>(null);
  // Chosen on the map, its fields may lie below the edge.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={box} className="stop-form" aria-label={say('plan.stop.of', { name: stop.name })}>
      <div className="plan-row">
        <TextField
          label={say('plan.name')}
          maxLength={40}
          value={stop.name}
          error={problemAt(`${path}.name`)}
          onChange={name => change({ name })}
        />
        <Select
          label={say('plan.stop.target')}
          options={[
            { id: NO_TARGET, name: say('operation.none') },
            ...targets.map(({ id, name }, i) => ({ id, name: `${i + 1} ${name}` })),
          ]}
          value={stop.target ?? NO_TARGET}
          onChange={id => change({ target: id === NO_TARGET ? null : id })}
        />
      </div>
      <div className="plan-row stop-numbers">
        <DateTimeField
          label={say('plan.stop.planned-at')}
          value={stop.plannedAt}
          timeZone={timeZone}
          error={problemAt(`${path}.plannedAt`)}
          onChange={plannedAt => change({ plannedAt })}
        />
        <NumberField
          label={say('plan.stop.dwell')}
          unit={say('plan.unit.minute')}
          value={stop.dwellMin}
          error={problemAt(`${path}.dwellMin`)}
          onChange={dwellMin => change({ dwellMin })}
        />
        <NumberField
          label={say('plan.stop.radius')}
          unit={say('plan.unit.metre')}
          value={stop.radiusM}
          error={problemAt(`${path}.radiusM`)}
          onChange={radiusM => change({ radiusM })}
        />
      </div>
      <div className="desk-actions">
        <Button small onPress={props.onPlace}>
          {say('plan.stop.place')}
        </Button>
        <Button small kind="plain" onPress={() => ground?.lookAt([stop.lon, stop.lat], true)}>
          {say('plan.show-on-map')}
        </Button>
        <Button
          small
          kind="plain"
          onPress={() =>
            changeSquad(store, squad, known => ({ ...known, stops: known.stops.filter(({ id }) => id !== stop.id) }))
          }
        >
          {say('plan.stop.remove')}
        </Button>
      </div>
    </section>
  );
}
