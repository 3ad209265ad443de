/** Today's patrol coverage, asked again every so often: no fact tells of it. Only while whoever calls this is on the page. */
import { coverageAnswer } from '../../server/contract/coverage.ts';
import { useAnswer, useAskedEvery } from '../connection/use-answer.ts';

const ASK_EVERY_MS = 30_000;

export function useCoverage() {
  const asked = useAnswer('/api/v1/coverage', coverageAnswer);
  useAskedEvery(asked.ask, ASK_EVERY_MS);
  return asked;
}
