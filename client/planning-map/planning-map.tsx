/**
 * The one map of the planning desk: the ground of every desk, still, with room for what the tabs put over it and a foot of its own in the
 * right column (the picked targets). Created once; a tab without a map hides it.
 */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { CLOSE_STEPS, goTo } from '../desk-map/go-to.ts';
import { GroundCanvas, useDeskContext } from '../desk-map/ground-canvas.tsx';
import { type GroundOfBox, MapBox } from '../desk-map/map-box.tsx';
import { MapFoot } from '../desk-map/map-foot.tsx';
import { boundsOfZone } from '../map/geodata.ts';
import type { MapStage } from '../map/map-canvas.tsx';
import { metresPerPx } from '../map/overview-camera.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { type SlotName, usePlanningMap } from './planning-map-parts.tsx';
import './planning-map.css';

/** From far enough to see the neighbourhood of a grid. */
const NEAR_STEPS = 0.9;

export function PlanningMap(props: {
  isHidden: boolean;
  /** Of whoever looks; a zone chief begins with the own ground. */
  ownZone: string | undefined;
  children: ReactNode;
}) {
  const { isHidden, ownZone, children } = props;
  const { geodata } = useProfile();
  const bounds = useMemo(
    () => (ownZone === undefined ? undefined : boundsOfZone(geodata, ownZone)),
    [geodata, ownZone],
  );
  return (
    <MapBox name={say('map.name')} isHidden={isHidden} bounds={bounds}>
      {({ key, ...ground }) => (
        <Ground key={key} {...ground}>
          {children}
        </Ground>
      )}
    </MapBox>
  );
}

function Ground({ camera, onContextLost, children }: GroundOfBox & { children: ReactNode }) {
  const { setGround } = usePlanningMap();
  const context = useDeskContext(camera);
  const [stage, setStage] = useState<MapStage | null>(null);
  const [zoom, setZoom] = useState(camera.zoom);
  const right = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!stage) return;
    const lookAt = (at: LonLat, close = false) => {
      const rightPx = detail.current?.childElementCount ? (right.current?.clientWidth ?? 0) : 0;
      goTo(stage, at, camera.zoom + (close ? CLOSE_STEPS : NEAR_STEPS), { bottomPx: 0, rightPx });
    };
    setGround({ stage, context, lookAt });
    return () => setGround(null);
  }, [stage, context, camera, setGround]);

  return (
    <>
      <GroundCanvas
        isStill
        context={context}
        camera={camera}
        onStage={ready => {
          ready.map.on('zoomend', () => setZoom(ready.map.getZoom()));
          setStage(ready);
        }}
        onContextLost={onContextLost}
      />
      <Slot name="tip" />
      <div ref={right} className="planning-map-right">
        <Slot name="tools" />
        <Slot name="detail" box={detail} />
        {children}
      </div>
      <div className="planning-map-foot">
        <Slot name="legend" />
        <MapFoot metresPerPx={metresPerPx(camera.center[1], zoom)} />
      </div>
    </>
  );
}

function Slot({ name, box }: { name: SlotName; box?: { current: HTMLDivElement | null } }) {
  const { setSlot } = usePlanningMap();
  const place = useCallback(
    (element: HTMLDivElement | null) => {
      if (box) box.current = element;
      setSlot(name, element);
    },
    [name, box, setSlot],
  );
  return <div ref={place} className={`planning-map-${name}`} />;
}
