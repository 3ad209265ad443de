/**
 * The register on the map, in MapLibre because it stands still: signs by class, gathered into clusters while they would cover each other.
 * A cluster says how many points it has and is drawn as the worst of them: one thin ring, a bright one, two, or a full disc. In: points in
 * any order, which is looked at. `clearPointSigns` takes them away. The worse one lies above.
 */
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { RegisteredPoint } from '../../server/contract/scoring-point.ts';
import { COLOURS } from '../design/tokens.ts';
import { CLOSE_STEPS } from '../desk-map/go-to.ts';
import { ABOVE_BOUNDARIES } from '../map/basemap-style.ts';
import { FONT, INK, type StyleContext } from '../map/style-context.ts';
import { classOfPoint, type PointClass, rankOf, WORST_FIRST } from '../sanitation-point/point-class.ts';
import { inkOf, signImages, signName } from '../sanitation-point/point-sign.tsx';

export const POINT_SOURCE = 'register-points';
export const POINT_SIGN = 'register-point-sign';
export const POINT_CLUSTER = 'register-point-cluster';
const CLUSTER_OUTER = 'register-point-cluster-outer';
const COUNT = 'register-point-cluster-count';
const ODD = 'register-point-odd';
const CHOSEN = 'register-point-chosen';
const CHOSEN_OUTER = 'register-point-chosen-outer';
const LAYERS = [CHOSEN, CHOSEN_OUTER, COUNT, ODD, POINT_SIGN, POINT_CLUSTER, CLUSTER_OUTER];

const SIGN_PX = 20;
const CLUSTER_RADIUS_PX = 26;
const COUNT_PX = 13;

const isCluster: ExpressionSpecification = ['has', 'point_count'];
const isSingle: ExpressionSpecification = ['!', ['has', 'point_count']];

export function showPointSigns(map: MapLibreMap, points: readonly RegisteredPoint[], context: StyleContext): void {
  const data = pointFeatures(points);
  const source = map.getSource<GeoJSONSource>(POINT_SOURCE);
  if (source) void source.setData(data);
  else addPointSigns(map, data, context);
}

export function pointFeatures(points: readonly RegisteredPoint[]) {
  return {
    type: 'FeatureCollection' as const,
    features: points.map(point => {
      const pointClass = classOfPoint(point);
      return {
        type: 'Feature' as const,
        properties: {
          ...{ code: point.code, class: pointClass, worst: rankOf(pointClass), odd: point.conflict !== null },
        },
        geometry: { type: 'Point' as const, coordinates: [point.lon, point.lat] },
      };
    }),
  };
}

function addPointSigns(map: MapLibreMap, data: ReturnType<typeof pointFeatures>, context: StyleContext): void {
  const { stroke } = context.scale.px;
  for (const [name, image] of signImages(SIGN_PX)) if (!map.hasImage(name)) map.addImage(name, image);
  map.addSource(POINT_SOURCE, {
    ...{ type: 'geojson', data, cluster: true, clusterRadius: CLUSTER_RADIUS_PX },
    // Whoever is brought to a point sees that point: the tiles of zoom 14.4 are those of 14.
    clusterMaxZoom: Math.floor(context.overviewZoom + CLOSE_STEPS) - 1,
    clusterProperties: {
      worst: ['min', ['get', 'worst']],
      ...Object.fromEntries(
        WORST_FIRST.map(one => [one, ['+', ['case', ['==', ['get', 'class'], one], 1, 0]] as ExpressionSpecification]),
      ),
    },
  });
  const radius = (morePx: number): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['get', 'point_count'],
    ...[2, 9 + morePx],
    ...[20, 13 + morePx],
    ...[80, 18 + morePx],
  ];
  const doubled: ExpressionSpecification = ['<=', ['get', 'worst'], rankOf('repeat')];
  map.addLayer(
    {
      ...{ id: CLUSTER_OUTER, type: 'circle', source: POINT_SOURCE, filter: ['all', isCluster, doubled] },
      paint: {
        'circle-radius': radius(4),
        'circle-color': INK.ground,
        'circle-stroke-color': COLOURS.textHi,
        'circle-stroke-width': stroke * 1.2,
      },
    },
    ABOVE_BOUNDARIES,
  );
  map.addLayer(
    {
      ...{ id: POINT_CLUSTER, type: 'circle', source: POINT_SOURCE, filter: isCluster },
      paint: {
        'circle-radius': radius(0),
        'circle-color': byWorst(one => (one === 'bulletined' ? COLOURS.textHi : INK.ground)),
        'circle-opacity': 0.94,
        'circle-stroke-color': byWorst(inkOf),
        'circle-stroke-width': byWorst(one => (one === 'clean' || one === 'never' ? stroke * 0.8 : stroke * 1.6)),
      },
    },
    ABOVE_BOUNDARIES,
  );
  map.addLayer({
    ...{ id: POINT_SIGN, type: 'symbol', source: POINT_SOURCE, filter: isSingle },
    layout: {
      'icon-image': ['match', ['get', 'class'], ...WORST_FIRST.flatMap(one => [one, signName(one)]), ''] as never,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['-', 0, ['get', 'worst']],
    },
  });
  map.addLayer({
    ...{ id: ODD, type: 'symbol', source: POINT_SOURCE, filter: ['all', isSingle, ['get', 'odd']] },
    layout: {
      ...{ 'text-field': '≠', 'text-font': FONT.bold, 'text-size': context.scale.px.min },
      ...{ 'text-offset': [0.9, -0.6], 'text-allow-overlap': true, 'text-ignore-placement': true },
    },
    paint: { 'text-color': COLOURS.textHi, 'text-halo-color': INK.ground, 'text-halo-width': 1.5 },
  });
  map.addLayer({
    ...{ id: COUNT, type: 'symbol', source: POINT_SOURCE, filter: isCluster },
    layout: {
      ...{ 'text-field': ['get', 'point_count_abbreviated'], 'text-font': FONT.bold, 'text-size': COUNT_PX },
      // Names of the ground give way.
      ...{ 'text-allow-overlap': true, 'text-padding': 2 },
    },
    paint: { 'text-color': byWorst(one => (one === 'bulletined' ? COLOURS.onLevel : COLOURS.textHi)) },
  });
  for (const [id, widthPx, ink] of [
    [CHOSEN_OUTER, stroke * 5, COLOURS.onLevel],
    [CHOSEN, stroke * 2.2, COLOURS.textHi],
  ] as const)
    map.addLayer({
      ...{ id, type: 'circle', source: POINT_SOURCE, filter: among(null) },
      paint: {
        ...{ 'circle-radius': SIGN_PX * 0.8, 'circle-opacity': 0 },
        ...{ 'circle-stroke-color': ink, 'circle-stroke-width': widthPx },
      },
    });
}

/** `null` = none is looked at. */
export function markPointSign(map: MapLibreMap, code: string | null): void {
  if (!map.getLayer(CHOSEN)) return;
  map.setFilter(CHOSEN_OUTER, among(code));
  map.setFilter(CHOSEN, among(code));
}

export function clearPointSigns(map: MapLibreMap): void {
  // The map may be gone already: it was taken down with its context.
  if (!map.style) return;
  for (const id of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
  if (map.getSource(POINT_SOURCE)) map.removeSource(POINT_SOURCE);
}

const among = (code: string | null): ExpressionSpecification => ['==', ['get', 'code'], code ?? ''];

function byWorst(value: (one: PointClass) => string | number): ExpressionSpecification {
  return ['match', ['get', 'worst'], ...WORST_FIRST.flatMap(one => [rankOf(one), value(one)]), value('clean')] as never;
}
