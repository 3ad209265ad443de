/** Land, sea, hills and parks: the calm under everything else. */
import type { LayerSpecification } from 'maplibre-gl';
import { growing, INK, type StyleContext } from './style-context.ts';

export function groundLayers(context: StyleContext): LayerSpecification[] {
  return [
    { id: 'land', type: 'background', paint: { 'background-color': INK.land } },
    { id: 'ground', type: 'fill', source: 'outline', paint: { 'fill-color': INK.ground } },
    {
      id: 'green',
      type: 'fill',
      source: 'green',
      paint: { 'fill-color': ['match', ['get', 'kind'], 'park', INK.park, INK.hill], 'fill-opacity': 0.9 },
    },
    {
      id: 'sea',
      type: 'fill',
      source: 'water',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': INK.sea },
    },
    {
      id: 'shore',
      type: 'line',
      source: 'water',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'line-color': INK.shore, 'line-width': growing(context, 0.9, 1.5) },
    },
    {
      id: 'creek',
      type: 'line',
      source: 'water',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': INK.creek, 'line-width': growing(context, 2.2, 7) },
    },
  ];
}
