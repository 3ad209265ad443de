/**
 * The map of the wall: the ground once, and what lives on it as records and positions change. Which layers, and how
 * often, is live-map/live-layers.ts; here is what only a wall has: names kept off panels and seams, a camera that goes home by itself.
 */
import { use, useEffect, useMemo, useRef } from 'react';
import type { IncidentRecord } from '../../server/contract/incident.ts';
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
import { WALL_TRAIL } from '../patrol/trail-length.ts';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import type { WallState } from '../store/store.ts';
import { useWall, WallStoreContext } from '../store/use-store.ts';
import type { FrameSignal } from './liveness-bar.tsx';

/** In a flood of alarms ordinary incidents leave the map; the banner says how many (wall-ux §8). */
function incidentsOnMap({ incidents, figures }: WallState): readonly IncidentRecord[] {
  return figures?.alarms.flood ? incidents.open.filter(({ level }) => level !== 4) : incidents.open;
}

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
  const limits = useMemo(() => wallLimits(profile.geodata, camera), [profile, camera]);
  const style = useMemo(() => basemapStyle(profile.geodata, context), [profile, context]);
  const stage = useRef<MapStage | null>(null);
  const live = useRef({ profile, context, guarded, camera });
  live.current = { profile, context, guarded, camera };
  const layers = useMemo(
    () =>
      new LiveLayers({
        store,
        clock,
        positions,
        look: () => ({
          context: live.current.context,
          profile: live.current.profile,
          incidents: incidentsOnMap,
          showsUnits: true,
          showsPoints: true,
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
  useEffect(() => layers.compose(stage.current, true), [layers, flood]);

  useEffect(() => {
    const map = stage.current?.map;
    if (!map) return;
    // The window changed its size: every width and every text of the style with it.
    map.resize();
    map.jumpTo(camera);
    map.once('style.load', () => {
      layers.compose(stage.current, true);
      guardScreen(map, live.current.guarded, live.current.context.scale.px.body);
    });
    map.setStyle(style, { diff: false });
  }, [style, camera, layers]);

  return (
    <MapCanvas
      style={style}
      camera={camera}
      limits={limits}
      icon={id => (id === STATION_ICON ? stationIcon(context) : null)}
      onStage={ready => {
        stage.current = ready;
        const guard = () => guardScreen(ready.map, live.current.guarded, live.current.context.scale.px.body);
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
