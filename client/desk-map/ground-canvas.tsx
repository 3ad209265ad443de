/**
 * The ground of a desk's map, in its clothes: style, symbols, where the camera may go. In: the camera of the overview and who is told.
 * Out: the stage, as soon as the ground is drawn.
 */
import { useMemo } from 'react';
import { deskScale } from '../design/wall-profile.ts';
import { basemapStyle } from '../map/basemap-style.ts';
import { limitsOf } from '../map/geodata.ts';
import { MapCanvas, type MapStage } from '../map/map-canvas.tsx';
import type { OverviewCamera } from '../map/overview-camera.ts';
import { STATION_ICON, stationIcon } from '../map/station-icon.ts';
import type { StyleContext } from '../map/style-context.ts';
import { useProfile } from '../profile/profile-names.ts';

export function useDeskContext(camera: OverviewCamera): StyleContext {
  return useMemo(() => ({ scale: deskScale(), overviewZoom: camera.zoom }), [camera]);
}

export function GroundCanvas(props: {
  context: StyleContext;
  camera: OverviewCamera;
  onStage: (stage: MapStage) => void;
  onFrame?: () => void;
  /** Nothing on it moves by itself. */
  isStill?: boolean;
  onContextLost: () => void;
}) {
  const { context, camera } = props;
  const { geodata } = useProfile();
  const style = useMemo(() => basemapStyle(geodata, context), [geodata, context]);
  return (
    <MapCanvas
      style={style}
      camera={camera}
      limits={limitsOf(geodata)}
      icon={id => (id === STATION_ICON ? stationIcon(context) : null)}
      isStill={props.isStill ?? false}
      onStage={props.onStage}
      onFrame={props.onFrame ?? (() => undefined)}
      onContextLost={props.onContextLost}
    />
  );
}
