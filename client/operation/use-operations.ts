/**
 * Operations for the list: what the screen holds live, and over HTTP what is summarised, archived or cancelled. In: view and filters. Out:
 * rows in order, and how to get earlier ones. `useOperation` is the same for one.
 */
import { use, useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import type { OperationId } from '../../server/contract/ids.ts';
import { type OperationRecord, operationRecord } from '../../server/contract/operation.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { askServer } from '../connection/ask-server.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { type ListFilter, listed, listQuery, monthOf } from './list-view.ts';

const PATH = '/api/v1/operations';
const MOST_A_PAGE = 100;
const page = z.object({ operations: z.array(operationRecord), next: z.string().nullable() });

/** Pages after the first, of one question. */
interface Further {
  query: object;
  records: readonly OperationRecord[];
  next: string | null;
}

export function useOperations(filter: ListFilter) {
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const live = useWall(state => state.operations.inOrder);
  const { view, zone, kind, state } = filter;
  const { now, month, query } = useMemo(() => {
    const at = clock.serverNow();
    const bounds = monthOf(at, timeZone);
    return { now: at, month: bounds, query: listQuery({ view, zone, kind, state }, bounds, Math.round(at)) };
  }, [clock, timeZone, view, zone, kind, state]);
  const first = useAnswer(PATH, page, { ...query, limit: MOST_A_PAGE });
  const [further, setFurther] = useState<Further | null>(null);
  const [moreProblem, setMoreProblem] = useState<string | null>(null);
  useAskWhenOneLeft(live, first.ask);

  const known = further?.query === query ? further : null;
  const next = known ? known.next : (first.value?.next ?? null);
  const rows = useMemo(
    () => first.value && listed([...first.value.operations, ...(known?.records ?? [])], live, filter, month, now),
    [first.value, known, live, filter, month, now],
  );
  const more = async () => {
    if (next === null) return;
    const answer = await askServer(PATH, page, { query: { ...query, limit: MOST_A_PAGE, cursor: next } });
    setMoreProblem(null);
    if (answer.name === 'answered')
      setFurther({
        query,
        records: [...(known?.records ?? []), ...answer.value.operations],
        next: answer.value.next,
      });
    else setMoreProblem(answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable'));
  };
  return { rows, problem: first.problem ?? moreProblem, more: next === null ? null : () => void more() };
}

/** What is summarised or cancelled leaves the screen's store: how it ended stands in the answer to a new question. */
function useAskWhenOneLeft(live: readonly OperationRecord[], ask: () => void): void {
  const before = useRef(live);
  useEffect(() => {
    const ids = new Set(live.map(({ id }) => id));
    const hasLeft = before.current.some(({ id }) => !ids.has(id));
    before.current = live;
    if (hasLeft) ask();
  }, [live, ask]);
}

/** Live while it is on the screen's store; else as the server tells it, asked again when it leaves the store. */
export function useOperation(id: string): { record: OperationRecord | null; problem: string | null } {
  const live = useWall(state => state.operations.byId.get(id as OperationId));
  const asked = useAnswer(live ? null : `${PATH}/${encodeURIComponent(id)}`, operationRecord);
  // The last answer is kept while the next one is on its way, and may be of another one.
  const told = asked.value?.id === id ? asked.value : null;
  return { record: live ?? told, problem: live || told ? null : asked.problem };
}

const MOST_EARLIER = 100;

/** Newest first: what a new plan may be copied from. */
export function useEarlierOperations(): readonly OperationRecord[] {
  return useAnswer(PATH, page, { limit: MOST_EARLIER }).value?.operations ?? NONE;
}

const NONE: readonly OperationRecord[] = [];
