/** The register of scoring points, asked for again soon after any of them changed. In: nothing. Out: the last answer. */
import { z } from 'zod';
import { registeredPoint } from '../../server/contract/scoring-point.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { usePointChanges } from '../sanitation-point/use-point-changes.ts';

const register = z.array(registeredPoint);

export function useRegister() {
  const asked = useAnswer('/api/v1/sanitation-points/register', register);
  usePointChanges(asked.ask);
  return asked;
}
