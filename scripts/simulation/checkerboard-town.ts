/**
 * A small made-up town for tests: a square net of streets over four square zones with one community each.
 * Streets run every 150 m, so a node is never far and a route never long.
 */
import type { Polygon } from 'geojson';
import { localPlane } from '../../geodata/local-plane.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { type Town, townFrom } from './town.ts';

const CENTRE: LonLat = [113.893, 22.565];
const HALF_M = 1200;
const BLOCK_M = 150;
const plane = localPlane(CENTRE);

export function checkerboardTown(): Town {
  const offsets = Array.from({ length: (2 * HALF_M) / BLOCK_M + 1 }, (_, i) => -HALF_M + i * BLOCK_M);
  const zones = [
    { id: 'south-west', west: -HALF_M, south: -HALF_M },
    { id: 'south-east', west: 0, south: -HALF_M },
    { id: 'north-west', west: -HALF_M, south: 0 },
    { id: 'north-east', west: 0, south: 0 },
  ].map(({ id, west, south }) => ({ id, ground: square(west - 5, south - 5, HALF_M + 10) }));
  return townFrom({
    centre: CENTRE,
    timeZone: 'Asia/Shanghai',
    roads: [
      ...offsets.map((y, i) => ({
        name: `横${i}路`,
        line: [plane.toLonLat([-HALF_M, y]), plane.toLonLat([HALF_M, y])],
      })),
      ...offsets.map((x, i) => ({
        name: `纵${i}路`,
        line: [plane.toLonLat([x, -HALF_M]), plane.toLonLat([x, HALF_M])],
      })),
    ],
    zones,
    communities: zones.map(({ id, ground }) => ({ code: id, name: `${id}社区`, zone: id, ground })),
    places: offsets.flatMap(x =>
      offsets.map((y, i) => ({ name: i % 8 === 3 ? '中心地铁站' : null, at: plane.toLonLat([x + 20, y + 30]) })),
    ),
  });
}

function square(west: number, south: number, sideM: number): Polygon {
  const corners = [
    [0, 0],
    [sideM, 0],
    [sideM, sideM],
    [0, sideM],
    [0, 0],
  ] as const;
  return { type: 'Polygon', coordinates: [corners.map(([x, y]) => plane.toLonLat([west + x, south + y]))] };
}
