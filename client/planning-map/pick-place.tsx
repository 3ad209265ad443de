/**
 * While it is there, the map is asked for a place. In: what for, who is told. Out: the place of each click, or by keyboard where the cross
 * stands (arrow keys move the map, Enter); Escape leaves. The focus goes to the map, and back to where it was.
 */
import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { say } from '../wording/wording.ts';
import { MapSlot, usePlanningMap } from './planning-map-parts.tsx';
import { useEscape } from './use-escape.ts';

export function PickPlace(props: { purpose: string; onPlace: (at: LonLat) => void; onLeave: () => void }) {
  const { ground } = usePlanningMap();
  const told = useRef(props);
  told.current = props;
  useEscape(props.onLeave);

  useEffect(() => {
    if (!ground) return;
    const { map } = ground.stage;
    const canvas = map.getCanvas();
    const focused = document.activeElement;
    const click = ({ lngLat }: MapMouseEvent) => told.current.onPlace([lngLat.lng, lngLat.lat]);
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      const { lng, lat } = map.getCenter();
      told.current.onPlace([lng, lat]);
    };
    canvas.focus();
    canvas.style.cursor = 'crosshair';
    map.on('click', click);
    canvas.addEventListener('keydown', key);
    return () => {
      map.off('click', click);
      canvas.removeEventListener('keydown', key);
      canvas.style.cursor = '';
      if (document.activeElement === canvas && focused instanceof HTMLElement) focused.focus();
    };
  }, [ground]);

  return (
    <MapSlot at="tip">
      <p className="map-card map-purpose" role="status">
        {props.purpose}：{say('map.asking')}
      </p>
      <span className="map-cross" aria-hidden="true" />
    </MapSlot>
  );
}
