/** Escape leaves what is going on over the map, before anybody else hears of it. In: how it is left; null = nothing is going on. */
import { useEffect, useRef } from 'react';

export function useEscape(leave: (() => void) | null): void {
  const latest = useRef(leave);
  latest.current = leave;
  const isOn = leave !== null;
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      latest.current?.();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [isOn]);
}
