/**
 * Names on the ground. Nothing is smaller than `type-min`, so a wall shows few names and the collision pass decides which:
 * MapLibre places the last layer first, so this list runs from the least to the most important.
 */
import type { LayerSpecification } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { STATION_ICON } from './station-icon.ts';
import { arc, FONT, INK, type StyleContext } from './style-context.ts';

export function labelLayers(context: StyleContext): LayerSpecification[] {
  const z = context.overviewZoom;
  const { px } = context.scale;
  const halo = {
    'text-halo-color': INK.ground,
    'text-halo-width': arc(context, 1.4),
    'text-halo-blur': arc(context, 0.6),
  };
  return [
    {
      id: 'zone-name',
      type: 'symbol',
      source: 'zone-names',
      maxzoom: z + 2.5,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT.light,
        'text-size': px.title,
        'text-letter-spacing': 0.2,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': COLOURS.textMid, 'text-opacity': 0.5 },
    },
    {
      id: 'grid-name',
      type: 'symbol',
      source: 'grid-names',
      minzoom: z + 2.2,
      layout: { 'text-field': ['get', 'name'], 'text-font': FONT.medium, 'text-size': px.min },
      paint: { 'text-color': COLOURS.textLow, 'text-opacity': 0.75, ...halo },
    },
    {
      id: 'neighbour-name',
      type: 'symbol',
      source: 'places',
      filter: ['in', ['get', 'kind'], ['literal', ['neighbour', 'sea-name']]],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT.light,
        'text-size': px.min,
        'text-letter-spacing': 0.3,
      },
      paint: { 'text-color': COLOURS.line, 'text-opacity': 0.9 },
    },
    {
      id: 'landmark-name',
      type: 'symbol',
      source: 'places',
      filter: ['in', ['get', 'kind'], ['literal', ['landmark', 'peak']]],
      minzoom: z + 1.2,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT.medium,
        'text-size': px.min,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': COLOURS.textLow, ...halo },
    },
    {
      id: 'road-name',
      type: 'symbol',
      source: 'roads',
      filter: [
        'all',
        ['has', 'name'],
        ['in', ['get', 'class'], ['literal', ['expressway', 'trunk', 'main', 'secondary']]],
      ],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': arc(context, 620),
        'text-field': ['get', 'name'],
        'text-font': FONT.medium,
        'text-size': px.min,
        'text-letter-spacing': 0.08,
        'text-max-angle': 30,
        'text-padding': arc(context, 6),
      },
      paint: { 'text-color': COLOURS.textLow, 'text-opacity': 0.8, ...halo },
    },
    {
      id: 'station-mark',
      type: 'symbol',
      source: 'places',
      filter: ['==', ['get', 'kind'], 'station'],
      layout: { 'icon-image': STATION_ICON, 'icon-padding': 0 },
    },
    {
      id: 'station-name',
      type: 'symbol',
      source: 'places',
      filter: [
        'all',
        ['==', ['get', 'kind'], 'station'],
        ['any', ['==', ['get', 'rank'], 1], ['>=', ['zoom'], z + 0.5]],
      ],
      layout: {
        'text-field': ['concat', ['get', 'name'], '站'],
        'text-font': FONT.medium,
        'text-size': px.min,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.45,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': COLOURS.textMid, ...halo },
    },
    {
      id: 'community-name',
      type: 'symbol',
      source: 'community-names',
      layout: {
        'text-field': ['get', 'shortName'],
        'text-font': FONT.medium,
        'text-size': px.min,
        'text-padding': arc(context, 3),
      },
      paint: { 'text-color': COLOURS.textMid, 'text-opacity': 0.85, ...halo },
    },
  ];
}
