/**
 * Scoring points on the map (wall-ux §0): a quiet grey dot when clean, a hollow ring when deducted, a brighter double ring when
 * the same point was deducted again, a ring around a full disc when a bulletin named it. Never level colours. Seen from far the points cluster and show how many they are.
 * In: the points of the geodata and the records of the store. Out: a GeoJSON source and its layers.
 */
import type { FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, GeoJSONSourceSpecification, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { ABOVE_BOUNDARIES } from '../map/basemap-style.ts';
import type { Geodata } from '../map/geodata.ts';
import { arc, FONT, growing, INK, type StyleContext } from '../map/style-context.ts';
import { type PointSlice, pointStateOf } from './point-slice.ts';

const SOURCE = 'sanitation-points';
/** Nearer than this to the overview, single dots can still be told apart. */
const CLUSTER_BELOW_OVERVIEW_BY = 0.4;

export function pointFeatures(points: Geodata['points'], slice: PointSlice): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: points.features.map(({ properties, geometry }) => ({
      type: 'Feature',
      geometry,
      properties: { code: properties.code, name: properties.name, state: pointStateOf(slice, properties.code) },
    })),
  };
}

export function pointSource(data: FeatureCollection<Point>, context: StyleContext): GeoJSONSourceSpecification {
  return {
    type: 'geojson',
    data,
    cluster: true,
    clusterRadius: arc(context, 16),
    // The tiles of zoom 12.6 are those of 12: single dots from the tile zoom on in which that step begins.
    clusterMaxZoom: Math.floor(context.overviewZoom - CLUSTER_BELOW_OVERVIEW_BY) - 1,
    clusterProperties: { marked: ['+', ['case', ['==', ['get', 'state'], 'clean'], 0, 1]] },
  };
}

export function pointLayers(context: StyleContext): LayerSpecification[] {
  const single = (state: string) => ['all', ['!', ['has', 'point_count']], ['==', ['get', 'state'], state]] as const;
  const ring = (
    id: string,
    state: string,
    radius: number,
    ink: string,
    fill: string = INK.ground,
  ): LayerSpecification => ({
    id,
    type: 'circle',
    source: SOURCE,
    filter: [...single(state)] as never,
    paint: {
      'circle-radius': growing(context, radius, radius * 1.6),
      'circle-color': fill,
      'circle-opacity': 0.9,
      'circle-stroke-color': ink,
      'circle-stroke-width': arc(context, 1.3),
    },
  });
  return [
    {
      id: 'point-clean',
      type: 'circle',
      source: SOURCE,
      filter: [...single('clean')] as never,
      paint: {
        'circle-radius': growing(context, 1.7, 3.6),
        'circle-color': COLOURS.textLow,
        'circle-opacity': 0.75,
      },
    },
    ring('point-deducted', 'deducted', 3, COLOURS.textMid),
    ring('point-repeat-outer', 'repeat', 5, COLOURS.textHi),
    ring('point-repeat-inner', 'repeat', 2, COLOURS.textHi),
    ring('point-bulletined-outer', 'bulletined', 5, COLOURS.textHi),
    ring('point-bulletined-inner', 'bulletined', 1.6, COLOURS.textHi, COLOURS.textHi),
    {
      id: 'point-cluster',
      type: 'circle',
      source: SOURCE,
      filter: ['has', 'point_count'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, arc(context, 6), 60, arc(context, 17)],
        'circle-color': INK.ground,
        'circle-opacity': 0.85,
        'circle-stroke-color': ['case', ['>', ['get', 'marked'], 0], COLOURS.textHi, COLOURS.textLow],
        'circle-stroke-width': arc(context, 1.3),
      },
    },
    {
      id: 'point-cluster-count',
      type: 'symbol',
      source: SOURCE,
      filter: ['>', ['coalesce', ['get', 'point_count'], 0], 15],
      layout: {
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': FONT.medium,
        'text-size': context.scale.px.min,
      },
      paint: { 'text-color': COLOURS.textMid },
    },
  ];
}

/** Puts the points on the map, or their new states when they are there already. */
export function showPoints(map: MapLibreMap, data: FeatureCollection<Point>, context: StyleContext): void {
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) {
    void source.setData(data);
    return;
  }
  map.addSource(SOURCE, pointSource(data, context));
  for (const layer of pointLayers(context)) map.addLayer(layer, ABOVE_BOUNDARIES);
}
