/**
 * Takes spots into the basket with what stands behind them, in one question for all of them; a spot that is there already leaves it. In: the
 * question of the ranking. Out: how to pick, which ones are on their way, and why it did not work. Nothing is picked without evidence.
 */
import { use, useState } from 'react';
import { type HotSpotTargets, hotSpotTargets } from '../../server/contract/hot-spot.ts';
import type { OperationTarget } from '../../server/contract/operation.ts';
import { askServer } from '../connection/ask-server.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { dropTarget, MOST_TARGETS, pickTargets, TargetBasketContext } from '../operation/target-basket.ts';
import { say } from '../wording/wording.ts';
import { spotName } from './spot-columns.tsx';

/** As many as the server tells about at once. */
const MOST_AT_ONCE = 100;
/** Of a target's name in a plan. */
const LONGEST_NAME = 40;

const NONE: ReadonlySet<string> = new Set();

export interface Picking {
  /** Ids that are asked for just now. */
  waiting: ReadonlySet<string>;
  problem: string | null;
  pick: (ids: readonly string[]) => Promise<void>;
  toggle: (id: string) => void;
}

export function usePicking(question: Readonly<Record<string, string>> | null): Picking {
  const basket = use(TargetBasketContext);
  const [waiting, setWaiting] = useState(NONE);
  const [problem, setProblem] = useState<string | null>(null);

  const pick = async (ids: readonly string[]) => {
    const asked = ids.slice(0, MOST_AT_ONCE);
    if (!question || asked.length === 0 || waiting.size > 0) return;
    setWaiting(new Set(asked));
    setProblem(null);
    const answer = await askServer('/api/v1/hot-spots/targets', hotSpotTargets, {
      query: { ...question, spots: asked.join() },
    });
    setWaiting(NONE);
    if (answer.name === 'answered') {
      const without = pickTargets(basket, answer.value.targets.map(targetOf)) + ids.length - asked.length;
      if (without > 0) setProblem(say('basket.full', { most: MOST_TARGETS, n: without }));
    } else setProblem(answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable'));
  };
  const toggle = (id: string) => {
    const known = basket
      .getState()
      .targets.find(({ kind, ref }) => ref === id && (kind === 'grid' || kind === 'hexagon'));
    if (known) dropTarget(basket, known.id);
    else void pick([id]);
  };
  return { waiting, problem, pick, toggle };
}

function targetOf({ spot, evidence }: HotSpotTargets['targets'][number]): OperationTarget {
  const { id, kind, lon, lat } = spot;
  return { id: newUuid(), kind, ref: id, name: spotName(spot).slice(0, LONGEST_NAME), lon, lat, evidence };
}
