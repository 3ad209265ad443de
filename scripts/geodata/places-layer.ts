/**
 * Names that stand at a point: stations and peaks from the facts, landmarks beside the station exits they are known by,
 * neighbours and sea names where there is room for the letters.
 * In: the facts. Out: points, most important first (rank 1 shows at every scale).
 */
import type { PlaceFeature } from '../../geodata/profile-files.ts';
import type { Facts } from './facts.ts';
import { fromStreetFrame, type LonLat, toLonLat } from './plane.ts';

type Kind = PlaceFeature['properties']['kind'];
type Rank = 1 | 2 | 3;

/** [name, rank, street frame]: the exit that names the landmark gives the side of the station, the rest is judgement. */
const LANDMARKS: readonly (readonly [string, Rank, readonly [number, number]])[] = [
  ['宝安区政府', 1, [-1560, -330]], // 宝安中心 exit E
  ['欢乐港湾', 1, [-2285, 905]], // 临海 exit B2
  ['宝安体育中心', 2, [-1600, -960]], // 宝体
  ['壹方中心', 2, [-1215, -75]], // 宝安中心 exit F
  ['宝安图书馆', 2, [-2010, 160]], // 宝华 exit D
  ['宝安人民医院', 2, [1130, 800]], // 新安公园 exit A
  ['宝安汽车站', 2, [880, -235]], // 灵芝
  ['宝安中医院', 3, [880, 70]], // 灵芝
  ['南方医科大学深圳医院', 3, [-1205, 1060]], // 新安 exit E
  ['宝安妇幼保健院', 3, [-1190, -1010]], // 宝体
  ['深业新岸线', 3, [-1540, -1330]], // 宝体
  ['海旺学校', 3, [-1240, -320]], // 宝安中心 exit B
  ['中粮工业园', 3, [3260, -190]], // 兴东 exit A
];

const NEIGHBOURS: readonly (readonly [string, Rank, LonLat])[] = [
  ['西乡街道', 1, [113.8667, 22.5805]],
  ['南山区', 1, [113.9243, 22.5645]],
  ['前海', 1, [113.8938, 22.5315]],
  ['西丽街道', 2, [113.9345, 22.5835]],
  ['南头街道', 2, [113.9175, 22.5505]],
  ['大铲湾', 2, [113.8478, 22.5455]],
];

const SEA_NAMES: readonly (readonly [string, Rank, LonLat])[] = [
  ['珠江口', 1, [113.8262, 22.5385]],
  ['前海湾', 1, [113.8718, 22.5335]],
];

export function placesLayer(facts: Facts): PlaceFeature[] {
  const stations = facts.stations.map(({ name, lines, at }): PlaceFeature => {
    const rank: Rank = name.includes('(') ? 3 : lines.includes(',') ? 1 : 2;
    const plainName = name.replace(/\(.*\)$/, ''); // the facts say 前海湾(南山); on the map the district is plain to see
    return {
      type: 'Feature',
      properties: { name: plainName, kind: 'station', lines, rank },
      geometry: { type: 'Point', coordinates: at },
    };
  });
  return [
    ...stations,
    ...LANDMARKS.map(([name, rank, at]) => place(name, 'landmark', rank, toLonLat(fromStreetFrame(at)))),
    ...facts.peaks.map(({ name, at }) => place(name, 'peak', 2, at)),
    place('孖松山', 'peak', 3, [113.904, 22.5946]),
    ...NEIGHBOURS.map(([name, rank, at]) => place(name, 'neighbour', rank, at)),
    ...SEA_NAMES.map(([name, rank, at]) => place(name, 'sea-name', rank, at)),
  ].sort((p, q) => p.properties.rank - q.properties.rank);
}

function place(name: string, kind: Kind, rank: Rank, at: LonLat): PlaceFeature {
  return { type: 'Feature', properties: { name, kind, rank }, geometry: { type: 'Point', coordinates: at } };
}
