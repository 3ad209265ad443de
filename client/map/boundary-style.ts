/** Grids as hairlines, communities as thin lines, zones as pale borders with a soft inner fade (wall-ux §0). */
import type { LayerSpecification } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { arc, growing, type StyleContext } from './style-context.ts';

export function boundaryLayers(context: StyleContext): LayerSpecification[] {
  const z = context.overviewZoom;
  return [
    {
      id: 'grid-line',
      type: 'line',
      source: 'grids',
      paint: {
        'line-color': COLOURS.line,
        'line-width': growing(context, 0.6, 1.5),
        'line-opacity': ['interpolate', ['linear'], ['zoom'], z - 0.5, 0.12, z, 0.3, z + 2, 0.6],
      },
    },
    {
      id: 'community-line',
      type: 'line',
      source: 'communities',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': COLOURS.textLow,
        'line-width': growing(context, 1.2, 2),
        'line-dasharray': [5, 2],
        'line-opacity': 0.8,
      },
    },
    {
      id: 'zone-fade',
      type: 'line',
      source: 'zones',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': COLOURS.textMid,
        'line-width': arc(context, 12),
        'line-blur': arc(context, 11),
        'line-opacity': 0.2,
      },
    },
    {
      id: 'zone-line',
      type: 'line',
      source: 'zones',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': COLOURS.textMid, 'line-width': arc(context, 2), 'line-opacity': 0.85 },
    },
  ];
}
