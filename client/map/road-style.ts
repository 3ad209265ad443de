/** Three visual road classes as pale lines with a darker casing; width by class and zoom. Names are in label-style.ts. */
import type { LayerSpecification } from 'maplibre-gl';
import type { RoadClass } from '../../geodata/profile-files.ts';
import { growing, INK, type StyleContext } from './style-context.ts';

/** Width in arc minutes when the whole subdistrict is seen, and at street zoom. Drawn in this order. */
const ROADS: Array<{ class: RoadClass; overview: number; street: number }> = [
  { class: 'minor', overview: 0.7, street: 4 },
  { class: 'secondary', overview: 1.3, street: 7 },
  { class: 'main', overview: 2.2, street: 11 },
  { class: 'trunk', overview: 3.2, street: 15 },
  { class: 'expressway', overview: 3.2, street: 15 },
];

export function roadLayers(context: StyleContext): LayerSpecification[] {
  const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const casings = ROADS.filter(road => road.class !== 'minor').map(
    (road): LayerSpecification => ({
      id: `road-casing-${road.class}`,
      type: 'line',
      source: 'roads',
      filter: ['==', ['get', 'class'], road.class],
      layout,
      paint: { 'line-color': INK.roadCasing, 'line-width': growing(context, road.overview + 1.2, road.street + 2) },
    }),
  );
  const lines = ROADS.map(
    (road): LayerSpecification => ({
      id: `road-${road.class}`,
      type: 'line',
      source: 'roads',
      filter: ['==', ['get', 'class'], road.class],
      layout,
      paint: { 'line-color': INK[road.class], 'line-width': growing(context, road.overview, road.street) },
    }),
  );
  return [...casings, ...lines];
}
