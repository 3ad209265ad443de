/**
 * The box of a desk's map: waits for its size, says where the camera stands at first, and gets the map back when the graphics context was
 * lost. The map is created once and never taken down: whoever wants it away hides it with `isHidden`. In: what lives on the ground.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { reloadForMap } from '../connection/page-reload.ts';
import { boundsOf } from '../map/geodata.ts';
import { type OverviewCamera, overviewCamera } from '../map/overview-camera.ts';
import { useMapRecovery } from '../map/use-map-recovery.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import './desk-map.css';

export interface GroundOfBox {
  camera: OverviewCamera;
  onContextLost: () => void;
}

/** Room for the labels of what lies at the edge. */
export const DESK_MAP_MARGINS = { top: 56, right: 64, bottom: 48, left: 64 };

export function MapBox(props: {
  name: string;
  isHidden: boolean;
  /** `[west, south, east, north]` that is seen at first; absent = the whole subdistrict. */
  bounds?: [number, number, number, number] | undefined;
  'data-picking'?: boolean;
  'data-own-keys'?: true | undefined;
  children: (ground: GroundOfBox & { key: number }) => ReactNode;
}) {
  const { name, isHidden, bounds, children, ...data } = props;
  const box = useRef<HTMLElement>(null);
  const profile = useProfile();
  const recovery = useMapRecovery(reloadForMap);
  const [camera, setCamera] = useState<OverviewCamera | null>(null);

  // The widths of the style follow the first size; a column that is dragged wider shows more ground, not thicker lines.
  useEffect(() => {
    const element = box.current!;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      setCamera(known => known ?? overviewCamera(bounds ?? boundsOf(profile.geodata), width, height, DESK_MAP_MARGINS));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [profile, bounds]);

  return (
    <section ref={box} className="desk-map" aria-label={name} hidden={isHidden} {...data}>
      {recovery.recovering && <p className="map-recovering-desk">{say('map.recovering')}</p>}
      {camera &&
        !recovery.recovering &&
        children({ key: recovery.generation, camera, onContextLost: recovery.onContextLost })}
    </section>
  );
}
