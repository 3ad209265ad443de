/**
 * The symbol of an incident: shape, colour and numeral all say the level, so that it can be read without colours (wall-ux §5).
 * I octagon, II diamond, III triangle, IV circle; not graded yet: hollow dotted circle with a question mark.
 * In: level. Out: outline in a square of side 2 around (0, 0), y down. Used by the map (canvas) and by lists (SVG).
 */
import type { Level } from '../../server/contract/incident.ts';
import { COLOURS } from '../design/tokens.ts';

export interface LevelSymbol {
  /** SVG path inside the square -1..1. */
  path: string;
  fill: string | null;
  numeral: string;
  /** Where the numeral's middle is; the triangle is heavier below. */
  numeralY: number;
}

function polygon(points: Array<[number, number]>): string {
  return `M${points.map(([x, y]) => `${x.toFixed(4)} ${y.toFixed(4)}`).join('L')}Z`;
}

const circle = (r: number) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;

const octagon = polygon(
  Array.from({ length: 8 }, (_, i): [number, number] => {
    const a = ((i + 0.5) * Math.PI) / 4;
    return [0.92 * Math.cos(a), 0.92 * Math.sin(a)];
  }),
);

export function levelSymbol(level: Level | null): LevelSymbol {
  switch (level) {
    case 1:
      return { path: octagon, fill: COLOURS.lvl1, numeral: '1', numeralY: 0 };
    case 2:
      return {
        path: polygon([
          [0, -0.98],
          [0.98, 0],
          [0, 0.98],
          [-0.98, 0],
        ]),
        fill: COLOURS.lvl2,
        numeral: '2',
        numeralY: 0,
      };
    case 3:
      return {
        path: polygon([
          [0, -0.92],
          [0.98, 0.76],
          [-0.98, 0.76],
        ]),
        fill: COLOURS.lvl3,
        numeral: '3',
        numeralY: 0.26,
      };
    case 4:
      return { path: circle(0.8), fill: COLOURS.lvl4, numeral: '4', numeralY: 0 };
    case null:
      return { path: circle(0.8), fill: null, numeral: '?', numeralY: 0 };
  }
}
