/**
 * A track on the map, in MapLibre because it stands still: a line with arrows, dashes where nobody knows the way, times on it, stops.
 * In: what track-marks.ts made. `clearTrack` takes everything away again, data included.
 */
import type { FeatureCollection, LineString, Point } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { arc, FONT, INK, type StyleContext } from '../map/style-context.ts';

const LINES = 'track-lines';
const MARKS = 'track-marks';
const ARROW = 'track-arrow';
/** Above the ground, under the names. */
const BELOW = 'zone-name';

export function showTrack(
  map: MapLibreMap,
  data: { lines: FeatureCollection<LineString>; marks: FeatureCollection<Point> },
  context: StyleContext,
): void {
  const lines = map.getSource<GeoJSONSource>(LINES);
  const marks = map.getSource<GeoJSONSource>(MARKS);
  if (lines && marks) {
    void lines.setData(data.lines);
    void marks.setData(data.marks);
    return;
  }
  if (!map.hasImage(ARROW)) map.addImage(ARROW, arrow(context));
  map.addSource(LINES, { type: 'geojson', data: data.lines });
  map.addSource(MARKS, { type: 'geojson', data: data.marks });
  for (const layer of lineLayers(context)) map.addLayer(layer, BELOW);
  for (const layer of markLayers(context)) map.addLayer(layer);
}

/** Only what is drawn of the marks follows the zoom. */
export function showTrackMarks(map: MapLibreMap, marks: FeatureCollection<Point>): void {
  void map.getSource<GeoJSONSource>(MARKS)?.setData(marks);
}

export function clearTrack(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  for (const id of LAYER_IDS) if (map.getLayer(id)) map.removeLayer(id);
  for (const id of [LINES, MARKS]) if (map.getSource(id)) map.removeSource(id);
}

const LAYER_IDS = ['track-casing', 'track-leg', 'track-between', 'track-arrows', 'track-dot', 'track-label'];

const only = (kind: string) => ['==', ['get', 'kind'], kind] as never;

function lineLayers(context: StyleContext): LayerSpecification[] {
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return [
    {
      ...{ id: 'track-casing', type: 'line', source: LINES, filter: only('leg'), layout: round },
      paint: { 'line-color': COLOURS.onLevel, 'line-width': arc(context, 10) },
    },
    {
      ...{ id: 'track-leg', type: 'line', source: LINES, filter: only('leg'), layout: round },
      paint: { 'line-color': COLOURS.textHi, 'line-width': arc(context, 5.5) },
    },
    {
      ...{ id: 'track-between', type: 'line', source: LINES, filter: only('between') },
      paint: { 'line-color': COLOURS.textMid, 'line-width': arc(context, 3), 'line-dasharray': [1.5, 2] },
    },
    {
      ...{ id: 'track-arrows', type: 'symbol', source: LINES, filter: only('leg') },
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': arc(context, 110),
        'icon-image': ARROW,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
}

function markLayers(context: StyleContext): LayerSpecification[] {
  const { px } = context.scale;
  return [
    {
      ...{ id: 'track-dot', type: 'circle', source: MARKS },
      paint: {
        'circle-radius': ['match', ['get', 'kind'], 'stop', arc(context, 6), 'end', arc(context, 5), arc(context, 3)],
        'circle-color': ['match', ['get', 'kind'], 'stop', COLOURS.onLevel, COLOURS.textHi],
        'circle-stroke-color': ['match', ['get', 'kind'], 'stop', COLOURS.textHi, COLOURS.onLevel],
        'circle-stroke-width': ['match', ['get', 'kind'], 'stop', arc(context, 2.4), arc(context, 1.4)],
      },
    },
    {
      ...{ id: 'track-label', type: 'symbol', source: MARKS },
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT.medium,
        'text-size': px.min,
        'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
        'text-radial-offset': 0.7,
        // Beginning and end, then stops, then the times between.
        'symbol-sort-key': ['match', ['get', 'kind'], 'end', 0, 'stop', 1, 2],
      },
      paint: { 'text-color': COLOURS.textHi, 'text-halo-color': INK.ground, 'text-halo-width': arc(context, 1.6) },
    },
  ];
}

/** Points to the right: MapLibre turns it along the line. */
function arrow(context: StyleContext): ImageData {
  const side = Math.ceil(arc(context, 26));
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = COLOURS.textHi;
  pen.strokeStyle = COLOURS.onLevel;
  pen.lineWidth = arc(context, 1.4);
  pen.beginPath();
  pen.moveTo(side * 0.2, side * 0.12);
  pen.lineTo(side * 0.92, side * 0.5);
  pen.lineTo(side * 0.2, side * 0.88);
  pen.lineTo(side * 0.4, side * 0.5);
  pen.closePath();
  pen.fill();
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}
