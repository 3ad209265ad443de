/**
 * Keeps map labels off the seams of a wall. Along each seam stand invisible icons that are placed first; MapLibre's own
 * collision pass then finds other places for the names. The wall's camera stands still, so this is done once per camera.
 */
import type { Feature, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { WallScale } from '../design/wall-profile.ts';

const SOURCE = 'seam-guard';
const ICON = 'blank-seam';

export function guardSeams(map: MapLibreMap, scale: WallScale): void {
  if (scale.seamsX.length + scale.seamsY.length === 0) return;
  const side = Math.max(2, Math.round(scale.seamClearance * 2));
  const { clientWidth, clientHeight } = map.getContainer();
  const features: Feature<Point>[] = [];
  const put = (x: number, y: number) => {
    const { lng, lat } = map.unproject([x, y]);
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [lng, lat] } });
  };
  for (const x of scale.seamsX) for (let y = 0; y < clientHeight; y += side) put(x, y);
  for (const y of scale.seamsY) for (let x = 0; x < clientWidth; x += side) put(x, y);
  const data = { type: 'FeatureCollection' as const, features };

  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(data);
    return;
  }
  map.addImage(ICON, { width: side, height: side, data: new Uint8Array(side * side * 4) });
  map.addSource(SOURCE, { type: 'geojson', data });
  map.addLayer({
    id: SOURCE,
    type: 'symbol',
    source: SOURCE,
    layout: { 'icon-image': ICON, 'icon-allow-overlap': true, 'icon-padding': 0 },
  });
}
