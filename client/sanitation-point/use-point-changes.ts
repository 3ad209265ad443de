/** Asks again soon after any scoring point changed, for answers that are counted from all of them. In: how it is asked. */
import { useEffect, useRef } from 'react';
import { useWall } from '../store/use-store.ts';

/** Deductions come in bursts; what is asked for is large. */
const SOON_MS = 1000;

export function usePointChanges(ask: () => void): void {
  const changes = useWall(state => state.points);
  const known = useRef(changes);
  useEffect(() => {
    if (known.current === changes) return;
    const timer = setTimeout(() => {
      known.current = changes;
      ask();
    }, SOON_MS);
    return () => clearTimeout(timer);
  }, [changes, ask]);
}
