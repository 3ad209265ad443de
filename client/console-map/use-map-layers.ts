/**
 * The layers of a desk's map: what lives on it (live-map/), rings around what is chosen, the grids switched on or off.
 * In: the stage, what is shown, what is chosen. Out: `compose` for every frame. Whatever is looked at differently is drawn anew at once.
 */
import { use, useCallback, useEffect, useMemo, useRef } from 'react';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { helpRings } from '../alarm/help-layer.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { LiveLayers, SLOW_PART_EVERY_MS } from '../live-map/live-layers.ts';
import type { MapStage } from '../map/map-canvas.tsx';
import type { StyleContext } from '../map/style-context.ts';
import { noUnits } from '../patrol/unit-slice.ts';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import { WallStoreContext } from '../store/use-store.ts';
import type { LayersShown } from './map-controls.tsx';
import { lookedAtRings, newestPlaceOf, selectionRings } from './selection.ts';
import type { ChosenThings } from './use-chosen-things.ts';

const GRID_LAYERS = ['grid-line', 'grid-name'];

export function useMapLayers(of: {
  stage: MapStage | null;
  context: StyleContext;
  incidents: readonly IncidentRecord[];
  shown: LayersShown;
  /** How far back trails reach; 0 = none. */
  trailMs: number;
  chosen: Pick<ChosenThings, 'selectedAt' | 'marked' | 'unit' | 'place'>;
}): () => void {
  const { stage, context, incidents, shown, trailMs } = of;
  const { selectedAt, marked, unit, place } = of.chosen;
  const profile = useProfile();
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const positions = use(UnitPositionsContext);
  const looked = useMemo(
    () => ({ incidents, shown, trailMs, selectedAt, marked, unit, place }),
    [incidents, shown, trailMs, selectedAt, marked, unit, place],
  );
  const live = useRef(looked);

  const layers = useMemo(
    () =>
      new LiveLayers({
        store,
        clock,
        positions,
        look: () => {
          const { incidents, shown, trailMs, selectedAt, marked, unit, place } = live.current;
          return {
            context,
            profile,
            incidents: () => incidents,
            units: state => (shown.units ? state.units : noUnits),
            showsPoints: shown.points,
            trails: { lengthMs: trailMs, always: unit?.index ?? null },
            above: () => [
              ...helpRings(store.getState(), positions, context),
              ...selectionRings(selectedAt, marked, context),
              ...lookedAtRings(newestPlaceOf(unit, positions), place?.at ?? null, context),
            ],
          };
        },
      }),
    [store, clock, positions, context, profile],
  );

  useEffect(() => {
    const timer = setInterval(() => layers.compose(stage), SLOW_PART_EVERY_MS);
    return () => clearInterval(timer);
  }, [layers, stage]);

  useEffect(() => {
    live.current = looked;
    layers.compose(stage, true);
  }, [layers, stage, looked]);

  useEffect(() => {
    if (!stage) return;
    for (const id of GRID_LAYERS) stage.map.setLayoutProperty(id, 'visibility', shown.grids ? 'visible' : 'none');
  }, [stage, shown.grids]);

  return useCallback(() => layers.compose(stage), [layers, stage]);
}
