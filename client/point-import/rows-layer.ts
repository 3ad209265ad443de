/** Rows of a previewed sheet on the map, each where it says or where its point is registered. `clearRowSigns` takes them away. */
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { PreviewRow } from '../../server/contract/sanitation-import.ts';
import { COLOURS } from '../design/tokens.ts';
import type { StyleContext } from '../map/style-context.ts';
import { ROW_KINDS, rowSignImages, rowSignName } from './row-sign.tsx';

const SOURCE = 'sheet-rows';
export const ROW_SIGN = 'sheet-row-sign';
const CHOSEN = 'sheet-row-chosen';
const SIGN_PX = 18;

export function rowFeatures(rows: readonly PreviewRow[]) {
  return {
    type: 'FeatureCollection' as const,
    features: rows.flatMap(({ row, kind, lon, lat }) =>
      lon === null || lat === null
        ? []
        : [
            {
              type: 'Feature' as const,
              properties: { row, kind, loud: -ROW_KINDS.indexOf(kind) },
              geometry: { type: 'Point' as const, coordinates: [lon, lat] },
            },
          ],
    ),
  };
}

export function showRowSigns(map: MapLibreMap, rows: readonly PreviewRow[], { scale }: StyleContext): void {
  const data = rowFeatures(rows);
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(data);
    return;
  }
  for (const [name, image] of rowSignImages(SIGN_PX)) if (!map.hasImage(name)) map.addImage(name, image);
  map.addSource(SOURCE, { type: 'geojson', data });
  map.addLayer({
    ...{ id: ROW_SIGN, type: 'symbol', source: SOURCE },
    layout: {
      'icon-image': ['match', ['get', 'kind'], ...ROW_KINDS.flatMap(kind => [kind, rowSignName(kind)]), ''] as never,
      ...{ 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'symbol-sort-key': ['get', 'loud'] },
    },
  });
  map.addLayer({
    ...{ id: CHOSEN, type: 'circle', source: SOURCE, filter: among(null) },
    paint: {
      ...{ 'circle-radius': SIGN_PX * 0.8, 'circle-opacity': 0 },
      ...{ 'circle-stroke-color': COLOURS.textHi, 'circle-stroke-width': scale.px.stroke * 2.2 },
    },
  });
}

/** `null` = none is looked at. */
export function markRowSign(map: MapLibreMap, row: number | null): void {
  if (map.getLayer(CHOSEN)) map.setFilter(CHOSEN, among(row));
}

export function clearRowSigns(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  for (const id of [CHOSEN, ROW_SIGN]) if (map.getLayer(id)) map.removeLayer(id);
  if (map.getSource(SOURCE)) map.removeSource(SOURCE);
}

const among = (row: number | null): ExpressionSpecification => ['==', ['get', 'row'], row ?? -1];
