/** The shape of a stop in a list or a legend. Decorative: its meaning stands beside it in words. `StopFigure` alone is for a box of side 2 around (0, 0). */
import { COLOURS } from '../design/tokens.ts';
import { STOP_FIGURES } from './operation-icons.ts';
import type { StopLook } from './operation-marks.ts';

export function StopFigure({ look }: { look: StopLook | 'muster' }) {
  const { shape, fill, line, ring, sign } = STOP_FIGURES[look];
  // On a panel a dark outline would make the figure smaller.
  const edge = { fill, stroke: line === COLOURS.onLevel ? fill : line, strokeWidth: 0.2 };
  return (
    <g>
      {shape === 'disc' ? (
        <circle r={0.84} {...edge} />
      ) : (
        <rect x={-0.8} y={-0.8} width={1.6} height={1.6} rx={0.2} {...edge} />
      )}
      {ring && <circle r={0.46} fill="none" stroke={line} strokeWidth={0.16} />}
      {sign && (
        <path
          d={sign}
          fill="none"
          stroke={fill === COLOURS.onLevel ? line : COLOURS.onLevel}
          strokeWidth={0.24}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </g>
  );
}
