/**
 * The ways of an operation's squads (`GET /api/v1/operations/:id/ways`), asked again when a place of the plan moves, and for ever while
 * nobody answers: a wall may be there before its server. In: the operation or null. Out: the ways, or null while they are not there;
 * never those of another operation, although parts of two plans may have the same ids.
 */
import { useEffect, useState } from 'react';
import type { OperationId } from '../../server/contract/ids.ts';
import { type OperationRecord, type OperationWays, operationWays } from '../../server/contract/operation.ts';
import { askServer } from '../connection/ask-server.ts';

const RETRY_MS = 3000;

export function useOperationWays(operation: OperationRecord | null): OperationWays | null {
  const id = operation?.id ?? null;
  const places = operation && placesOf(operation);
  const [held, setHeld] = useState<{ of: OperationId; ways: OperationWays } | null>(null);
  useEffect(() => {
    if (id === null || places === null) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const path = `/api/v1/operations/${encodeURIComponent(id)}/ways`;
      const answer = await askServer(path, operationWays, { signal: stop.signal });
      if (stop.signal.aborted) return;
      if (answer.name === 'answered') setHeld({ of: id, ways: answer.value });
      else if (answer.name === 'unreachable') timer = setTimeout(() => void ask(), RETRY_MS);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, places]);
  return held?.of === id ? held.ways : null;
}

/** What the ways depend on; an arrival changes none of it. */
function placesOf({ muster, squads }: OperationRecord): string {
  return JSON.stringify([
    muster && [muster.lon, muster.lat],
    squads.map(({ id, stops }) => [id, stops.map(stop => [stop.id, stop.lon, stop.lat])]),
  ]);
}
