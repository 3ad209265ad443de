/**
 * Picked targets on the map, numbered as in the list: a light disc with its number, in MapLibre because it stands still. In: targets in
 * their order. `clearTargetMarks` takes them away.
 */
import type { FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { OperationTarget } from '../../server/contract/operation.ts';
import { COLOURS } from '../design/tokens.ts';
import { arc, FONT, type StyleContext } from '../map/style-context.ts';

const SOURCE = 'picked-targets';
const DISC = 'picked-target-disc';
const NUMBER = 'picked-target-number';
/** px: what is picked stays to be seen below its number. */
const RAISED: [number, number] = [0, -20];

export function targetMarks(targets: readonly Pick<OperationTarget, 'lon' | 'lat'>[]): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: targets.map(({ lon, lat }, i) => ({
      type: 'Feature',
      properties: { number: String(i + 1) },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  };
}

export function showTargetMarks(map: MapLibreMap, marks: FeatureCollection<Point>, context: StyleContext): void {
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(marks);
    return;
  }
  map.addSource(SOURCE, { type: 'geojson', data: marks });
  map.addLayer({
    id: DISC,
    type: 'circle',
    source: SOURCE,
    paint: {
      'circle-radius': arc(context, 15),
      'circle-color': COLOURS.textHi,
      'circle-stroke-color': COLOURS.onLevel,
      'circle-stroke-width': context.scale.px.stroke * 1.5,
      'circle-translate': RAISED,
    },
  });
  map.addLayer({
    id: NUMBER,
    type: 'symbol',
    source: SOURCE,
    layout: {
      'text-field': ['get', 'number'],
      'text-font': FONT.bold,
      'text-size': context.scale.px.min,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': COLOURS.onLevel, 'text-translate': RAISED },
  });
}

export function clearTargetMarks(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  for (const id of [NUMBER, DISC]) if (map.getLayer(id)) map.removeLayer(id);
  if (map.getSource(SOURCE)) map.removeSource(SOURCE);
}
