/** Places by name from the server, a breath after the last letter; a newer question cancels the older one. */
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { type PlaceFound, placeFound } from '../../server/contract/place-found.ts';
import { askServer } from '../connection/ask-server.ts';

const placesFound = z.array(placeFound);
const BREATH_MS = 80;
const MOST = 8;

export interface Places {
  places: readonly PlaceFound[];
  isWaiting: boolean;
}

const NONE: readonly PlaceFound[] = [];

/** `typed` empty = nothing to look for. */
export function usePlaces(typed: string): Places {
  const wanted = typed.trim();
  const [found, setFound] = useState<{ wanted: string; places: readonly PlaceFound[] }>({ wanted: '', places: NONE });
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const query = { q: wanted, limit: MOST };
      const answer = await askServer('/api/v1/places', placesFound, { query, signal: stop.signal });
      if (stop.signal.aborted) return;
      setFound({ wanted, places: answer.name === 'answered' ? answer.value : NONE });
    }, BREATH_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  if (!wanted) return { places: NONE, isWaiting: false };
  // Until the answer comes, what was found for fewer letters stays on the screen.
  return { places: found.places, isWaiting: found.wanted !== wanted };
}
