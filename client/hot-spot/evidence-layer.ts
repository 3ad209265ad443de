/** The incidents behind the spot that is looked at, as small points where they were. In MapLibre: they stand still. `clearEvidence` takes them away. */
import type { FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { HotSpotIncident } from '../../server/contract/hot-spot.ts';
import { COLOURS } from '../design/tokens.ts';
import { arc, type StyleContext } from '../map/style-context.ts';

const SOURCE = 'hot-spot-evidence';

export function showEvidence(
  map: MapLibreMap,
  incidents: readonly Pick<HotSpotIncident, 'lon' | 'lat'>[],
  context: StyleContext,
): void {
  const data: FeatureCollection<Point> = {
    type: 'FeatureCollection',
    features: incidents.map(({ lon, lat }) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(data);
    return;
  }
  map.addSource(SOURCE, { type: 'geojson', data });
  map.addLayer({
    ...{ id: SOURCE, type: 'circle', source: SOURCE },
    paint: {
      'circle-radius': arc(context, 4.5),
      'circle-color': COLOURS.textHi,
      'circle-stroke-color': COLOURS.onLevel,
      'circle-stroke-width': context.scale.px.stroke * 1.5,
    },
  });
}

export function clearEvidence(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  if (map.getLayer(SOURCE)) map.removeLayer(SOURCE);
  if (map.getSource(SOURCE)) map.removeSource(SOURCE);
}
