/**
 * Three strokes that light up one after the other, once a second, moved by the frames of the map itself and by nothing else:
 * while they walk, the picture is alive; when they stand still, it is frozen, however healthy the clock beside it looks.
 */
import { useEffect, useRef } from 'react';

/** Called by the map after each rendered frame. */
export interface FrameSignal {
  onFrame: (listener: () => void) => () => void;
  fire: () => void;
}

export function createFrameSignal(): FrameSignal {
  const listeners = new Set<() => void>();
  return {
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fire() {
      for (const listener of listeners) listener();
    },
  };
}

export function LivenessBar({ frames }: { frames: FrameSignal }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = -1;
    return frames.onFrame(() => {
      const step = Math.floor(performance.now() / 333) % 3;
      if (step === shown || !bar.current) return;
      shown = step;
      bar.current.dataset.step = String(step);
    });
  }, [frames]);
  return (
    <span ref={bar} className="liveness" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
