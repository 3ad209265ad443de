/**
 * Takes things into the basket with what stands behind them, asked for all of them at once; a thing that is there already leaves it. In:
 * which kinds of target they are, how they are asked for. Out: how to pick, which ones are on their way, and why it did not work. Nothing
 * is picked without evidence.
 */
import { use, useState } from 'react';
import type { OperationTarget } from '../../server/contract/operation.ts';
import type { ServerAnswer } from '../connection/ask-server.ts';
import { say } from '../wording/wording.ts';
import { dropTarget, MOST_TARGETS, pickTargets, TargetBasketContext } from './target-basket.ts';

/** As many as the server tells about at once. */
const MOST_AT_ONCE = 100;
/** Of a target's name in a plan. */
export const LONGEST_NAME = 40;

const NONE: ReadonlySet<string> = new Set();

export interface Picking {
  /** Ids that are asked for just now. */
  waiting: ReadonlySet<string>;
  problem: string | null;
  pick: (ids: readonly string[]) => Promise<void>;
  toggle: (id: string) => void;
}

/** `ask` null = nothing can be asked yet. */
export function useTargetPicking(
  kinds: readonly OperationTarget['kind'][],
  ask: ((ids: readonly string[]) => Promise<ServerAnswer<readonly OperationTarget[]>>) | null,
): Picking {
  const basket = use(TargetBasketContext);
  const [waiting, setWaiting] = useState(NONE);
  const [problem, setProblem] = useState<string | null>(null);

  const pick = async (ids: readonly string[]) => {
    const asked = ids.slice(0, MOST_AT_ONCE);
    if (!ask || asked.length === 0 || waiting.size > 0) return;
    setWaiting(new Set(asked));
    setProblem(null);
    const answer = await ask(asked);
    setWaiting(NONE);
    if (answer.name === 'answered') {
      const without = pickTargets(basket, answer.value) + ids.length - asked.length;
      if (without > 0) setProblem(say('basket.full', { most: MOST_TARGETS, n: without }));
    } else setProblem(answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable'));
  };
  const toggle = (id: string) => {
    const known = basket.getState().targets.find(({ kind, ref }) => ref === id && kinds.includes(kind));
    if (known) dropTarget(basket, known.id);
    else void pick([id]);
  };
  return { waiting, problem, pick, toggle };
}
