/** 套索: what lies inside a line drawn by hand. In: who is told of the ring. Out: one ring for each time it is drawn; Escape leaves. */
import { booleanPointInPolygon, polygon } from '@turf/turf';
import { useEffect, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { KeyHint } from '../design/desk/key-hint.tsx';
import { useKeys } from '../desk-frame/use-keys.ts';
import { say } from '../wording/wording.ts';
import { drawRing } from './draw-area.ts';
import { MapSlot, usePlanningMap } from './planning-map-parts.tsx';
import { useEscape } from './use-escape.ts';

export function LassoTool({ onRing }: { onRing: (ring: LonLat[]) => void }) {
  const { ground } = usePlanningMap();
  const [isOn, setOn] = useState(false);
  const told = useRef(onRing);
  told.current = onRing;

  useEffect(() => {
    if (!isOn || !ground) return;
    return drawRing(ground, 'freehand', ring => {
      setOn(false);
      if (ring) told.current(ring);
    });
  }, [isOn, ground]);
  useEscape(isOn ? () => setOn(false) : null);
  useKeys({ l: () => setOn(on => !on) });

  return (
    <MapSlot at="tools">
      {isOn && (
        <p className="map-card lasso-help" role="status">
          {say('lasso.help')}
        </p>
      )}
      <ToggleButton
        className="desk-button small lasso-button"
        isSelected={isOn}
        onChange={setOn}
        isDisabled={ground === null}
        aria-keyshortcuts="L"
      >
        {say('lasso.title')} <KeyHint keys="L" />
      </ToggleButton>
    </MapSlot>
  );
}

/** Things whose place lies inside the ring. */
export function inside<Thing extends { lon: number; lat: number }>(ring: LonLat[], things: readonly Thing[]): Thing[] {
  const area = polygon([ring.map(([lon, lat]) => [lon, lat])]);
  return things.filter(({ lon, lat }) => booleanPointInPolygon([lon, lat], area));
}
