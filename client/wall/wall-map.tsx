/**
 * The map of the wall: the ground once, and what lives on it as records and positions change. It composes the layers of the
 * concepts and holds no rule of theirs. Layers are rebuilt at most four times a second; frames in between cost a draw call.
 */
import type { Layer } from '@deck.gl/core';
import { use, useEffect, useMemo, useRef } from 'react';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { useWallScale } from '../design/use-wall-scale.ts';
import type { Box } from '../design/wall-card.tsx';
import {
  ARRIVAL_RING_MS,
  incidentBodies,
  incidentLabels,
  incidentSheet,
  showIncidentLabels,
} from '../incident/incident-layer.ts';
import { basemapStyle } from '../map/basemap-style.ts';
import { limitsOf } from '../map/geodata.ts';
import { MapCanvas, type MapStage } from '../map/map-canvas.tsx';
import type { OverviewCamera } from '../map/overview-camera.ts';
import { returnWhenIdle } from '../map/return-when-idle.ts';
import { guardScreen } from '../map/screen-guard.ts';
import { STATION_ICON, stationIcon } from '../map/station-icon.ts';
import type { StyleContext } from '../map/style-context.ts';
import { UnitBodyColumns } from '../patrol/unit-bodies.ts';
import { UnitBodyLayer } from '../patrol/unit-body-layer.ts';
import { showUnitLabels, unitLabels } from '../patrol/unit-labels.ts';
import { unitSurroundings } from '../patrol/unit-surroundings-layer.ts';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import { pointFeatures, showPoints } from '../sanitation-point/point-marks.ts';
import type { WallState } from '../store/store.ts';
import { WallStoreContext } from '../store/use-store.ts';
import { ageText } from '../wording/format.ts';
import { OUTDATED_AFTER_MS } from './link-notice.tsx';
import type { FrameSignal } from './liveness-bar.tsx';

const COMPOSE_EVERY_MS = 250;
const SLOW_PART_EVERY_MS = 1000;

/** `guarded`: panels and seams, where no label of the map may stand. */
export function WallMap(props: {
  camera: OverviewCamera;
  guarded: readonly Box[];
  frames: FrameSignal;
  onContextLost: () => void;
  onZoom: (zoom: number) => void;
}) {
  const { camera, guarded, frames } = props;
  const scale = useWallScale();
  const profile = useProfile();
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const positions = use(UnitPositionsContext);
  const context = useMemo<StyleContext>(() => ({ scale, overviewZoom: camera.zoom }), [scale, camera.zoom]);
  const style = useMemo(() => basemapStyle(profile.geodata, context), [profile, context]);
  const stage = useRef<MapStage | null>(null);
  const live = useRef({ profile, context, guarded, camera });
  live.current = { profile, context, guarded, camera };
  const compose = useRef<(everything?: boolean) => void>(() => {});

  useEffect(() => {
    const columns = new UnitBodyColumns();
    const arrivedAt = new Map<string, number>();
    let sheet: { context: StyleContext; made: ReturnType<typeof incidentSheet> } | null = null;
    let firstSnapshotSeen = false;
    let surroundings: Layer[] = [];
    let bodies: Layer[] = [];
    let composedAt = Number.NEGATIVE_INFINITY;
    let slowPartAt = Number.NEGATIVE_INFINITY;
    let composedVersion = -1;
    let drawn: Partial<WallState> = {};

    /** Incidents that were there at the first snapshot did not "arrive". */
    const noteArrivals = (state: WallState, serverNow: number) => {
      if (!state.applied) return;
      for (const incident of state.incidents.open) {
        if (!arrivedAt.has(incident.id)) arrivedAt.set(incident.id, firstSnapshotSeen ? serverNow : 0);
      }
      firstSnapshotSeen = true;
    };

    compose.current = everything => {
      if (everything) drawn = {};
      const now = performance.now();
      const state = store.getState();
      const serverNow = clock.serverNow();
      const arriving = [...arrivedAt.values()].some(at => serverNow - at < ARRIVAL_RING_MS + COMPOSE_EVERY_MS);
      const recordsChanged = state.incidents !== drawn.incidents || state.units !== drawn.units;
      if (!arriving && !recordsChanged && now - composedAt < COMPOSE_EVERY_MS) return;
      const on = stage.current;
      if (!on) return;
      const { profile, context } = live.current;
      const { px } = context.scale;
      composedAt = now;

      if (state.points !== drawn.points)
        showPoints(on.map, pointFeatures(profile.geodata.points, state.points), context);
      if (state.incidents !== drawn.incidents) {
        noteArrivals(state, serverNow);
        showIncidentLabels(
          on.map,
          incidentLabels(state.incidents.open, i => profile.category(i.category)),
          context,
        );
      }
      // §10: after fifteen minutes without the server nobody may take a unit symbol for a unit.
      const outdated = state.link.name === 'lost' && clock.monotonicNow() - state.link.since > OUTDATED_AFTER_MS;
      const slow = now - slowPartAt >= SLOW_PART_EVERY_MS || state.units !== drawn.units;
      if (slow) {
        slowPartAt = now;
        surroundings = outdated
          ? []
          : unitSurroundings(positions, state.units, profile.unitClass, serverNow, px.stroke);
        showUnitLabels(on.map, unitLabels(positions, state.units, profile.unitClass, serverNow, ageText), context);
      }
      if (positions.version !== composedVersion || slow) {
        composedVersion = positions.version;
        const baseMs = Math.floor(serverNow / 1000) * 1000;
        const serverMinusMonotonicMs = serverNow - clock.monotonicNow();
        bodies = [
          new UnitBodyLayer({
            id: 'unit-body',
            data: columns.fill(positions, state.units, profile.unitClass, baseMs, serverMinusMonotonicMs),
            sizePx: px.unit,
            strokePx: px.stroke,
            nowMs: clock.serverNow,
            baseMs,
            opacity: outdated ? 0.35 : 1,
          }),
        ];
      }
      if (sheet?.context !== context) sheet = { context, made: incidentSheet(context) };
      on.overlay.setProps({
        layers: [
          ...surroundings,
          ...bodies,
          ...incidentBodies(state.incidents.open, arrivedAt, serverNow, sheet.made, context),
        ],
      });
      drawn = state;
    };
    // A hidden or stalled page draws no frames; records must still reach the map when it comes back.
    const timer = setInterval(() => compose.current(), SLOW_PART_EVERY_MS);
    return () => clearInterval(timer);
  }, [store, clock, positions]);

  useEffect(() => {
    const map = stage.current?.map;
    if (!map) return;
    // The window changed its size: every width and every text of the style with it.
    map.resize();
    map.jumpTo(camera);
    map.once('style.load', () => {
      compose.current(true);
      guardScreen(map, live.current.guarded, live.current.context.scale.px.body);
    });
    map.setStyle(style, { diff: false });
  }, [style, camera]);

  return (
    <MapCanvas
      style={style}
      camera={camera}
      limits={limitsOf(profile.geodata)}
      icon={id => (id === STATION_ICON ? stationIcon(context) : null)}
      onStage={ready => {
        stage.current = ready;
        const guard = () => guardScreen(ready.map, live.current.guarded, live.current.context.scale.px.body);
        compose.current(true);
        guard();
        ready.map.on('moveend', guard);
        ready.map.on('zoom', () => props.onZoom(ready.map.getZoom()));
        returnWhenIdle(ready.map, () => live.current.camera);
      }}
      onFrame={() => {
        frames.fire();
        compose.current();
      }}
      onContextLost={props.onContextLost}
    />
  );
}
