/**
 * Open incidents on the map. Bodies are drawn by deck.gl, above the moving units; their labels by MapLibre, which keeps them
 * from colliding. A blank icon of the body's size stands for each body, so that no name is placed under the symbol.
 */
import type { Layer } from '@deck.gl/core';
import { IconLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { FeatureCollection, Point } from 'geojson';
import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
  VariableAnchorOffsetCollectionSpecification as VariableAnchorOffsetCollection,
} from 'maplibre-gl';
import type { IncidentRecord, Level } from '../../server/contract/incident.ts';
import { COLOURS, rgb } from '../design/tokens.ts';
import { arc, FONT, INK, type StyleContext } from '../map/style-context.ts';
import { levelSymbol } from './level-symbol.ts';

const SOURCE = 'incident-labels';
const BLANK = 'blank-incident';
/** wall-ux §7: one ring when an incident appears, then stillness. */
export const ARRIVAL_RING_MS = 600;

/** Symbols of all levels beside each other, drawn at the exact size they are shown in, with halo and white edge. */
function symbolSheet(sizePx: number, strokePx: number): HTMLCanvasElement {
  const cell = Math.ceil(sizePx);
  const canvas = document.createElement('canvas');
  canvas.width = cell * 5;
  canvas.height = cell;
  const pen = canvas.getContext('2d')!;
  const levels: Array<Level | null> = [1, 2, 3, 4, null];
  levels.forEach((level, i) => {
    const symbol = levelSymbol(level);
    const r = cell / 2 - strokePx * 1.6;
    pen.save();
    pen.translate(cell * (i + 0.5), cell / 2);
    pen.scale(r, r);
    const path = new Path2D(symbol.path);
    pen.lineJoin = 'round';
    pen.lineWidth = (strokePx * 3.2) / r;
    pen.strokeStyle = COLOURS.onLevel;
    pen.stroke(path);
    pen.lineWidth = (strokePx * 1.2) / r;
    pen.strokeStyle = symbol.fill ? '#ffffff' : COLOURS.textMid;
    if (!symbol.fill) pen.setLineDash([0.14, 0.2]);
    pen.stroke(path);
    pen.setLineDash([]);
    pen.fillStyle = symbol.fill ?? COLOURS.raised;
    pen.fill(path);
    pen.fillStyle = symbol.fill ? COLOURS.onLevel : COLOURS.textMid;
    pen.font = `700 ${level === 3 ? 0.86 : 1}px "Noto Sans SC Variable"`;
    pen.textAlign = 'center';
    pen.textBaseline = 'alphabetic';
    pen.fillText(symbol.numeral, 0, symbol.numeralY + (level === 3 ? 0.31 : 0.36));
    pen.restore();
  });
  return canvas;
}

export interface IncidentSheet {
  atlas: HTMLCanvasElement;
  mapping: Record<string, { x: number; y: number; width: number; height: number }>;
}

export function incidentSheet(context: StyleContext): IncidentSheet {
  const atlas = symbolSheet(context.scale.px.incident, context.scale.px.stroke);
  const cell = atlas.height;
  const keys = ['1', '2', '3', '4', 'null'];
  return {
    atlas,
    mapping: Object.fromEntries(keys.map((key, i) => [key, { x: i * cell, y: 0, width: cell, height: cell }])),
  };
}

