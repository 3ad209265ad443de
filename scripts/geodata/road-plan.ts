/**
 * The named roads that cut Xin'an into quarters, in the street frame (u to the north-east, v to the south-east, metres).
 * In: nothing. Out: a list in laying order; earlier roads win where two nearly meet.
 * 宝安大道, 广深公路, 创业路, 新湖路, 前进路, 新安路 and 建安路 follow the facts file; the others are placed by judgement.
 * A road that ends inside is drawn a little past its last junction here and trimmed to that junction when laid.
 */
import type { RoadClass } from '../../geodata/profile-files.ts';

export type RoadPlan = {
  name: string | null;
  class: RoadClass;
  waypoints: readonly (readonly [number, number])[];
  startsAtShore?: true;
};

export const CUTTING_ROADS: readonly RoadPlan[] = [
  // From the sea inland: the roads that run north-west to south-east.
  {
    name: '宝安大道',
    class: 'trunk',
    waypoints: [
      [-560, -7600],
      [-640, -5600],
      [-815, -3600],
      [-762, -1796],
      [-725, -1383],
      [-722, -161],
      [-745, 760],
      [-758, 1514],
      [-800, 2500],
      [-1100, 3700],
      [-1900, 5000],
    ],
  },
  {
    name: '广深公路',
    class: 'trunk',
    waypoints: [
      [700, -7600],
      [520, -5400],
      [300, -3700],
      [187, -2382],
      [171, -1756],
      [178, -685],
      [138, -126],
      [128, 222],
      [186, 1026],
      [192, 1327],
      [150, 1660],
      [330, 2300],
    ],
  },
  {
    name: '前进路',
    class: 'main',
    waypoints: [
      [1420, -6600],
      [1220, -4300],
      [1083, -2347],
      [1050, -1268],
      [1006, -90],
      [990, 420],
      [968, 921],
      [985, 1500],
      [1080, 1973],
      [1500, 2900],
      [2600, 4300],
    ],
  },
  {
    name: '新湖路',
    class: 'main',
    waypoints: [
      [-1560, -4700],
      [-1480, -3600],
      [-1437, -2517],
      [-1351, -1164],
      [-1357, -198],
      [-1375, 896],
      [-1430, 1900],
      [-1620, 3000],
      [-2100, 4200],
    ],
  },
  {
    name: '新安路',
    class: 'main',
    waypoints: [
      [2280, -4600],
      [2080, -2700],
      [1990, -1350],
      [1961, -1000],
      [1924, -49],
      [1905, 500],
      [1925, 1150],
      [2010, 1800],
      [2500, 3000],
    ],
  },
  {
    name: '建安路',
    class: 'main',
    waypoints: [
      [704, -2899],
      [628, -2097],
      [655, -1750],
      [620, -690],
      [585, -100],
      [600, 520],
      [560, 1180],
      [548, 1668],
    ],
  },
  {
    name: '留仙路',
    class: 'main',
    waypoints: [
      [2560, -2900],
      [2500, -1500],
      [2520, -700],
      [2550, -30],
      [2590, 600],
      [2650, 1200],
      [2900, 2200],
      [3700, 3600],
    ],
  },
  {
    name: '洪浪北路',
    class: 'secondary',
    waypoints: [
      [1488, -1625],
      [1455, -1200],
      [1490, -560],
      [1450, -60],
      [1440, 460],
      [1475, 1140],
    ],
  },
  {
    name: '隆昌路',
    class: 'secondary',
    waypoints: [
      [3350, -430],
      [3400, -20],
      [3430, 420],
      [3380, 1050],
    ],
  },

  // The roads that run south-west to north-east, from 西乡 towards 南山.
  {
    name: '创业路',
    class: 'main',
    waypoints: [
      [-1930, -230],
      [-1583, -205],
      [-725, -161],
      [140, -126],
      [1006, -90],
      [1924, -49],
      [2519, -34],
      [3099, -17],
      [3700, 10],
      [4700, 220],
      [5900, 900],
      [7000, 2000],
    ],
  },
  {
    name: '宝华路',
    startsAtShore: true,
    class: 'main',
    waypoints: [
      [-3600, 110],
      [-2900, 95],
      [-2560, 45],
      [-1890, 33],
      [-1330, 60],
    ],
  },
  {
    name: '罗田路',
    startsAtShore: true,
    class: 'secondary',
    waypoints: [
      [-3300, -1190],
      [-2500, -1230],
      [-1850, -1190],
      [-1351, -1164],
      [-725, -1180],
      [-300, -1230],
    ],
  },
  {
    name: '上川路',
    class: 'main',
    waypoints: [
      [-340, -1232],
      [171, -1250],
      [655, -1290],
      [1050, -1268],
      [1455, -1210],
      [2010, -1010],
    ],
  },
  {
    name: '裕安路',
    startsAtShore: true,
    class: 'main',
    waypoints: [
      [-3500, -820],
      [-2520, -740],
      [-1844, -700],
      [-1351, -690],
      [-725, -650],
      [178, -640],
      [619, -619],
      [1025, -604],
      [1490, -560],
      [1990, -545],
    ],
  },
  {
    name: '上合路',
    class: 'secondary',
    waypoints: [
      [1930, -545],
      [2515, -500],
      [3110, -440],
    ],
  },
  {
    name: '兴华路',
    class: 'main',
    waypoints: [
      [-1410, 330],
      [-735, 300],
      [130, 330],
      [590, 350],
      [1020, 345],
    ],
  },
  {
    name: '公园路',
    class: 'secondary',
    waypoints: [
      [950, 345],
      [1450, 300],
      [1905, 330],
      [1960, 350],
    ],
  },
  {
    name: '大浪路',
    class: 'secondary',
    waypoints: [
      [1880, 470],
      [2580, 500],
      [3430, 420],
      [3842, 345],
    ],
  },
  {
    name: '龙井路',
    class: 'secondary',
    waypoints: [
      [1440, 690],
      [1905, 700],
      [2000, 710],
    ],
  },
  {
    // Runs along the north-west bank of the creek, about 80 m from the water.
    name: '新安一路',
    startsAtShore: true,
    class: 'main',
    waypoints: [
      [-2600, 870],
      [-1980, 900],
      [-1385, 925],
      [-750, 950],
      [-300, 935],
      [186, 845],
      [600, 700],
      [1010, 640],
    ],
  },
  {
    name: '甲岸路',
    startsAtShore: true,
    class: 'secondary',
    waypoints: [
      [-2700, 250],
      [-2250, 400],
      [-1950, 500],
      [-1365, 560],
      [-1300, 570],
    ],
  },
  {
    name: '宝民路',
    class: 'secondary',
    waypoints: [
      [-1400, 1240],
      [-745, 1250],
      [200, 1210],
      [560, 1160],
      [985, 1110],
      [1040, 1105],
    ],
  },

  // These end on roads laid above.
  {
    name: '海秀路',
    class: 'main',
    waypoints: [
      [-2050, -3200],
      [-1930, -2000],
      [-1850, -700],
      [-1890, 33],
      [-1975, 720],
      [-1990, 1160],
    ],
  },
  {
    name: '翻身路',
    class: 'secondary',
    waypoints: [
      [-300, -2600],
      [-310, -1700],
      [-255, -660],
      [-290, -100],
      [-330, 330],
      [-300, 980],
      [-290, 1120],
    ],
  },
  {
    name: '海天路',
    class: 'secondary',
    waypoints: [
      [-2480, -2200],
      [-2470, -1500],
      [-2520, -700],
      [-2590, 40],
      [-2560, 420],
    ],
  },
];
