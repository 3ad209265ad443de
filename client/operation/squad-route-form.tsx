/**
 * The route of one squad: its stops from targets or from the map, their order, their times, how far it is. In: the squad, the way as the server
 * reckons it, which stop is looked at. Out: changes of the draft.
 */
import { use, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { StopOrder } from '../../server/contract/operation.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { Button } from '../design/desk/button.tsx';
import { Menu } from '../design/desk/menu.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { PickPlace } from '../planning-map/pick-place.tsx';
import { usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { changeSquad, changeStop } from './change-squad.ts';
import { DraftContext, useDraft } from './draft-store.ts';
import { nameNear } from './name-near.ts';
import type { DraftSquad } from './plan-draft.ts';
import { RouteSummary } from './route-summary.tsx';
import { MOST_STOPS, placedStop, stopAtTarget, unvisitedTargets, withMovedStops } from './squad-route.ts';
import { StopForm } from './stop-form.tsx';
import { StopList } from './stop-list.tsx';
import { useRouteAsking } from './use-route-asking.ts';

const ALL = '-';
/** A click this near to a target means the target. */
const AT_TARGET_PX = 16;

export function SquadRouteForm(props: {
  squad: DraftSquad;
  path: string;
  way: StopOrder | null;
  wayProblem: string | null;
  stop: string | null;
  onStop: (id: string | null) => void;
}) {
  const { squad, path, way, stop, onStop } = props;
  const store = use(DraftContext);
  const draft = useDraft(state => state.draft);
  const { ground } = usePlanningMap();
  const { geodata } = useProfile();
  const asking = useRouteAsking(squad);
  const [picking, setPicking] = useState<'new' | 'place' | null>(null);
  const targets = unvisitedTargets(draft);
  const at = squad.stops.findIndex(({ id }) => id === stop);
  const chosen = squad.stops[at];
  const isFull = squad.stops.length >= MOST_STOPS;
  const full = isFull ? say('plan.stops.full', { most: MOST_STOPS }) : null;
  const few = squad.stops.length < 2 ? say('plan.stops.few') : null;

  const addTargets = (id: string) => {
    const wanted = id === ALL ? targets : targets.filter(target => target.id === id);
    changeSquad(store, squad.id, known => ({
      ...known,
      stops: [...known.stops, ...wanted.map(target => stopAtTarget(newUuid(), target))].slice(0, MOST_STOPS),
    }));
  };
  const targetAt = (place: LonLat) => {
    if (!ground) return undefined;
    const { map } = ground.stage;
    const here = map.project(place);
    return targets.find(({ lon, lat }) => {
      const there = map.project([lon, lat]);
      return Math.hypot(here.x - there.x, here.y - there.y) <= AT_TARGET_PX;
    });
  };
  const put = (place: LonLat) => {
    if (picking === 'place' && chosen) {
      changeStop(store, squad.id, chosen.id, { lon: place[0], lat: place[1] });
      setPicking(null);
      return;
    }
    const target = targetAt(place);
    const name = nameNear(place, geodata) ?? say('plan.stop-name', { n: squad.stops.length + 1 });
    const added = target ? stopAtTarget(newUuid(), target) : placedStop(newUuid(), place, name);
    changeSquad(store, squad.id, known => ({ ...known, stops: [...known.stops, added].slice(0, MOST_STOPS) }));
    if (squad.stops.length + 1 >= MOST_STOPS) setPicking(null);
  };
  return (
    <section className="plan-section" aria-label={say('plan.route')}>
      <div className="plan-route-head">
        <h3>
          {say('plan.route')} <span className="desk-count">{squad.stops.length}</span>
        </h3>
        <Menu
          name={say('plan.stop.from-target')}
          options={[
            ...(targets.length > 1 ? [{ id: ALL, name: say('plan.stop.all-targets', { n: targets.length }) }] : []),
            ...targets.map(({ id, name }) => ({ id, name })),
          ]}
          whyNot={full ?? (targets.length === 0 ? say('plan.stop.no-target-left') : null)}
          onChoose={addTargets}
        />
        <Button
          whyNot={full ?? (ground ? null : say('map.recovering'))}
          onPress={() => setPicking(picking === 'new' ? null : 'new')}
        >
          {say(picking === 'new' ? 'plan.stop.on-map.done' : 'plan.stop.on-map')}
        </Button>
      </div>
      <StopList
        label={say('plan.route.of', { name: squad.name })}
        stops={squad.stops}
        way={way}
        chosen={chosen?.id ?? null}
        onChoose={onStop}
        onMove={(moved, beside, where) =>
          changeSquad(store, squad.id, known => withMovedStops(known, moved, beside, where))
        }
      />
      <div className="desk-actions">
        <Button small whyNot={few} isPending={asking.isAsking} onPress={() => asking.ask('stop-order')}>
          {say('plan.route.propose')}
        </Button>
        <Button
          small
          whyNot={
            squad.stops.length === 0
              ? say('plan.stops.none')
              : draft.startsAt === null
                ? say('form.missing', { field: say('plan.starts-at') })
                : null
          }
          isPending={asking.isAsking}
          onPress={() => asking.ask('stop-times')}
        >
          {say('plan.route.times')}
        </Button>
        <RouteSummary squad={squad} way={way} endsAt={draft.endsAt} hasMuster={draft.muster !== null} />
      </div>
      {asking.told?.asked === 'stop-order' && (
        <p className="plan-told" role="status">
          {asking.told.answer.distanceM < asking.told.answer.distanceBeforeM
            ? say('plan.route.shorter', {
                from: distanceText(asking.told.answer.distanceBeforeM),
                to: distanceText(asking.told.answer.distanceM),
              })
            : say('plan.route.no-shorter')}{' '}
          <Button small kind="plain" onPress={asking.takeBack}>
            {say('plan.route.take-back')}
          </Button>
        </p>
      )}
      {(asking.problem ?? props.wayProblem) && (
        <Notice urgent role="alert">
          {asking.problem ?? props.wayProblem}
        </Notice>
      )}
      {chosen && (
        <StopForm
          key={chosen.id}
          squad={squad.id}
          stop={chosen}
          path={`${path}.stops[${at}]`}
          onPlace={() => setPicking('place')}
        />
      )}
      {picking !== null && (
        <PickPlace
          purpose={
            picking === 'new' ? say('plan.stop.on-map') : say('plan.stop.place.of', { name: chosen?.name ?? '' })
          }
          onPlace={put}
          onLeave={() => setPicking(null)}
        />
      )}
    </section>
  );
}
