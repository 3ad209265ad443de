/**
 * 建议顺序 and 推算时间: asks the server about the stops of one squad and puts the answer into the draft; nothing is stored there ([O-69]).
 * In: the squad. Out: what was won, the order before (to take it back), and why it did not work.
 */
import { use, useState } from 'react';
import { type StopOrder, stopOrder } from '../../server/contract/operation.ts';
import { useSending } from '../connection/use-sending.ts';
import { changeSquad } from './change-squad.ts';
import { DraftContext } from './draft-store.ts';
import type { DraftSquad, DraftStop } from './plan-draft.ts';
import { routeQuestion, withAnswer } from './squad-route.ts';

export interface RouteAnswer {
  /** What was asked for. */
  asked: 'stop-order' | 'stop-times';
  answer: StopOrder;
  before: readonly DraftStop[];
}

export function useRouteAsking(squad: DraftSquad) {
  const store = use(DraftContext);
  const sending = useSending();
  const [last, setLast] = useState<{ squad: string; told: RouteAnswer } | null>(null);
  const ask = async (asked: RouteAnswer['asked']) => {
    const { draft } = store.getState();
    const body = routeQuestion(squad, draft);
    if (!body) return;
    const answer = await sending.send(`/api/v1/operations/${asked}`, stopOrder, { method: 'POST', body });
    if (!answer) return;
    const isTimed = draft.startsAt !== null;
    changeSquad(store, squad.id, known => withAnswer(known, answer.value, isTimed));
    setLast({ squad: squad.id, told: { asked, answer: answer.value, before: squad.stops } });
  };
  const takeBack = () => {
    if (last?.squad !== squad.id) return;
    changeSquad(store, squad.id, known => ({ ...known, stops: [...last.told.before] }));
    setLast(null);
  };
  return {
    ask: (asked: RouteAnswer['asked']) => void ask(asked),
    takeBack,
    told: last?.squad === squad.id ? last.told : null,
    isAsking: sending.isBusy,
    problem: sending.problem?.sentence ?? null,
  };
}
