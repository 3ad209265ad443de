/** The register of scoring points, asked for again soon after any of them changed. In: nothing. Out: the last answer. */
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { registeredPoint } from '../../server/contract/scoring-point.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { useWall } from '../store/use-store.ts';

const register = z.array(registeredPoint);
/** Deductions come in bursts; the register is large. */
const SOON_MS = 1000;

export function useRegister() {
  const asked = useAnswer('/api/v1/sanitation-points/register', register);
  const { ask } = asked;
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
  return asked;
}
