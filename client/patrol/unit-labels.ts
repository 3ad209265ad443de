/**
 * Call signs beside the units, with the age of the fix from "ageing" on. MapLibre hides a label that would collide, never the
 * body. Once a second: at walking and driving pace a label lags its body by less than a stroke.
 */
import type { FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { freshnessOf } from '../../server/contract/freshness.ts';
import type { UnitIndex } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { COLOURS } from '../design/tokens.ts';
import { arc, FONT, INK, type StyleContext } from '../map/style-context.ts';
import type { UnitClassLook } from './unit-bodies.ts';
import type { UnitPositions } from './unit-positions.ts';
import type { UnitSlice } from './unit-slice.ts';

const SOURCE = 'unit-labels';
/** More names than this cannot be read on any wall at once. */
const LABELLED_UNITS = 300;
/** Zoom steps beyond the overview from which every unit bears its call sign. */
const NAMED_FROM_STEP = 0.8;

export function unitLabels(
  positions: UnitPositions,
  units: UnitSlice,
  lookOf: (unit: UnitRecord) => UnitClassLook,
  serverNow: number,
  ageText: (ageMs: number) => string,
): FeatureCollection<Point> {
  const features: FeatureCollection<Point>['features'] = [];
  if (positions.count <= LABELLED_UNITS) {
    positions.forEach((slot, index) => {
      const unit = units.byIndex.get(index as UnitIndex);
      if (!unit?.onDuty) return;
      const ageMs = serverNow - positions.fixTimeMs[slot]!;
      const freshness = freshnessOf(ageMs, lookOf(unit).reportIntervalS);
      if (freshness === 'archived') return;
      const aged = freshness !== 'fresh';
      features.push({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [positions.lon[slot]!, positions.lat[slot]!] },
        properties: {
          name: aged ? `${unit.callSign} ${ageText(ageMs)}` : unit.callSign,
          // A silent unit is what people look for: its name is placed first.
          rank: aged ? 0 : 1,
        },
      });
    });
  }
  return { type: 'FeatureCollection', features };
}

function labelLayer(context: StyleContext): LayerSpecification {
  const { px } = context.scale;
  return {
    id: 'unit-label',
    type: 'symbol',
    source: SOURCE,
    // From far only the silent ones are named: forty call signs at once are noise, the missing one is news.
    filter: ['any', ['==', ['get', 'rank'], 0], ['>=', ['zoom'], context.overviewZoom + NAMED_FROM_STEP]] as never,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FONT.medium,
      'text-size': px.min,
      'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
      'text-radial-offset': (px.unit * 0.5) / px.min + 0.12,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: {
      'text-color': ['case', ['==', ['get', 'rank'], 0], COLOURS.off, COLOURS.textHi],
      'text-halo-color': INK.ground,
      'text-halo-width': arc(context, 1.4),
    },
  };
}

export function showUnitLabels(map: MapLibreMap, data: FeatureCollection<Point>, context: StyleContext): void {
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(data);
    return;
  }
  map.addSource(SOURCE, { type: 'geojson', data });
  map.addLayer(labelLayer(context));
}
