/**
 * Looks at what is chosen: its grid and community drawn bright, the map brought there. In: the stage, the choice, the camera of the
 * overview, what lies over the foot of the map. Out: how to bring the map to any other place.
 */
import { type RefObject, useCallback, useEffect } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { CLOSE_STEPS, goTo } from '../desk-map/go-to.ts';
import type { MapStage } from '../map/map-canvas.tsx';
import type { OverviewCamera } from '../map/overview-camera.ts';
import type { StyleContext } from '../map/style-context.ts';
import { showSelectedGround } from './selection.ts';
import type { ChosenThings } from './use-chosen-things.ts';

export function useLookAt(of: {
  stage: MapStage | null;
  context: StyleContext;
  camera: OverviewCamera;
  chosen: ChosenThings;
  bottom: RefObject<HTMLElement | null>;
}): (at: LonLat) => void {
  const { stage, context, camera, bottom } = of;
  const { selected, selectedAt, marked, ground } = of.chosen;
  const bright = ground ?? selected;
  const grid = bright?.grid ?? null;
  const community = bright?.community ?? null;
  useEffect(() => {
    if (stage) showSelectedGround(stage.map, grid, community, context);
  }, [stage, grid, community, context]);

  const look = useCallback(
    (at: LonLat) => {
      if (stage)
        goTo(stage, at, camera.zoom + CLOSE_STEPS, { bottomPx: bottom.current?.clientHeight ?? 0, rightPx: 0 });
    },
    [stage, camera, bottom],
  );
  const lookedAt = marked ?? selectedAt;
  useEffect(() => {
    if (lookedAt) look(lookedAt);
  }, [lookedAt, look]);
  return look;
}
