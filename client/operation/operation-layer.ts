/**
 * A joint operation on the map, in MapLibre because plans stand still: area, ways (done solid, ahead dashed, skipped dotted), stops by shape
 * (operation-icons.ts), squads by name, a ring around who is off the route. In: what operation-marks.ts made. `clearOperation` takes it away.
 * Colours mean levels of incidents, so none is used: an operation is white ink of different weight.
 */
import type { FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { arc, FONT, INK, type StyleContext } from '../map/style-context.ts';
import { addOperationIcons } from './operation-icons.ts';
import type { OperationMarks } from './operation-marks.ts';

const SOURCES = { ground: 'operation-ground', ways: 'operation-ways', stops: 'operation-stops' } as const;
const SQUADS = 'operation-squads';
/** Above the ground, under the names. */
const BELOW = 'zone-name';

export function showOperation(
  map: MapLibreMap,
  marks: OperationMarks,
  squads: FeatureCollection<Point>,
  context: StyleContext,
  /** The map has no bodies of units: a squad is a white square of its own. */
  hasBodies = true,
): void {
  const data = {
    [SOURCES.ground]: marks.ground,
    [SOURCES.ways]: marks.ways,
    [SOURCES.stops]: marks.stops,
    [SQUADS]: squads,
  };
  const isThere = map.getSource(SQUADS) !== undefined;
  for (const [source, features] of Object.entries(data)) {
    if (isThere) void map.getSource<GeoJSONSource>(source)?.setData(features);
    else map.addSource(source, { type: 'geojson', data: features });
  }
  if (isThere) return;
  addOperationIcons(map, context);
  for (const layer of flatLayers(context)) map.addLayer(layer, BELOW);
  for (const layer of markLayers(context)) map.addLayer(layer);
  if (!hasBodies) map.addLayer(bodyLayer(context), 'operation-squad-name');
}

/** Squads move; the rest of the plan stays as it was drawn. */
export function showSquads(map: MapLibreMap, squads: FeatureCollection<Point>): void {
  void map.getSource<GeoJSONSource>(SQUADS)?.setData(squads);
}

export function clearOperation(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  for (const id of LAYER_IDS) if (map.getLayer(id)) map.removeLayer(id);
  for (const id of [...Object.values(SOURCES), SQUADS]) if (map.getSource(id)) map.removeSource(id);
}

const LAYER_IDS = [
  ...['operation-area', 'operation-area-edge', 'operation-way-casing', 'operation-way-ahead', 'operation-way-skipped'],
  ...['operation-way-done', 'operation-way-name', 'operation-stop-name', 'operation-stop', 'operation-off-ring'],
  ...['operation-squad', 'operation-squad-name'],
];

function bodyLayer(context: StyleContext): LayerSpecification {
  return {
    ...{ id: 'operation-squad', type: 'symbol', source: SQUADS },
    layout: {
      'icon-image': 'operation-squad',
      'icon-size': 0.6,
      'icon-allow-overlap': true,
      'icon-padding': arc(context, 1),
    },
  };
}

const ways = (kind: string) => ['==', ['get', 'kind'], kind] as never;

function flatLayers(context: StyleContext): LayerSpecification[] {
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return [
    {
      ...{ id: 'operation-area', type: 'fill', source: SOURCES.ground },
      paint: { 'fill-color': COLOURS.textHi, 'fill-opacity': ['match', ['get', 'kind'], 'zone', 0.05, 0.08] },
    },
    {
      ...{ id: 'operation-area-edge', type: 'line', source: SOURCES.ground, layout: round },
      paint: {
        'line-color': COLOURS.textHi,
        'line-width': ['match', ['get', 'kind'], 'zone', arc(context, 3), arc(context, 2)],
        'line-opacity': ['match', ['get', 'kind'], 'zone', 0.9, 0.7],
      },
    },
    {
      ...{ id: 'operation-way-casing', type: 'line', source: SOURCES.ways, layout: round },
      paint: { 'line-color': COLOURS.onLevel, 'line-width': arc(context, 8), 'line-opacity': 0.7 },
    },
    {
      ...{ id: 'operation-way-ahead', type: 'line', source: SOURCES.ways, filter: ways('ahead') },
      paint: { 'line-color': COLOURS.textMid, 'line-width': arc(context, 3), 'line-dasharray': [2.2, 1.6] },
    },
    {
      ...{ id: 'operation-way-skipped', type: 'line', source: SOURCES.ways, filter: ways('skipped'), layout: round },
      paint: { 'line-color': COLOURS.textLow, 'line-width': arc(context, 2), 'line-dasharray': [0.2, 3] },
    },
    {
      ...{ id: 'operation-way-done', type: 'line', source: SOURCES.ways, filter: ways('done'), layout: round },
      paint: { 'line-color': COLOURS.textHi, 'line-width': arc(context, 4) },
    },
  ];
}

function markLayers(context: StyleContext): LayerSpecification[] {
  const { px } = context.scale;
  const halo = { 'text-halo-color': INK.ground, 'text-halo-width': arc(context, 1.6) };
  return [
    {
      ...{ id: 'operation-way-name', type: 'symbol', source: SOURCES.ways },
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': arc(context, 420),
        'text-field': ['get', 'squad'],
        'text-font': FONT.medium,
        'text-size': px.min,
        'text-max-angle': 35,
      },
      paint: { 'text-color': COLOURS.textMid, ...halo },
    },
    {
      ...{ id: 'operation-stop-name', type: 'symbol', source: SOURCES.stops },
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT.medium,
        'text-size': px.min,
        'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
        'text-radial-offset': arc(context, 25) / px.min,
        'symbol-sort-key': ['match', ['get', 'look'], 'muster', 0, 'here', 1, 'next', 2, 'planned', 3, 4],
      },
      paint: { 'text-color': COLOURS.textMid, ...halo },
    },
    {
      ...{ id: 'operation-stop', type: 'symbol', source: SOURCES.stops },
      layout: {
        'icon-image': ['concat', 'operation-', ['get', 'look']],
        'icon-allow-overlap': true,
        'text-field': ['match', ['get', 'look'], 'left', '', 'skipped', '', ['get', 'number']],
        'text-font': FONT.bold,
        'text-size': px.min,
        'text-allow-overlap': true,
        // What matters now lies on top of what is done.
        'symbol-sort-key': ['match', ['get', 'look'], 'muster', 5, 'here', 4, 'next', 3, 'planned', 2, 1],
        'symbol-z-order': 'source',
      },
      paint: {
        'text-color': ['match', ['get', 'look'], 'here', COLOURS.onLevel, 'muster', COLOURS.onLevel, COLOURS.textHi],
      },
    },
    {
      ...{ id: 'operation-off-ring', type: 'circle', source: SQUADS, filter: ['get', 'isOff'] as never },
      paint: {
        'circle-radius': arc(context, 27),
        'circle-opacity': 0,
        'circle-stroke-color': COLOURS.textHi,
        'circle-stroke-width': arc(context, 4),
      },
    },
    {
      ...{ id: 'operation-squad-name', type: 'symbol', source: SQUADS },
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT.bold,
        'text-size': px.body,
        'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
        'text-radial-offset': ['case', ['get', 'isOff'], arc(context, 34) / px.body, arc(context, 22) / px.body],
        'text-allow-overlap': true,
        'symbol-sort-key': ['case', ['get', 'isOff'], 0, 1],
      },
      paint: { 'text-color': COLOURS.textHi, ...halo },
    },
  ];
}
