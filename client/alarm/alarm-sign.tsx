/** The sign of an alarm in lists and banners: the level's shape, or a unit's square with a call mark or crossed out (wall-ux §6). */
import { LevelIcon } from '../incident/level-icon.tsx';
import { levelSymbol } from '../incident/level-symbol.ts';
import { say } from '../wording/wording.ts';
import type { AlarmSign as Sign } from './alarm-words.ts';

const NAMES = {
  help: 'alarm.kind.help',
  silent: 'alarm.kind.silent-unit',
  'off-route': 'alarm.kind.off-route',
  'report-clock': 'alarm.kind.report-clock',
} as const;
const SQUARE = 'M-.78-.78H.78V.78H-.78Z';

/** `size`: any CSS length. */
export function AlarmSign({ sign, size }: { sign: Sign; size: string }) {
  if (sign.name === 'level') return <LevelIcon level={sign.level} size={size} />;
  return (
    <svg
      className="level-icon"
      viewBox="-1.1 -1.1 2.2 2.2"
      style={{ width: size, height: size }}
      role="img"
      aria-label={say(NAMES[sign.name])}
    >
      <path
        d={SQUARE}
        fill={sign.name === 'help' ? 'var(--lvl-1)' : 'none'}
        stroke={sign.name === 'help' ? 'none' : 'var(--text-mid)'}
        strokeWidth={0.16}
        strokeDasharray={sign.name === 'help' ? undefined : '0.26 0.18'}
      />
      <Mark sign={sign} ink={sign.name === 'help' ? 'var(--on-level)' : 'var(--text-mid)'} />
    </svg>
  );
}

/** On a ground of the alarm's own colour: dark with the colour's numeral, and an edge that may blink. */
export function AlarmSignOnFill({ sign, size, blinks }: { sign: Sign; size: string; blinks: boolean }) {
  const path = sign.name === 'level' ? levelSymbol(sign.level).path : SQUARE;
  return (
    <svg
      className={blinks ? 'alarm-sign-on-fill blinks' : 'alarm-sign-on-fill'}
      viewBox="-1.3 -1.3 2.6 2.6"
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      <path className="edge" d={path} transform="scale(1.24)" />
      <path className="gap" d={path} transform="scale(1.06)" />
      <path className="body" d={path} transform="scale(.9)" />
      {sign.name === 'level' ? (
        <text y={levelSymbol(sign.level).numeralY} dy="0.36em" textAnchor="middle" fontSize={0.92} fontWeight={700}>
          {levelSymbol(sign.level).numeral}
        </text>
      ) : (
        <Mark sign={sign} ink="currentColor" />
      )}
    </svg>
  );
}

const MARKS = {
  help: 'M-.13-.56H.13L.09.16H-.09ZM-.12.32H.12V.58H-.12Z',
  silent: 'M-.4-.4L.4.4M.4-.4L-.4.4',
  // An arrow that bends away.
  'off-route': 'M-.5.5V0Q-.5-.3-.2-.3H.45M.15-.58L.45-.3L.15-.02',
  // The hands of a clock.
  'report-clock': 'M0-.55V.05L.38.32',
} as const;

function Mark({ sign, ink }: { sign: Exclude<Sign, { name: 'level' }>; ink: string }) {
  if (sign.name === 'help') return <path d={MARKS.help} fill={ink} />;
  return <path d={MARKS[sign.name]} stroke={ink} strokeWidth={0.2} fill="none" />;
}
