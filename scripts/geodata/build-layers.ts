/**
 * Builds every generated layer of the Xin'an profile.
 * In: the facts file. Out: layer name -> file text. Pure: the same bytes on every run, on every machine.
 */
import type { LayerName } from '../../geodata/profile-files.ts';
import { buildAreas } from './areas.ts';
import { readFacts } from './facts.ts';
import { greenLayer } from './green-layer.ts';
import { layOutBlocks } from './lay-out-blocks.ts';
import { placesLayer } from './places-layer.ts';
import { toMetres } from './plane.ts';
import { roadsLayer } from './roads-layer.ts';
import { sanitationPoints } from './sanitation-points.ts';
import { waterLayer } from './water-layer.ts';
import { layerText } from './write-layer.ts';

export function buildLayers(): Record<LayerName, string> {
  const facts = readFacts();
  const layout = layOutBlocks(facts);
  const areas = buildAreas(facts, layout);
  const green = greenLayer();
  const parks = green
    .filter(({ properties }) => properties.kind === 'park')
    .map(({ properties, geometry }) => ({
      name: properties.name,
      ring: geometry.coordinates[0]!.slice(0, -1).map(toMetres),
    }));
  const stations = facts.stations.filter(({ name }) => !name.includes('(')); // the others lie in 南山 or 西乡
  return {
    outline: layerText(areas.outline),
    grids: layerText(areas.grids),
    communities: layerText(areas.communities),
    zones: layerText(areas.zones),
    'sanitation-points': layerText(sanitationPoints(areas, layout.roads, parks, stations)),
    roads: layerText(roadsLayer(layout)),
    water: layerText(waterLayer(facts, areas.outline[0]!.geometry.coordinates[0]!)),
    green: layerText(green),
    places: layerText(placesLayer(facts)),
  };
}
