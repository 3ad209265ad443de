/** The MapLibre style of the ground: sources with their data inside (no request leaves the page) and layers in order. */
import type { GeoJSON } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { boundaryLayers } from './boundary-style.ts';
import { type Geodata, namePoints } from './geodata.ts';
import { groundLayers } from './ground-style.ts';
import { labelLayers } from './label-style.ts';
import { roadLayers } from './road-style.ts';
import type { StyleContext } from './style-context.ts';

/** Invisible layer: what lies flat and moves with a concept (scoring points) is put in front of it. */
export const ABOVE_BOUNDARIES = 'above-boundaries';

export function basemapStyle(geodata: Geodata, context: StyleContext): StyleSpecification {
  const source = (data: GeoJSON) => ({ type: 'geojson' as const, data, tolerance: 0.2 });
  return {
    version: 8,
    sources: {
      outline: source(geodata.outline as GeoJSON),
      water: source(geodata.water as GeoJSON),
      green: source(geodata.green as GeoJSON),
      roads: source(geodata.roads as GeoJSON),
      grids: source(geodata.grids as GeoJSON),
      communities: source(geodata.communities as GeoJSON),
      zones: source(geodata.zones as GeoJSON),
      places: source(geodata.places as GeoJSON),
      'zone-names': source(namePoints(geodata.zones.features)),
      'community-names': source(namePoints(geodata.communities.features)),
      'grid-names': source(namePoints(geodata.grids.features)),
    },
    layers: [
      ...groundLayers(context),
      ...roadLayers(context),
      ...boundaryLayers(context),
      { id: ABOVE_BOUNDARIES, type: 'background', paint: { 'background-opacity': 0 } },
      ...labelLayers(context),
    ],
  };
}
