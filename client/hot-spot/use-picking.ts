/** Hot spots as targets, with the evidence of the ranking they are picked from. In: the question of the ranking. */
import { type HotSpotTargets, hotSpotTargets } from '../../server/contract/hot-spot.ts';
import type { OperationTarget } from '../../server/contract/operation.ts';
import { askServer } from '../connection/ask-server.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { LONGEST_NAME, type Picking, useTargetPicking } from '../operation/use-target-picking.ts';
import { spotName } from './spot-columns.tsx';

const KINDS = ['grid', 'hexagon'] as const;

export function usePicking(question: Readonly<Record<string, string>> | null): Picking {
  return useTargetPicking(
    KINDS,
    question &&
      (async ids => {
        const query = { ...question, spots: ids.join() };
        const answer = await askServer('/api/v1/hot-spots/targets', hotSpotTargets, { query });
        return answer.name === 'answered' ? { ...answer, value: answer.value.targets.map(targetOf) } : answer;
      }),
  );
}

function targetOf({ spot, evidence }: HotSpotTargets['targets'][number]): OperationTarget {
  const { id, kind, lon, lat } = spot;
  return { id: newUuid(), kind, ref: id, name: spotName(spot).slice(0, LONGEST_NAME), lon, lat, evidence };
}
