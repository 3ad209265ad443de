/**
 * The roads around the subdistrict, so that the map does not stop at the border: 西乡 to the north-west,
 * 前海 and 南头 to the south-east, the two expressways. Paler and fewer than inside; placed by judgement.
 * In: nothing. Out: road lines in metres. Waypoints are in the street frame (u inland, v to the south-east).
 */
import type { RoadClass } from '../../geodata/profile-files.ts';
import { fromStreetFrame, type Metres } from './plane.ts';
import { seededRandom } from './seeded-random.ts';
import { smoothLine } from './smooth-line.ts';

export type OutsideRoad = { name: string | null; class: RoadClass; line: Metres[] };

type Waypoints = readonly (readonly [number, number])[];

const DRAWN: readonly { name: string | null; class: RoadClass; waypoints: Waypoints }[] = [
  {
    name: '京港澳高速',
    class: 'expressway',
    waypoints: [
      [5300, -8200],
      [5000, -5600],
      [4720, -3200],
      [4470, -1500],
      [4430, -300],
      [4560, 800],
      [4500, 1900],
      [4150, 3200],
      [3900, 5200],
    ],
  },
  {
    name: '沿江高速',
    class: 'expressway',
    waypoints: [
      [-1600, -15600],
      [-2500, -10600],
      [-3700, -6400],
      [-4350, -4300],
      [-4700, -2300],
      [-4880, -300],
      [-5100, 1500],
      [-5500, 3300],
      [-6600, 4700],
    ],
  },
  {
    name: '深南大道',
    class: 'trunk',
    waypoints: [
      [330, 2300],
      [590, 2900],
      [1350, 3850],
      [2700, 5200],
      [4000, 6500],
    ],
  },
  {
    name: '北环大道',
    class: 'trunk',
    waypoints: [
      [330, 2300],
      [900, 2620],
      [2300, 3200],
      [4150, 4300],
      [5600, 5600],
    ],
  },
  {
    name: '月亮湾大道',
    class: 'trunk',
    waypoints: [
      [330, 2300],
      [-420, 2900],
      [-1500, 4100],
      [-2900, 5200],
      [-4600, 6100],
    ],
  },
  {
    name: '西乡大道',
    class: 'main',
    waypoints: [
      [-3300, -3900],
      [-2400, -3780],
      [-1490, -3700],
      [300, -3700],
      [1160, -3650],
      [2180, -3500],
      [3300, -3300],
    ],
  },
  {
    name: '流塘路',
    class: 'main',
    waypoints: [
      [-1450, -2480],
      [-790, -2420],
      [187, -2382],
      [640, -2340],
      [1083, -2347],
      [1560, -2300],
      [2060, -2420],
    ],
  },
  {
    name: '留仙大道',
    class: 'main',
    waypoints: [
      [3700, 3600],
      [4700, 4700],
      [6100, 5900],
    ],
  },
  {
    name: null,
    class: 'main',
    waypoints: [
      [-2010, 1640],
      [-2420, 2400],
      [-3050, 3300],
      [-4000, 4300],
      [-5000, 5000],
    ],
  },
];

/** Straight-ish street bundles: [fixed coordinate, from, to, class]; a gentle seeded bend is added. */
type Bundle = { runs: 'inland' | 'along-shore'; lines: readonly (readonly [number, number, number, RoadClass])[] };

const BUNDLES: readonly Bundle[] = [
  {
    runs: 'inland', // 西乡: streets from the shore inland
    lines: [
      [-2060, -2900, -1400, 'secondary'],
      [-2900, -2900, 700, 'secondary'],
      [-3150, 1150, 2150, 'secondary'],
      [-4350, -3350, 1250, 'secondary'],
      [-4700, 1240, 2250, 'secondary'],
      [-5050, -3700, 1300, 'main'],
      [-5800, -3700, 700, 'secondary'],
      [-6600, -3500, 1400, 'main'],
      [-7300, -3300, 700, 'secondary'],
    ],
  },
  {
    runs: 'along-shore', // 西乡: streets between the long roads
    lines: [
      [-2620, -5900, -2060, 'secondary'],
      [-2060, -6800, -3200, 'secondary'],
      [-1130, -6000, -2440, 'secondary'],
      [-180, -7300, -2600, 'secondary'],
      [760, -5050, -2900, 'secondary'],
      [1640, -3600, -1900, 'secondary'],
      [-3200, -6700, -3800, 'main'],
    ],
  },
  {
    runs: 'inland', // 前海 and 南头
    lines: [
      [1760, -1990, -780, 'secondary'],
      [2180, -2250, -790, 'main'],
      [2650, -2550, -150, 'secondary'],
      [3120, -2900, -620, 'main'],
      [3620, -3300, -1080, 'secondary'],
      [4120, -3800, -1520, 'main'],
      [1960, 150, 1080, 'secondary'],
      [2380, 1100, 2100, 'secondary'],
      [3050, 1560, 2800, 'secondary'],
      [2050, 2050, 4400, 'secondary'],
    ],
  },
  {
    runs: 'inland', // 西丽, beyond the expressway, and the streets under the hills
    lines: [
      [-900, 4560, 6600, 'secondary'],
      [1250, 4640, 6900, 'secondary'],
      [2350, 3150, 5900, 'secondary'],
      [-2900, 2350, 3600, 'secondary'],
      [-4100, 1280, 3300, 'secondary'],
    ],
  },
  {
    runs: 'along-shore', // 西丽
    lines: [
      [5250, -1500, 2500, 'secondary'],
      [6050, -900, 3300, 'secondary'],
      [2900, -4300, -2550, 'secondary'],
    ],
  },
  {
    runs: 'along-shore', // 前海 and 南头
    lines: [
      [-1780, 1640, 4350, 'secondary'],
      [-1120, 1620, 3650, 'secondary'],
      [-420, 1720, 2900, 'secondary'],
      [620, 1960, 2900, 'secondary'],
      [1560, 1500, 3000, 'secondary'],
      [2600, 2250, 4300, 'secondary'],
      [3400, 1500, 3100, 'secondary'],
    ],
  },
];

const BEND_EVERY_M = 650;
const BEND_M = 45;

export function outsideRoads(): OutsideRoad[] {
  const random = seededRandom('outskirts');
  const drawn = DRAWN.map(
    ({ name, class: roadClass, waypoints }): OutsideRoad => ({
      name,
      class: roadClass,
      line: smoothLine(waypoints.map(fromStreetFrame)),
    }),
  );
  const bundled = BUNDLES.flatMap(({ runs, lines }) =>
    lines.map(([fixed, from, to, roadClass]): OutsideRoad => {
      const steps = Math.max(1, Math.round((to - from) / BEND_EVERY_M));
      const waypoints = Array.from({ length: steps + 1 }, (_, i) => {
        const along = from + ((to - from) * i) / steps;
        const off = fixed + random.between(-BEND_M, BEND_M);
        return fromStreetFrame(runs === 'inland' ? [along, off] : [off, along]);
      });
      return { name: null, class: roadClass, line: smoothLine(waypoints) };
    }),
  );
  return [...drawn, ...bundled];
}
