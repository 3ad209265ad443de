/**
 * Hills and parks. In: nothing. Out: polygons; the hills stand where the facts put their peaks, parks by judgement.
 */
import type { GreenFeature } from '../../geodata/profile-files.ts';
import { polygon } from './areas.ts';
import { organicRing } from './organic-ring.ts';
import { fromStreetFrame, type Metres, toMetres } from './plane.ts';

type GreenPlan = {
  name: string;
  kind: GreenFeature['properties']['kind'];
  centre: Metres;
  radiiM: readonly [number, number]; // inland, along the shore
};

const GREENS: readonly GreenPlan[] = [
  { name: '尖岗山', kind: 'hill', centre: toMetres([113.9121, 22.5966]), radiiM: [300, 400] },
  { name: '大井山', kind: 'hill', centre: toMetres([113.9076, 22.5907]), radiiM: [270, 310] },
  { name: '孖松山', kind: 'hill', centre: toMetres([113.9033, 22.5953]), radiiM: [250, 300] },
  { name: '铁岗水库林地', kind: 'hill', centre: fromStreetFrame([4980, -4450]), radiiM: [640, 480] },
  { name: '同乐山', kind: 'hill', centre: fromStreetFrame([4010, 1520]), radiiM: [300, 360] },
  { name: '灵芝公园', kind: 'park', centre: fromStreetFrame([1205, 110]), radiiM: [130, 118] },
  { name: '新安公园', kind: 'park', centre: fromStreetFrame([775, 905]), radiiM: [150, 165] },
  { name: '宝安公园', kind: 'park', centre: fromStreetFrame([2010, -1640]), radiiM: [330, 250] },
  { name: '滨海文化公园', kind: 'park', centre: fromStreetFrame([-2360, 700]), radiiM: [88, 250] },
  { name: '宝安体育中心绿地', kind: 'park', centre: fromStreetFrame([-1610, -935]), radiiM: [150, 150] },
  { name: '海滨绿廊', kind: 'park', centre: fromStreetFrame([-3120, -600]), radiiM: [70, 420] },
  { name: '大浪公园', kind: 'park', centre: fromStreetFrame([2230, 760]), radiiM: [120, 150] },
];

export function greenLayer(): GreenFeature[] {
  return GREENS.map(({ name, kind, centre, radiiM }) => ({
    type: 'Feature',
    properties: { name, kind },
    geometry: polygon([organicRing(centre, radiiM, name)]),
  }));
}
