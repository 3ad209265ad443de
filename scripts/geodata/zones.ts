/**
 * The four zones (片区), as bands between roads: the sea side of 宝安大道, up to 广深公路, up to 洪浪北路, and the rest.
 * In: the laid roads and a place in metres. Out: the position of the zone, 0 to 3.
 * The facts propose 新安路 as the last border; 洪浪北路 is used so that 上合, 龙井 and 大浪 share a zone with 兴东,
 * which would otherwise be alone on its hillside.
 */
import type { LaidRoad } from './lay-out-blocks.ts';
import { type Metres, toStreetFrame } from './plane.ts';

export const ZONES = [
  { id: 'binhai', name: '滨海片区' },
  { id: 'fanshen-baomin', name: '翻身宝民片区' },
  { id: 'shangchuan-lingzhi', name: '上川灵芝片区' },
  { id: 'xingdong', name: '兴东片区' },
] as const;

const BORDERS = ['宝安大道', '广深公路', '洪浪北路'] as const;

export function zoneFinder(roads: readonly LaidRoad[]): (place: Metres) => number {
  const borders = BORDERS.map(name => {
    const road = roads.find(({ plan }) => plan.name === name);
    if (!road) throw new Error(`The zone border ${name} is not among the laid roads.`);
    return road.line.map(toStreetFrame).sort((p, q) => p[1] - q[1]);
  });
  return place => {
    const [u, v] = toStreetFrame(place);
    return borders.filter(border => u > inlandAt(border, v)).length;
  };
}

function inlandAt(border: readonly (readonly [number, number])[], v: number): number {
  const next = border.findIndex(point => point[1] >= v);
  if (next === -1) return border[border.length - 1]![0];
  if (next === 0) return border[0]![0];
  const [u0, v0] = border[next - 1]!;
  const [u1, v1] = border[next]!;
  return u0 + ((u1 - u0) * (v - v0)) / (v1 - v0);
}
