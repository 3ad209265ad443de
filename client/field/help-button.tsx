/** 求助: held for 1.5 s [P-89]. Below it stands what the server knows of the call: arrived, answered by the duty room. */
import { useEffect, useRef, useState } from 'react';
import type { UnitId } from '../../server/contract/ids.ts';
import { say } from '../wording/wording.ts';
import type { Field } from './use-field.ts';

export const HOLD_MS = 1500;

export function HelpButton({ field, unit }: { field: Field; unit: UnitId }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  function begin() {
    if (isHeld) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      setHeld(false);
      navigator.vibrate?.(200);
      const from = field.ownFix;
      void field.take({ kind: 'help', unit, place: from && { lon: from.lon, lat: from.lat }, photos: [] });
    }, HOLD_MS);
  }
  function end() {
    clearTimeout(timer.current);
    setHeld(false);
  }
  return (
    <button
      type="button"
      className="field-help"
      data-held={isHeld || undefined}
      onPointerDown={begin}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onKeyDown={key => (key.key === ' ' || key.key === 'Enter') && begin()}
      onKeyUp={end}
      onContextMenu={event => event.preventDefault()}
    >
      {say('field.help')}
      <small>{standing(field)}</small>
    </button>
  );
}

function standing({ state, waiting }: Field): string {
  if (waiting.some(({ kind }) => kind === 'help')) return say('field.help.waiting');
  if (!state?.help) return say('field.help.hold');
  return say(state.help.acknowledgedAt === null ? 'field.help.arrived' : 'field.help.answered');
}
