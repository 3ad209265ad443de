/**
 * The map of the wall: the ground once, and what lives on it as records and positions change. Which layers, and how
 * often, is live-map/live-layers.ts; here is what only a wall has: names kept off panels and seams, a camera that goes home by itself.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { helpRings } from '../alarm/help-layer.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { useWallScale } from '../design/use-wall-scale.ts';
import type { Box } from '../design/wall-card.tsx';
import { LiveLayers, SLOW_PART_EVERY_MS } from '../live-map/live-layers.ts';
import { basemapStyle } from '../map/basemap-style.ts';
import { type Geodata, limitsOf } from '../map/geodata.ts';
import { MapCanvas, type MapStage } from '../map/map-canvas.tsx';
import { type OverviewCamera, seenFrom } from '../map/overview-camera.ts';
import { returnWhenIdle } from '../map/return-when-idle.ts';
import { guardScreen } from '../map/screen-guard.ts';
import { STATION_ICON, stationIcon } from '../map/station-icon.ts';
import type { StyleContext } from '../map/style-context.ts';
import { useOperationOnMap } from '../operation/use-operation-on-map.ts';
import { WALL_TRAIL } from '../patrol/trail-length.ts';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall, WallStoreContext } from '../store/use-store.ts';
import type { FrameSignal } from './liveness-bar.tsx';
import type { SceneLook } from './scene-look.ts';

/** wall-ux §7: no longer than 1.2 s. */
const SCENE_EASE_MS = 1000;

/** Where the camera may go: the ground there is, and what the overview shows. A wide wall sees beyond it, below its own rails. */
function wallLimits(geodata: Geodata, camera: OverviewCamera): [number, number, number, number] {
  const ground = limitsOf(geodata);
  const seen = seenFrom(camera, window.innerWidth, window.innerHeight);
  return [
    Math.min(ground[0], seen[0]),
    Math.min(ground[1], seen[1]),
    Math.max(ground[2], seen[2]),
    Math.max(ground[3], seen[3]),
  ];
}

/** `overview`: what widths and limits go by; `camera`: where this scene stands. `guarded`: panels and seams, where no label of the map may stand. */
export function WallMap(props: {
  overview: OverviewCamera;
  camera: OverviewCamera;
  look: SceneLook;
  /** Null = the scene has none. */
  operation: OperationRecord | null;
  guarded: readonly Box[];
  frames: FrameSignal;
  onContextLost: () => void;
  onZoom: (zoom: number) => void;
}) {
  const { overview, camera, look, operation, guarded, frames } = props;
  const scale = useWallScale();
  const profile = useProfile();
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const positions = use(UnitPositionsContext);
  const context = useMemo<StyleContext>(() => ({ scale, overviewZoom: overview.zoom }), [scale, overview.zoom]);
  const limits = useMemo(() => wallLimits(profile.geodata, overview), [profile, overview]);
  const style = useMemo(() => basemapStyle(profile.geodata, context), [profile, context]);
  const stage = useRef<MapStage | null>(null);
  const live = useRef({ profile, context, guarded, camera, look });
  live.current = { profile, context, guarded, camera, look };
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const guard = useCallback(() => {
    if (stage.current) guardScreen(stage.current.map, live.current.guarded, live.current.context.scale.px.body);
  }, []);
  useOperationOnMap(map, operation, context, { onDrawn: guard });
  const layers = useMemo(
    () =>
      new LiveLayers({
        store,
        clock,
        positions,
        look: () => ({
          context: live.current.context,
          profile: live.current.profile,
          ...live.current.look,
          trails: { lengthMs: WALL_TRAIL.lengthMs, always: null },
          above: () => helpRings(store.getState(), positions, live.current.context),
        }),
      }),
    [store, clock, positions],
  );
  useEffect(() => {
    // A hidden or stalled page draws no frames; records must still reach the map when it comes back.
    const timer = setInterval(() => layers.compose(stage.current), SLOW_PART_EVERY_MS);
    return () => clearInterval(timer);
  }, [layers]);

  const flood = useWall(state => state.figures?.alarms.flood ?? false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels are drawn when records change; this changes what is shown of them.
  useEffect(() => layers.compose(stage.current, true), [layers, flood, look]);

  useEffect(() => {
    const map = stage.current?.map;
    if (!map) return;
    // The window changed its size: every width and every text of the style with it.
    map.resize();
    map.jumpTo(live.current.camera);
    map.once('style.load', () => {
      layers.compose(stage.current, true);
      guard();
    });
    map.setStyle(style, { diff: false });
  }, [style, layers, guard]);

  // Another scene, or the ground of its operation: the one map goes there, it is never taken down (wall-ux §1.8).
  useEffect(() => {
    stage.current?.map.easeTo({ ...camera, duration: SCENE_EASE_MS });
  }, [camera]);

  return (
    <MapCanvas
      style={style}
      camera={overview}
      limits={limits}
      icon={id => (id === STATION_ICON ? stationIcon(context) : null)}
      onStage={ready => {
        stage.current = ready;
        setMap(ready.map);
        ready.map.jumpTo(live.current.camera);
        layers.compose(ready, true);
        guard();
        ready.map.on('moveend', guard);
        ready.map.on('zoom', () => props.onZoom(ready.map.getZoom()));
        returnWhenIdle(ready.map, () => live.current.camera);
      }}
      onFrame={() => {
        frames.fire();
        layers.compose(stage.current);
      }}
      onContextLost={props.onContextLost}
    />
  );
}
