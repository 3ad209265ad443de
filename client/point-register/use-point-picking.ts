/** Scoring points as targets, each with its rounds since it was last clean [SP-30]. */
import type { OperationTarget } from '../../server/contract/operation.ts';
import { type PointTargets, pointTargets } from '../../server/contract/scoring-point.ts';
import { askServer } from '../connection/ask-server.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { LONGEST_NAME, type Picking, useTargetPicking } from '../operation/use-target-picking.ts';

const KINDS = ['scoring-point'] as const;

export function usePointPicking(): Picking {
  return useTargetPicking(KINDS, async codes => {
    const query = { points: codes.join() };
    const answer = await askServer('/api/v1/sanitation-points/targets', pointTargets, { query });
    return answer.name === 'answered' ? { ...answer, value: answer.value.map(targetOf) } : answer;
  });
}

function targetOf({ point, evidence }: PointTargets[number]): OperationTarget {
  const { code, name, lon, lat } = point;
  return { id: newUuid(), kind: 'scoring-point', ref: code, name: name.slice(0, LONGEST_NAME), lon, lat, evidence };
}
