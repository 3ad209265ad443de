/**
 * A wall that somebody moved by hand goes back to the whole subdistrict when nobody has touched it for ten minutes (wall-ux §9).
 * In: the map and where home is. Only moves by a person count; those of the page itself carry no `originalEvent`.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { OverviewCamera } from './overview-camera.ts';

const IDLE_MS = 10 * 60_000;
const EASE_MS = 1200;

export function returnWhenIdle(map: MapLibreMap, home: () => OverviewCamera): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  map.on('moveend', event => {
    if (!event.originalEvent) return;
    clearTimeout(timer);
    timer = setTimeout(() => map.easeTo({ ...home(), duration: EASE_MS }), IDLE_MS);
  });
  map.on('remove', () => clearTimeout(timer));
}
