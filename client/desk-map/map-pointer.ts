/**
 * The mouse on the map: what it stands on (hover), what was clicked, and places for whoever asks for one. At most one look a frame.
 * In: the stage and what to tell. Out: how to stop. While a place is asked for, Enter takes the middle of the map, where the cross
 * stands (arrow keys move the map under it), and Escape leaves.
 */
import type { MapMouseEvent } from 'maplibre-gl';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { MapStage } from '../map/map-canvas.tsx';

export interface MapPointerEvents {
  isPlaceAsked: () => boolean;
  /** `at` in px of the map, or null when the pointer left it. */
  onHover: (place: LonLat | null, px: { x: number; y: number }) => void;
  onClick: (place: LonLat, px: { x: number; y: number }) => void;
  onPlace: (place: LonLat) => void;
  onLeavePlace: () => void;
}

export function watchPointer({ map }: MapStage, events: MapPointerEvents): () => void {
  let frame = 0;
  const canvas = map.getCanvas();
  const placeOf = (event: MapMouseEvent): LonLat => [event.lngLat.lng, event.lngLat.lat];

  const move = (event: MapMouseEvent) => {
    if (frame || events.isPlaceAsked()) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      events.onHover(placeOf(event), event.point);
    });
  };
  const leave = () => events.onHover(null, { x: 0, y: 0 });
  const click = (event: MapMouseEvent) => {
    if (events.isPlaceAsked()) events.onPlace(placeOf(event));
    else events.onClick(placeOf(event), event.point);
  };
  const key = (event: KeyboardEvent) => {
    if (!events.isPlaceAsked()) return;
    if (event.key === 'Enter') {
      const { lng, lat } = map.getCenter();
      events.onPlace([lng, lat]);
    } else if (event.key === 'Escape') events.onLeavePlace();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  map.on('mousemove', move);
  map.on('mouseout', leave);
  map.on('movestart', leave);
  map.on('click', click);
  canvas.addEventListener('keydown', key);
  return () => {
    cancelAnimationFrame(frame);
    map.off('mousemove', move);
    map.off('mouseout', leave);
    map.off('movestart', leave);
    map.off('click', click);
    canvas.removeEventListener('keydown', key);
  };
}
