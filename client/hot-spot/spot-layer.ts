/**
 * Hot spots on the map, in MapLibre because they stand still: areas shaded by class in one hue, the number and its change in each, the one
 * that is looked at in a double outline (selection is never a colour), picked ones in a bright one. In: shapes and which are looked at or
 * picked. `clearSpots` takes them away. Labels of the ground give way: they are placed after the numbers.
 */
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { ABOVE_BOUNDARIES } from '../map/basemap-style.ts';
import { arc, FONT, type StyleContext } from '../map/style-context.ts';
import type { SpotShapes } from './spot-shapes.ts';

const AREAS = 'hot-spots';
const LABELS = 'hot-spot-labels';
export const SPOT_FILL = 'hot-spot-fill';
const PICKED = 'hot-spot-picked';
const CHOSEN_OUTER = 'hot-spot-chosen-outer';
const CHOSEN = 'hot-spot-chosen';
const LAYERS = [LABELS, CHOSEN, CHOSEN_OUTER, PICKED, SPOT_FILL];
/** Above the land, under borders: these stay readable. */
const BELOW = 'grid-line';

/** By class, the hottest is the lightest. Fewer classes than colours are spread over the whole ramp. */
const RAMP = [COLOURS.heat1, COLOURS.heat2, COLOURS.heat3, COLOURS.heat4, COLOURS.heat5] as const;
const OPACITY = 0.86;

export function rampOf(classes: number): string[] {
  if (classes <= 1) return [RAMP[3]];
  return Array.from({ length: classes }, (_, i) => RAMP[Math.round((i * (RAMP.length - 1)) / (classes - 1))]!);
}

/** Ink that can be read on a class of the ramp. */
const inkOn = (colour: string) =>
  colour === COLOURS.heat1 || colour === COLOURS.heat2 ? COLOURS.textHi : COLOURS.onLevel;

export function showSpots(map: MapLibreMap, shapes: SpotShapes, classes: number, context: StyleContext): void {
  const areas = map.getSource<GeoJSONSource>(AREAS);
  const labels = map.getSource<GeoJSONSource>(LABELS);
  if (areas && labels) {
    void areas.setData(shapes.areas);
    void labels.setData(shapes.labels);
    map.setPaintProperty(SPOT_FILL, 'fill-color', byClass(rampOf(classes)));
    map.setPaintProperty(LABELS, 'text-color', byClass(rampOf(classes).map(inkOn)));
    return;
  }
  addSpots(map, shapes, classes, context);
}

function addSpots(map: MapLibreMap, shapes: SpotShapes, classes: number, context: StyleContext): void {
  const { px } = context.scale;
  map.addSource(AREAS, { type: 'geojson', data: shapes.areas, tolerance: 0.2 });
  map.addSource(LABELS, { type: 'geojson', data: shapes.labels });
  map.addLayer(
    {
      ...{ id: SPOT_FILL, type: 'fill', source: AREAS },
      paint: { 'fill-color': byClass(rampOf(classes)), 'fill-opacity': OPACITY, 'fill-antialias': true },
    },
    BELOW,
  );
  const outline = (id: string, widthPx: number, colour: string) =>
    map.addLayer(
      {
        ...{ id, type: 'line', source: AREAS, filter: among([]) },
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colour, 'line-width': widthPx },
      },
      ABOVE_BOUNDARIES,
    );
  outline(PICKED, px.stroke * 1.2, COLOURS.textHi);
  outline(CHOSEN_OUTER, px.stroke * 5, COLOURS.onLevel);
  outline(CHOSEN, px.stroke * 2.4, COLOURS.textHi);
  map.addLayer({
    ...{ id: LABELS, type: 'symbol', source: LABELS },
    layout: {
      'text-field': [
        'format',
        ['get', 'number'],
        { 'text-font': ['literal', FONT.bold] },
        ['case', ['==', ['get', 'change'], ''], '', ['concat', '\n', ['get', 'change']]],
        { 'font-scale': 0.86, 'text-font': ['literal', FONT.medium] },
      ],
      'text-font': FONT.bold,
      'text-size': px.min,
      'text-line-height': 1.1,
      'text-padding': arc(context, 2),
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': byClass(rampOf(classes).map(inkOn)) },
  });
}

/** `null` = none is looked at. */
export function markSpots(map: MapLibreMap, chosen: string | null, picked: ReadonlySet<string>): void {
  if (!map.getLayer(CHOSEN)) return;
  const one = among(chosen === null ? [] : [chosen]);
  map.setFilter(CHOSEN_OUTER, one);
  map.setFilter(CHOSEN, one);
  map.setFilter(PICKED, among([...picked]));
}

export function clearSpots(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  for (const id of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
  for (const id of [AREAS, LABELS]) if (map.getSource(id)) map.removeSource(id);
}

const among = (ids: readonly string[]): ExpressionSpecification => ['in', ['get', 'id'], ['literal', [...ids]]];

function byClass(colours: readonly string[]): ExpressionSpecification {
  return ['match', ['get', 'class'], ...colours.flatMap((colour, i) => [i, colour]), COLOURS.off] as never;
}
