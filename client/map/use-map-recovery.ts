/**
 * Gets a lost map back. A graphics driver may take the WebGL context away at any time; the panels are plain page and stay.
 * In: the news that it happened. Out: a number that makes React build the map anew, and whether that is under way.
 * After three losses in a minute only a new page helps; page-reload.ts sees to it that this happens once in five minutes.
 */
import { useCallback, useRef, useState } from 'react';

const REBUILD_AFTER_MS = 800;
const MANY = 3;
const MANY_WITHIN_MS = 60_000;

export interface MapRecovery {
  generation: number;
  recovering: boolean;
  onContextLost: () => void;
}

export function useMapRecovery(giveUp: () => void): MapRecovery {
  const [generation, setGeneration] = useState(0);
  const [recovering, setRecovering] = useState(false);
  const losses = useRef<number[]>([]);
  const pending = useRef(false);
  const onContextLost = useCallback(() => {
    if (pending.current) return;
    pending.current = true;
    const now = performance.now();
    losses.current = [...losses.current.filter(at => now - at < MANY_WITHIN_MS), now];
    if (losses.current.length >= MANY) giveUp();
    setRecovering(true);
    setTimeout(() => {
      pending.current = false;
      setGeneration(g => g + 1);
      setRecovering(false);
    }, REBUILD_AFTER_MS);
  }, [giveUp]);
  return { generation, recovering, onContextLost };
}
