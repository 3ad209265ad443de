/**
 * Keeps map labels off the panels and off the seams of the wall. Where they are stand invisible icons that are placed first;
 * MapLibre's own collision pass then finds other places for the names. A wall's camera stands still most of the time, so this
 * is done when the camera comes to rest.
 */
import type { Feature, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Box } from '../design/wall-card.tsx';

const SOURCE = 'screen-guard';
const ICON = 'blank-guard';

/** `boxes`: where labels must not stand. Must stay the last layer, because the last one is placed first. `sidePx`: size of the invisible icons; about half a line of text keeps their number small. */
export function guardScreen(map: MapLibreMap, boxes: readonly Box[], sidePx: number): void {
  const side = Math.max(8, Math.round(sidePx));
  const features: Feature<Point>[] = [];
  for (const box of boxes) {
    const columns = Math.max(1, Math.round(box.width / side));
    const rows = Math.max(1, Math.round(box.height / side));
    for (let column = 0; column < columns; column++) {
      for (let row = 0; row < rows; row++) {
        const x = box.left + ((column + 0.5) * box.width) / columns;
        const y = box.top + ((row + 0.5) * box.height) / rows;
        const { lng, lat } = map.unproject([x, y]);
        features.push({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [lng, lat] } });
      }
    }
  }
  const data = { type: 'FeatureCollection' as const, features };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(data);
    map.moveLayer(SOURCE);
    return;
  }
  if (!map.hasImage(ICON)) map.addImage(ICON, { width: side, height: side, data: new Uint8Array(side * side * 4) });
  map.addSource(SOURCE, { type: 'geojson', data });
  map.addLayer({
    id: SOURCE,
    type: 'symbol',
    source: SOURCE,
    layout: { 'icon-image': ICON, 'icon-allow-overlap': true, 'icon-padding': 0 },
  });
}
