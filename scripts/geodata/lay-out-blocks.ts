/**
 * From outline to blocks: lays the named roads, divides the quarters, tidies slivers.
 * In: the facts. Out: the mesh, the road lines as laid, and the class of every street id.
 */
import type { RoadClass } from '../../geodata/profile-files.ts';
import type { Facts } from './facts.ts';
import { layRoad } from './lay-roads.ts';
import { mergeSlivers } from './merge-slivers.ts';
import { PlanarMesh, type StreetId } from './planar-mesh.ts';
import { distance, fromStreetFrame, type Metres, ringContains, toMetres, toStreetFrame } from './plane.ts';
import { CUTTING_ROADS, type RoadPlan } from './road-plan.ts';
import { seededRandom } from './seeded-random.ts';
import { smoothLine } from './smooth-line.ts';
import { splitBlocks } from './split-blocks.ts';

export type LaidRoad = { plan: RoadPlan; line: Metres[] };
export type Layout = { mesh: PlanarMesh; roads: LaidRoad[]; classOf: (street: StreetId) => RoadClass };

const FIRST_MINOR: StreetId = 1000; // ids below are positions in CUTTING_ROADS

export function layOutBlocks(facts: Facts): Layout {
  const outline = facts.outline.slice(0, -1).map(toMetres);
  const mesh = new PlanarMesh(outline);
  const roads = CUTTING_ROADS.map((plan, id): LaidRoad => {
    const line = smoothLine(plan.waypoints.map(fromStreetFrame));
    const outside = (point: Metres) => !ringContains(outline, point);
    const ends = { first: !plan.startsAtShore && outside(line[0]!), last: outside(line[line.length - 1]!) };
    return { plan, line: layRoad(mesh, line, ends, id) };
  });
  splitBlocks(mesh, wishedBlockSize, seededRandom('blocks'), FIRST_MINOR);
  mergeSlivers(mesh, wishedBlockSize, street => street >= FIRST_MINOR);
  return { mesh, roads, classOf: street => CUTTING_ROADS[street]?.class ?? 'minor' };
}

/** Dense old quarters around 翻身 and 灵芝; wide plots by the sea, in the north-eastern works and on the hillside. */
function wishedBlockSize(place: Metres): number {
  const [u] = toStreetFrame(place);
  const base = u < -2450 ? 66_000 : u < -730 ? 52_000 : u > 3600 ? 70_000 : u > 1450 ? 49_000 : 35_500;
  const park = LARGE_PLOTS.find(plot => distance(place, fromStreetFrame(plot.at)) < plot.radiusM);
  return park ? base * 1.9 : base;
}

/** Parks and the stadium keep one large block instead of streets. */
const LARGE_PLOTS: readonly { at: readonly [number, number]; radiusM: number }[] = [
  { at: [1180, 120], radiusM: 170 }, // 灵芝公园
  { at: [780, 930], radiusM: 210 }, // 新安公园
  { at: [-1620, -960], radiusM: 220 }, // 宝安体育中心
  { at: [-2300, 600], radiusM: 260 }, // 滨海文化公园
];
