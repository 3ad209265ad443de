/**
 * The way of every squad along the streets while a plan is written, as the server reckons it; nothing is stored. In: the draft. Out: what is
 * known, by squad, and why one is not. Asked a moment after the last change, one squad after the other, and once for the same question.
 */
import { useEffect, useMemo, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { type StopOrder, stopOrder } from '../../server/contract/operation.ts';
import { askServer } from '../connection/ask-server.ts';
import { say } from '../wording/wording.ts';
import type { PlanDraft } from './plan-draft.ts';
import { routeQuestion } from './squad-route.ts';

const AFTER_MS = 350;

export interface Ways {
  bySquad: ReadonlyMap<string, StopOrder>;
  /** For the map. */
  lines: ReadonlyMap<string, readonly LonLat[]>;
  problem: string | null;
}

export function useWays({ squads, muster, startsAt }: Pick<PlanDraft, 'squads' | 'muster' | 'startsAt'>): Ways {
  /** Answers by question; a failed one is asked again with the next change. */
  const [known, setKnown] = useState<ReadonlyMap<string, StopOrder>>(() => new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const questions = useMemo(
    () =>
      squads.flatMap(squad => {
        const question = routeQuestion(squad, { muster, startsAt });
        return question ? [{ squad: squad.id, text: JSON.stringify(question), question }] : [];
      }),
    [squads, muster, startsAt],
  );

  useEffect(() => {
    const unknown = questions.filter(({ text }) => !known.has(text));
    if (unknown.length === 0) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const told = new Map<string, StopOrder>();
      for (const { text, question } of unknown) {
        const answer = await askServer('/api/v1/operations/stop-times', stopOrder, {
          ...{ method: 'POST', body: question, signal: stop.signal },
        });
        if (stop.signal.aborted) return;
        if (answer.name === 'answered') told.set(text, answer.value);
        setProblem(
          answer.name === 'answered'
            ? null
            : answer.name === 'refused'
              ? answer.refusal.message
              : say('asking.unreachable'),
        );
      }
      if (told.size > 0) setKnown(before => new Map([...before, ...told]));
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [questions, known]);

  return useMemo(() => {
    const bySquad = new Map<string, StopOrder>();
    for (const { squad, text } of questions) {
      const answer = known.get(text);
      if (answer) bySquad.set(squad, answer);
    }
    return { bySquad, lines: new Map([...bySquad].map(([id, { way }]) => [id, way])), problem };
  }, [questions, known, problem]);
}