/** `arrivedAt`: server time at which this screen first saw an incident; only those are ringed. */
export function incidentBodies(
  open: readonly IncidentRecord[],
  arrivedAt: ReadonlyMap<string, number>,
  serverNow: number,
  sheet: IncidentSheet,
  context: StyleContext,
): Layer[] {
  const sizePx = context.scale.px.incident;
  const arriving = open.filter(i => serverNow - (arrivedAt.get(i.id) ?? 0) < ARRIVAL_RING_MS);
  return [
    new ScatterplotLayer<IncidentRecord>({
      id: 'incident-arrival',
      data: arriving,
      getPosition: i => [i.lon, i.lat],
      getRadius: i => sizePx * (0.5 + (serverNow - arrivedAt.get(i.id)!) / ARRIVAL_RING_MS),
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: i => rgb(levelSymbol(i.level).fill ?? COLOURS.textMid),
      getLineWidth: context.scale.px.stroke,
      lineWidthUnits: 'pixels',
      updateTriggers: { getRadius: serverNow },
    }),
    new IconLayer<IncidentRecord>({
      id: 'incident-body',
      // Worst last, so that it is on top.
      data: [...open].reverse(),
      iconAtlas: sheet.atlas as never,
      iconMapping: sheet.mapping,
      getIcon: i => String(i.level),
      getPosition: i => [i.lon, i.lat],
      getSize: sizePx,
      sizeUnits: 'pixels',
    }),
  ];
}

export function incidentLabels(
  open: readonly IncidentRecord[],
  nameOf: (incident: IncidentRecord) => string,
): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: open.map((incident, i) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [incident.lon, incident.lat] },
      properties: { name: nameOf(incident), level: incident.level ?? 5, rank: i },
    })),
  };
}

/** All bodies claim their ground before the first label looks for a place. */
const bodyGround: LayerSpecification = {
  id: 'incident-body-ground',
  type: 'symbol',
  source: SOURCE,
  layout: { 'icon-image': BLANK, 'icon-overlap': 'cooperative', 'icon-padding': 0 },
};

/** MapLibre moves a label above or below its anchor back by this part of an em, towards the symbol. */
const BASELINE_EMS = 7 / 24;

/** Beside the symbol, above and below it, and half a line up or down beside it, where a seam or another name is in the way. */
function labelPlaces({ px }: StyleContext['scale']): VariableAnchorOffsetCollection {
  const side = (px.incident * 0.6) / px.body;
  const above = side + BASELINE_EMS;
  return [
    ...['left', [side, 0], 'right', [-side, 0], 'top', [0, above], 'bottom', [0, -above]],
    ...['top-left', [side, 0.6], 'bottom-left', [side, -0.6], 'top-right', [-side, 0.6], 'bottom-right', [-side, -0.6]],
  ] as VariableAnchorOffsetCollection;
}

/**
 * The worst of level I and II are named wherever they are (wall-ux §6), over other symbols if need be, but on no seam and no panel
 * (`cooperative`: they share ground with bodies only). More names over each other could not be read.
 */
const ALWAYS_NAMED = 3;
const isAlwaysNamed: ExpressionSpecification = [
  'all',
  ['<=', ['get', 'level'], 2],
  ['<', ['get', 'rank'], ALWAYS_NAMED],
];

function labelLayer(context: StyleContext, always: boolean): LayerSpecification {
  const { px } = context.scale;
  return {
    id: always ? 'incident-label-always' : 'incident-label',
    type: 'symbol',
    source: SOURCE,
    filter: always ? isAlwaysNamed : ['!', isAlwaysNamed],
    layout: {
      'text-overlap': always ? 'cooperative' : 'never',
      'text-field': ['get', 'name'],
      'text-font': FONT.bold,
      'text-size': px.body,
      'text-variable-anchor-offset': labelPlaces(context.scale),
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: {
      'text-color': COLOURS.textHi,
      'text-halo-color': INK.ground,
      'text-halo-width': arc(context, 1.8),
    },
  };
}

export function showIncidentLabels(map: MapLibreMap, data: FeatureCollection<Point>, context: StyleContext): void {
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(data);
    return;
  }
  const side = Math.round(context.scale.px.incident);
  if (!map.hasImage(BLANK)) map.addImage(BLANK, { width: side, height: side, data: new Uint8Array(side * side * 4) });
  map.addSource(SOURCE, { type: 'geojson', data });
  map.addLayer(labelLayer(context, false));
  map.addLayer(labelLayer(context, true));
  map.addLayer(bodyGround);
}
