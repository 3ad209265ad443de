/**
 * Sea, creeks and the reservoir. In: facts and the finished outline ring. Out: polygons and lines.
 * Surprising rule: along the subdistrict the shore is the outline itself, vertex for vertex, so no strip of land shows between.
 * Beyond it (大铲湾 port, the airport shore, 前海) the coast is sketched by judgement.
 */
import type { WaterFeature } from '../../geodata/profile-files.ts';
import { polygon } from './areas.ts';
import type { Facts } from './facts.ts';
import { organicRing } from './organic-ring.ts';
import { distance, fromStreetFrame, type LonLat, type Metres, toLonLat, toMetres } from './plane.ts';
import { smoothLine } from './smooth-line.ts';

const SHORE_WEST: LonLat = [113.8601, 22.5563]; // where the border with 西乡 meets the sea
const SHORE_EAST: LonLat = [113.8889, 22.5427]; // mouth of 双界河

const COAST_NORTH_WEST: readonly LonLat[] = [
  [113.8588, 22.5577],
  [113.8569, 22.559],
  [113.8532, 22.5572],
  [113.8521, 22.555],
  [113.8534, 22.5482],
  [113.8561, 22.54],
  [113.8534, 22.5337],
  [113.8459, 22.5331],
  [113.8406, 22.5438],
  [113.8388, 22.5558],
  [113.8342, 22.5655],
  [113.8302, 22.5716],
  [113.8274, 22.5792],
  [113.8222, 22.588],
  [113.8128, 22.5996],
  [113.8062, 22.6108],
  [113.7986, 22.6236],
  [113.7902, 22.6398],
  [113.7812, 22.6585],
  [113.7716, 22.676],
];

const OPEN_SEA: readonly LonLat[] = [
  [113.73, 22.676],
  [113.73, 22.43],
  [113.965, 22.43],
];

const COAST_SOUTH_EAST: readonly LonLat[] = [
  [113.965, 22.476],
  [113.9382, 22.4752],
  [113.9188, 22.4701],
  [113.9062, 22.4642],
  [113.8904, 22.4688],
  [113.8803, 22.4768],
  [113.8742, 22.4848],
  [113.8668, 22.4918],
  [113.8652, 22.5008],
  [113.8692, 22.5082],
  [113.8727, 22.5162],
  [113.8782, 22.5224],
  [113.8806, 22.5288],
  [113.884, 22.5338],
  [113.8882, 22.537],
  [113.8897, 22.5404],
];

const CREEK_MOUTH: LonLat = [113.8845, 22.54315]; // the facts stop 200 m short of the sea
const CREEK_WIDTH_M = { spring: 5, mouth: 20 }; // half widths

export function waterLayer(facts: Facts, outlineRing: readonly LonLat[]): WaterFeature[] {
  const creek = smoothLine([...facts.creek.waypoints, CREEK_MOUTH].map(toMetres));
  return [
    { type: 'Feature', properties: { name: '珠江口', kind: 'sea' }, geometry: seaPolygon(outlineRing) },
    {
      type: 'Feature',
      properties: { name: '铁岗水库', kind: 'lake' },
      geometry: polygon([organicRing(fromStreetFrame([6150, -3300]), [1050, 640], 'reservoir', 0.24)]),
    },
    { type: 'Feature', properties: { name: facts.creek.name, kind: 'creek' }, geometry: polygon([bank(creek)]) },
    line(facts.creek.name, 'creek', creek),
    line(
      '双界河',
      'river',
      smoothLine(
        [
          [1900, 2260],
          [1450, 1900],
          [960, 1745],
          [-500, 1590],
          [-1500, 1485],
          [-1985, 1436],
          [-2140, 1480],
        ].map(([u, v]) => fromStreetFrame([u!, v!])),
      ),
    ),
    line(
      '西乡河',
      'river',
      smoothLine(
        [
          [2750, -3250],
          [1900, -2750],
          [1300, -2640],
          [450, -2780],
          [-600, -2700],
          [-1700, -2330],
          [-2500, -2280],
          [-3080, -2120],
        ].map(([u, v]) => fromStreetFrame([u!, v!])),
      ),
    ),
  ];
}

function seaPolygon(outlineRing: readonly LonLat[]): ReturnType<typeof polygon> {
  const open = outlineRing.slice(0, -1);
  const at = (corner: LonLat) => {
    const found = open.findIndex(position => distance(toMetres(position), toMetres(corner)) < 1);
    if (found < 0) throw new Error(`The outline has no vertex at the shore corner ${corner}.`);
    return found;
  };
  const west = at(SHORE_WEST);
  const turned = [...open.slice(west), ...open.slice(0, west)]; // counter-clockwise: the shore comes first
  const east = (at(SHORE_EAST) - west + open.length) % open.length;
  const shore = turned.slice(0, east + 1);
  const coastNorthWest = smoothLine([SHORE_WEST, ...COAST_NORTH_WEST].map(toMetres)).slice(1);
  const coastSouthEast = smoothLine([...COAST_SOUTH_EAST, SHORE_EAST].map(toMetres)).slice(0, -1);
  return polygon([
    [...shore.toReversed().map(toMetres), ...coastNorthWest, ...OPEN_SEA.map(toMetres), ...coastSouthEast],
  ]);
}

/** Both banks of the creek, widening from the spring to the mouth. */
function bank(course: readonly Metres[]): Metres[] {
  const side = (sign: number) =>
    course.map((point, i): Metres => {
      const before = course[Math.max(0, i - 1)]!;
      const after = course[Math.min(course.length - 1, i + 1)]!;
      const length = distance(before, after);
      const half = CREEK_WIDTH_M.spring + ((CREEK_WIDTH_M.mouth - CREEK_WIDTH_M.spring) * i) / (course.length - 1);
      return [
        point[0] - (sign * half * (after[1] - before[1])) / length,
        point[1] + (sign * half * (after[0] - before[0])) / length,
      ];
    });
  return [...side(1), ...side(-1).toReversed()];
}

function line(name: string, kind: WaterFeature['properties']['kind'], course: readonly Metres[]): WaterFeature {
  return {
    type: 'Feature',
    properties: { name, kind },
    geometry: { type: 'LineString', coordinates: course.map(toLonLat) },
  };
}
