/**
 * What stands against a plan while it is written ([O-16]): who is somewhere else, what is missing, what the server would refuse. In: the
 * draft and whose it is. Out: the newest answer. Asked a moment after a change here, and later also when other operations change.
 */
import { useEffect, useMemo, useState } from 'react';
import { type PlanCheck, planCheck } from '../../server/contract/operation.ts';
import { askServer } from '../connection/ask-server.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { type PlanDraft, planOf } from './plan-draft.ts';
import type { PlanProblem } from './plan-problems.ts';

const AFTER_MS = 500;
/** Positions and arrivals of operations that are under way change no booking: no hurry. */
const OTHERS_EVERY_MS = 4000;

export interface Checked {
  check: PlanCheck | null;
  refused: PlanProblem | null;
}

export function usePlanCheck(draft: PlanDraft, operation: string | null, isOn: boolean): Checked {
  const kinds = useProfile().geodata.profile.operationKinds;
  const others = useOthers(operation);
  const [held, setHeld] = useState<Checked>({ check: null, refused: null });
  const text = useMemo(() => {
    const made = isOn ? planOf(checkable(draft, kinds[0]?.id ?? null)) : null;
    return made?.ok ? JSON.stringify({ plan: made.plan, others }) : null;
  }, [draft, kinds, isOn, others]);

  useEffect(() => {
    if (text === null) {
      setHeld({ check: null, refused: null });
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await askServer('/api/v1/operations/check', planCheck, {
        ...{
          method: 'POST',
          query: { operation },
          body: (JSON.parse(text) as { plan: object }).plan,
          signal: stop.signal,
        },
      });
      if (stop.signal.aborted || answer.name === 'unreachable') return;
      if (answer.name === 'answered') setHeld({ check: answer.value, refused: null });
      else setHeld({ check: null, refused: { path: answer.refusal.field ?? '', sentence: answer.refusal.message } });
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, operation]);
  return held;
}

/** What is half typed is left out: somebody is looked for as soon as name and organ are there. */
export function checkable(draft: PlanDraft, anyKind: string | null): PlanDraft {
  return {
    ...draft,
    kind: draft.kind ?? anyKind,
    title: draft.title.trim() === '' ? '-' : draft.title,
    // What stood behind a target is of no matter here, and it is most of the plan's weight.
    targets: draft.targets.map(target => ({ ...target, evidence: null })),
    muster: draft.muster?.at == null || draft.muster.name.trim() === '' ? null : draft.muster,
    whistle: draft.whistle?.community == null || draft.whistle.matter.trim() === '' ? null : draft.whistle,
    squads: draft.squads.map((squad, i) => ({
      ...squad,
      name: squad.name.trim() === '' ? String(i + 1) : squad.name,
      members: squad.members.filter(({ name, organ }) => name.trim() !== '' && organ !== null),
      stops: [],
    })),
  };
}

/** Which other operations there are and when, as one text that changes with them, at most once in a while. */
function useOthers(self: string | null): string {
  const inOrder = useWall(state => state.operations.inOrder);
  const now = useMemo(
    () =>
      inOrder
        .filter(({ id }) => id !== self)
        .map(({ id, state, startsAt, endsAt, squads }) => `${id} ${state} ${startsAt} ${endsAt} ${squads.length}`)
        .join(),
    [inOrder, self],
  );
  const [seen, setSeen] = useState(now);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(now), OTHERS_EVERY_MS);
    return () => clearTimeout(timer);
  }, [now]);
  return seen;
}
