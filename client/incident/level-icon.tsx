/** The level symbol in a list or legend; `size` is any CSS length. Its name is read out to those who cannot see it. */
import type { Level } from '../../server/contract/incident.ts';
import { say } from '../wording/wording.ts';
import { levelSymbol } from './level-symbol.ts';

export function LevelIcon({ level, size }: { level: Level | null; size: string }) {
  const { path, fill, numeral, numeralY } = levelSymbol(level);
  return (
    <svg
      className="level-icon"
      viewBox="-1.1 -1.1 2.2 2.2"
      style={{ width: size, height: size }}
      role="img"
      aria-label={say(level === null ? 'level.none' : `level.${level}`)}
    >
      <path
        d={path}
        fill={fill ?? 'none'}
        stroke={fill ? 'none' : 'var(--text-mid)'}
        strokeWidth={0.16}
        strokeDasharray={fill ? undefined : '0.12 0.2'}
        strokeLinecap="round"
      />
      <text
        y={numeralY}
        dy="0.36em"
        textAnchor="middle"
        fontSize={level === 3 ? 0.86 : 1}
        fontWeight={700}
        fill={fill ? 'var(--on-level)' : 'var(--text-mid)'}
      >
        {numeral}
      </text>
    </svg>
  );
}
