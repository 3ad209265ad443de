/**
 * What the pointer finds on the map. In: the stage, the incidents and layers that are drawn, who is told of a choice. Out: what it stands
 * on, and what coincides while somebody is asked which. A click on nothing chooses the place; while a place is asked for, it answers.
 */
import { use, useEffect, useRef, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { watchPointer } from '../desk-map/map-pointer.ts';
import type { MapStage } from '../map/map-canvas.tsx';
import { metresPerPx } from '../map/overview-camera.ts';
import type { StyleContext } from '../map/style-context.ts';
import { noUnits } from '../patrol/unit-slice.ts';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import { WallStoreContext } from '../store/use-store.ts';
import type { LayersShown } from './map-controls.tsx';
import { answerPlace, leavePlace, PlacePickingContext, usePlacePicking } from './place-picking.ts';
import { type MapThing, thingsAt } from './things-at.ts';
import type { ChosenThings } from './use-chosen-things.ts';

/** Half of a scoring point's mark, and a little for the hand. */
const POINT_REACH_PX = 7;

/** `px` of the map. */
type Px = { x: number; y: number };

/** The nearest thing under the pointer, and how many more are there. */
export interface HoveredThing {
  thing: MapThing;
  more: number;
  px: Px;
}

/** Several things under a click, of which one is to be chosen. */
export interface CoincidingThings {
  things: MapThing[];
  px: Px;
}

export function useMapPointer(of: {
  stage: MapStage | null;
  context: StyleContext;
  incidents: readonly IncidentRecord[];
  shown: LayersShown;
  chosen: Pick<ChosenThings, 'choose' | 'setPlace'>;
}): { hovered: HoveredThing | null; coinciding: CoincidingThings | null; leaveCoinciding: () => void } {
  const { stage, context } = of;
  const { choose, setPlace } = of.chosen;
  const { geodata, reportIntervalS } = useProfile();
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const positions = use(UnitPositionsContext);
  const picking = use(PlacePickingContext);
  const isAsked = usePlacePicking(state => state.isAsked);
  const [hovered, setHovered] = useState<HoveredThing | null>(null);
  const [coinciding, setCoinciding] = useState<CoincidingThings | null>(null);
  const drawn = useRef(of);
  drawn.current = of;

  // The keyboard is where the question is: the cross in the middle answers it.
  useEffect(() => {
    if (!stage || !isAsked) return;
    stage.map.getCanvas().focus();
    setHovered(null);
  }, [stage, isAsked]);

  useEffect(() => {
    if (!stage) return;
    const find = (place: LonLat) => {
      const { incidents, shown } = drawn.current;
      const metres = metresPerPx(place[1], stage.map.getZoom());
      const { px } = context.scale;
      const reach = {
        incidentM: (px.incident / 2) * metres,
        unitM: (px.unit / 2) * metres,
        pointM: POINT_REACH_PX * metres,
      };
      return thingsAt(place, reach, {
        incidents,
        units: shown.units ? store.getState().units : noUnits,
        positions,
        points: shown.points ? geodata.points.features : [],
        reportIntervalS,
        serverNow: clock.serverNow(),
      });
    };
    return watchPointer(stage, {
      isPlaceAsked: () => picking.getState().isAsked,
      onHover(place, px) {
        const things = place ? find(place) : [];
        stage.map.getCanvas().style.cursor = things.length > 0 ? 'pointer' : '';
        setHovered(things[0] ? { thing: things[0], more: things.length - 1, px } : null);
      },
      onClick(place, px) {
        const things = find(place);
        const only = things[0];
        if (only && things.length === 1) choose(only);
        else if (only) setCoinciding({ things, px });
        else setPlace({ at: place, name: null });
      },
      onPlace: place => answerPlace(picking, place),
      onLeavePlace: () => leavePlace(picking),
    });
  }, [stage, store, clock, positions, picking, geodata, reportIntervalS, context, choose, setPlace]);

  return { hovered, coinciding, leaveCoinciding: () => setCoinciding(null) };
}
