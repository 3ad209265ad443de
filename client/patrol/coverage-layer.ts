/**
 * Patrol coverage on the map, in MapLibre because it stands still: patrolled grids lighter by steps of one grey (a heat map is never a
 * level's colour, wall-ux §5), those that nobody patrolled hatched, so that the difference does not hang on brightness alone.
 * In: what coverage-shade.ts made. `clearCoverage` takes everything away again.
 */
import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { arc, type StyleContext } from '../map/style-context.ts';

const SOURCE = 'coverage';
const SHADE = 'coverage-shade';
const HATCH = 'coverage-hatch';
/** Above the land, under roads and borders: these stay readable. */
const BELOW = 'grid-line';

/** Opacity of the light grey, by step; the legend shows the same. */
export const STEP_OPACITY = [0.16, 0.27, 0.38, 0.5] as const;

export function showCoverage(map: MapLibreMap, shades: FeatureCollection, context: StyleContext): void {
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(shades);
    return;
  }
  if (!map.hasImage(HATCH)) map.addImage(HATCH, hatch(context));
  map.addSource(SOURCE, { type: 'geojson', data: shades, tolerance: 0.2 });
  map.addLayer(
    {
      ...{ id: SHADE, type: 'fill', source: SOURCE, filter: ['>', ['get', 'step'], 0] },
      paint: {
        'fill-color': COLOURS.textHi,
        'fill-opacity': [
          'match',
          ['get', 'step'],
          ...STEP_OPACITY.flatMap((opacity, i) => [i + 1, opacity]),
          0,
        ] as never,
        'fill-antialias': false,
      },
    },
    BELOW,
  );
  map.addLayer(
    {
      ...{ id: HATCH, type: 'fill', source: SOURCE, filter: ['==', ['get', 'step'], 0] },
      paint: { 'fill-pattern': HATCH, 'fill-opacity': 0.4 },
    },
    BELOW,
  );
}

export function clearCoverage(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  for (const id of [HATCH, SHADE]) if (map.getLayer(id)) map.removeLayer(id);
  if (map.getSource(SOURCE)) map.removeSource(SOURCE);
}

/** One slanted stroke that meets its neighbours at the corners of the tile. */
function hatch(context: StyleContext): ImageData {
  const side = Math.max(8, Math.round(arc(context, 9)));
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext('2d')!;
  pen.strokeStyle = COLOURS.line;
  pen.lineWidth = Math.max(1, arc(context, 1));
  for (const from of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(from, side);
    pen.lineTo(from + side, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, side, side);
}
