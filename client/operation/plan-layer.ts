/**
 * A plan on the map, in MapLibre because it stands still. What is planned is dashed (symbol grammar of
 * wall-ux §6); a filled disc is a stop of the squad that is worked on, a hollow one of another, a ring a target. `clearPlan` takes it away.
 */
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { arc, FONT, INK, type StyleContext } from '../map/style-context.ts';
import type { PlanShapes } from './plan-marks.ts';

const AREA = 'plan-area';
const WAYS = 'plan-ways';
const MARKS = 'plan-marks';
/** Stops of the squad that is worked on can be taken by hand. */
export const STOP_DISC = 'plan-stop-disc';
/** Above the ground, under the names. */
const BELOW = 'zone-name';

export function showPlan(map: MapLibreMap, { area, ways, marks }: PlanShapes, context: StyleContext): void {
  if (map.getSource(MARKS)) {
    void map.getSource<GeoJSONSource>(AREA)?.setData(area);
    void map.getSource<GeoJSONSource>(WAYS)?.setData(ways);
    void map.getSource<GeoJSONSource>(MARKS)?.setData(marks);
    return;
  }
  map.addSource(AREA, { type: 'geojson', data: area });
  map.addSource(WAYS, { type: 'geojson', data: ways });
  map.addSource(MARKS, { type: 'geojson', data: marks });
  for (const layer of groundLayers(context)) map.addLayer(layer, BELOW);
  for (const layer of markLayers(context)) map.addLayer(layer);
}

export function clearPlan(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  for (const id of LAYER_IDS) if (map.getLayer(id)) map.removeLayer(id);
  for (const id of [AREA, WAYS, MARKS]) if (map.getSource(id)) map.removeSource(id);
}

const LAYER_IDS = [
  ...['plan-area-fill', 'plan-area-line', 'plan-way-casing', 'plan-way', 'plan-target', 'plan-muster'],
  ...['plan-stop-chosen', STOP_DISC, 'plan-number', 'plan-stop-name'],
];

const is = (name: string, value: string | boolean): ExpressionSpecification => ['==', ['get', name], value];
const full = is('weight', 'full');

function groundLayers(context: StyleContext): LayerSpecification[] {
  const { stroke } = context.scale.px;
  return [
    {
      ...{ id: 'plan-area-fill', type: 'fill', source: AREA },
      paint: { 'fill-color': COLOURS.textHi, 'fill-opacity': 0.07 },
    },
    {
      ...{ id: 'plan-area-line', type: 'line', source: AREA },
      paint: { 'line-color': COLOURS.textMid, 'line-width': stroke * 1.2, 'line-dasharray': [6, 3] },
    },
    {
      ...{ id: 'plan-way-casing', type: 'line', source: WAYS, layout: { 'line-join': 'round' } },
      paint: { 'line-color': COLOURS.onLevel, 'line-width': arc(context, 8), 'line-opacity': 0.7 },
    },
    {
      ...{ id: 'plan-way', type: 'line', source: WAYS, layout: { 'line-join': 'round' } },
      paint: {
        'line-color': ['case', full, COLOURS.textHi, COLOURS.textLow],
        'line-width': ['case', full, arc(context, 4.5), arc(context, 3)],
        'line-dasharray': [2.2, 1.4],
      },
    },
  ];
}

function markLayers(context: StyleContext): LayerSpecification[] {
  const { px } = context.scale;
  const hollow = { 'circle-color': INK.ground, 'circle-opacity': 0.85 };
  return [
    {
      ...{ id: 'plan-target', type: 'circle', source: MARKS, filter: is('kind', 'target') },
      paint: {
        ...hollow,
        'circle-radius': arc(context, 13),
        'circle-stroke-color': COLOURS.textMid,
        'circle-stroke-width': px.stroke,
      },
    },
    {
      ...{ id: 'plan-muster', type: 'circle', source: MARKS, filter: is('kind', 'muster') },
      paint: {
        ...hollow,
        'circle-radius': arc(context, 17),
        'circle-stroke-color': COLOURS.textHi,
        'circle-stroke-width': px.stroke * 2.4,
      },
    },
    {
      ...{
        id: 'plan-stop-chosen',
        type: 'circle',
        source: MARKS,
        filter: ['all', is('kind', 'stop'), is('chosen', true)],
      },
      paint: {
        'circle-radius': arc(context, 21),
        'circle-opacity': 0,
        'circle-stroke-color': COLOURS.textHi,
        'circle-stroke-width': px.stroke * 1.6,
      },
    },
    {
      ...{ id: STOP_DISC, type: 'circle', source: MARKS, filter: is('kind', 'stop') },
      paint: {
        'circle-radius': arc(context, 15),
        'circle-color': ['case', full, COLOURS.textHi, INK.ground],
        'circle-stroke-color': ['case', full, COLOURS.onLevel, COLOURS.textLow],
        'circle-stroke-width': px.stroke * 1.5,
      },
    },
    {
      ...{ id: 'plan-number', type: 'symbol', source: MARKS },
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT.bold,
        'text-size': ['match', ['get', 'kind'], 'target', px.min * 0.85, px.min],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': ['case', ['all', is('kind', 'stop'), full], COLOURS.onLevel, COLOURS.textHi],
      },
    },
    {
      ...{ id: 'plan-stop-name', type: 'symbol', source: MARKS, filter: ['all', is('kind', 'stop'), full] },
      minzoom: context.overviewZoom + 1.4,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT.medium,
        'text-size': px.min,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.2,
        'text-max-width': 12,
      },
      paint: { 'text-color': COLOURS.textHi, 'text-halo-color': INK.ground, 'text-halo-width': arc(context, 1.6) },
    },
  ];
}
