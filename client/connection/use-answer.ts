/**
 * A list or a count that a page asks for over HTTP and shows. In: path, shape, query; asked again when any of them changes, when
 * `ask()` is called, and by itself when the link comes back after nobody answered. Out: the last answer, kept while the next one is
 * on its way, and why there is none. The answer of an older question never replaces that of a newer one.
 */
import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { askServer, type Question, withQuery } from './ask-server.ts';

export interface Asked<Value> {
  value: Value | null;
  /** A sentence, or null. `value` may still be there: it is then from before. */
  problem: string | null;
  isAsking: boolean;
  ask: () => void;
}

/** Asks again every so often, for what no fact tells about. Not while nobody looks at the page. */
export function useAskedEvery(ask: () => void, everyMs: number): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') ask();
    }, everyMs);
    return () => clearInterval(timer);
  }, [ask, everyMs]);
}

/** `path` null = nothing to ask yet. */
export function useAnswer<Schema extends z.ZodType>(
  path: string | null,
  schema: Schema,
  query: NonNullable<Question['query']> = {},
): Asked<z.infer<Schema>> {
  const address = path === null ? null : withQuery(path, query);
  const isLive = useWall(state => state.link.name === 'live');
  const [turn, setTurn] = useState(0);
  const [held, setHeld] = useState<{ value: z.infer<Schema> | null; problem: string | null; isAsking: boolean }>({
    value: null,
    problem: null,
    isAsking: false,
  });
  const wasUnreachable = held.problem !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is the wish to ask the same again.
  useEffect(() => {
    if (address === null) return;
    const stop = new AbortController();
    setHeld(({ value, problem }) => ({ value, problem, isAsking: true }));
    void askServer(address, schema, { signal: stop.signal }).then(answer => {
      if (stop.signal.aborted) return;
      if (answer.name === 'answered') setHeld({ value: answer.value, problem: null, isAsking: false });
      else {
        const problem = answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable');
        setHeld(({ value }) => ({ value, problem, isAsking: false }));
      }
    });
    return () => stop.abort();
  }, [address, schema, turn]);

  const ask = useCallback(() => setTurn(n => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the return of the link is a reason to ask again.
  useEffect(() => {
    if (isLive && wasUnreachable) ask();
  }, [isLive]);
  return { ...held, ask };
}
