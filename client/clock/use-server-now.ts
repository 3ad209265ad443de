/**
 * React hook for everything that counts: ages, elapsed times, the clock itself.
 * In: nothing; the clock comes from `ServerClockContext`. Out: server time in UTC ms, cut to whole seconds, new once a second.
 * All panels share one timer and therefore change in the same frame; it is set to the server's second, so walls tick together.
 */
import { createContext, use, useSyncExternalStore } from 'react';
import { createServerClock, type ServerClock } from './server-clock.ts';

export const ServerClockContext = createContext<ServerClock>(createServerClock());

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

export function useServerNow(): number {
  const clock = use(ServerClockContext);
  const second = () => Math.floor(clock.serverNow() / 1000) * 1000;
  return useSyncExternalStore(listener => listen(clock, listener), second, second);
}

function listen(clock: ServerClock, listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) tickAtNextSecond(clock);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function tickAtNextSecond(clock: ServerClock): void {
  const untilNextSecondMs = 1000 - (clock.serverNow() % 1000);
  timer = setTimeout(() => {
    for (const listener of listeners) listener();
    tickAtNextSecond(clock);
  }, untilNextSecondMs);
}
