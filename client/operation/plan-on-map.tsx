/**
 * Draws a plan on the planning map, and lets a stop of the squad that is worked on be moved by hand. In: the plan, the ways that are known,
 * what is worked on. Out: the new place of a stop when it is let go, and the stop that was pressed. While it is dragged a disc follows the hand
 * in deck.gl and the map below is not drawn anew: to set its data in every frame cost up to 230 ms a task.
 */

import { ScatterplotLayer } from '@deck.gl/layers';
import type { MapLayerMouseEvent, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { COLOURS, rgb } from '../design/tokens.ts';
import { arc, type StyleContext } from '../map/style-context.ts';
import { usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import type { PlanDraft } from './plan-draft.ts';
import { clearPlan, STOP_DISC, showPlan } from './plan-layer.ts';
import { boundsOfPlan, type Chosen, planShapes } from './plan-marks.ts';

/** Farther than this it was no press. */
const SLIP_PX = 4;
const AROUND_PX = { top: 90, bottom: 90, left: 90, right: 90 };
/** Zoom steps beyond the overview that a whole plan is looked at from. */
const NEAREST_STEPS = 2.4;

export function PlanOnMap(props: {
  /** Of which plan: another one is looked at as a whole. */
  id: string;
  plan: Pick<PlanDraft, 'area' | 'targets' | 'muster' | 'squads'>;
  ways: ReadonlyMap<string, readonly LonLat[]>;
  chosen: Chosen;
  onMoveStop?: (stop: string, at: LonLat) => void;
  onStop?: (stop: string) => void;
}) {
  const { id, plan, ways, chosen, onMoveStop } = props;
  const { ground, setDeckLayers } = usePlanningMap();
  const { area, targets, muster, squads } = plan;
  const { squad, stop } = chosen;
  const shapes = useMemo(
    () => planShapes({ area, targets, muster, squads }, ways, { squad, stop }),
    [area, targets, muster, squads, ways, squad, stop],
  );
  const told = useRef(props);
  told.current = props;

  useEffect(() => {
    if (ground) showPlan(ground.stage.map, shapes, ground.context);
  }, [ground, shapes]);
  useEffect(() => {
    if (ground) return () => clearPlan(ground.stage.map);
  }, [ground]);

  // An event of its own, once for each plan: whoever then drags the map away keeps it there.
  const lookAtAll = useEffectEvent((on: NonNullable<typeof ground>, _of: string) => {
    const bounds = boundsOfPlan(plan);
    const maxZoom = on.context.overviewZoom + NEAREST_STEPS;
    if (bounds) on.stage.map.fitBounds(bounds, { padding: AROUND_PX, maxZoom, duration: 0 });
  });
  useEffect(() => {
    if (ground) lookAtAll(ground, id);
  }, [ground, id]);

  const canMove = onMoveStop !== undefined;
  useEffect(() => {
    if (!ground || !canMove) return;
    const { stage, context } = ground;
    const { map } = stage;
    let held: { id: string; from: { x: number; y: number }; at: LonLat | null } | null = null;
    let frame = 0;
    const draw = () => {
      frame = 0;
      setDeckLayers('stop', [underHand(held?.at ?? null, context)]);
    };
    const take = (event: MapLayerMouseEvent) => {
      const mark = event.features?.find(({ properties }) => properties.weight === 'full');
      if (!mark || event.originalEvent.button !== 0) return;
      // The map stays where it is: the stop moves.
      event.preventDefault();
      held = { id: String(mark.properties.id), from: event.point, at: null };
    };
    const move = ({ point, lngLat }: MapMouseEvent) => {
      if (!held) return;
      if (!held.at && Math.hypot(point.x - held.from.x, point.y - held.from.y) < SLIP_PX) return;
      held.at = [lngLat.lng, lngLat.lat];
      // One drawing a frame, however fast the hand is.
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const letGo = () => {
      if (!held) return;
      const { id: stopId, at } = held;
      held = null;
      cancelAnimationFrame(frame);
      draw();
      if (at) told.current.onMoveStop?.(stopId, at);
      else told.current.onStop?.(stopId);
    };
    const over = () => {
      if (map.getCanvas().style.cursor === '') map.getCanvas().style.cursor = 'grab';
    };
    const out = () => {
      if (map.getCanvas().style.cursor === 'grab') map.getCanvas().style.cursor = '';
    };
    // Its program is compiled now, not under the hand.
    draw();
    map.on('mousedown', STOP_DISC, take);
    map.on('mousemove', move);
    map.on('mouseenter', STOP_DISC, over);
    map.on('mouseleave', STOP_DISC, out);
    window.addEventListener('mouseup', letGo);
    return () => {
      cancelAnimationFrame(frame);
      setDeckLayers('stop', []);
      map.off('mousedown', STOP_DISC, take);
      map.off('mousemove', move);
      map.off('mouseenter', STOP_DISC, over);
      map.off('mouseleave', STOP_DISC, out);
      window.removeEventListener('mouseup', letGo);
    };
  }, [ground, canMove, setDeckLayers]);
  return null;
}

/** Where the stop would be put, null = none is held; its mark stays where it was until it is let go. */
function underHand(at: LonLat | null, context: StyleContext): ScatterplotLayer<LonLat> {
  return new ScatterplotLayer<LonLat>({
    id: 'plan-stop-under-hand',
    data: at ? [at] : [],
    getPosition: place => place,
    getRadius: arc(context, 15),
    radiusUnits: 'pixels',
    getFillColor: rgb(COLOURS.textHi),
    getLineColor: rgb(COLOURS.onLevel),
    getLineWidth: context.scale.px.stroke * 2,
    lineWidthUnits: 'pixels',
    stroked: true,
  });
}
