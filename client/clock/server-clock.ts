/**
 * Server time on this machine's monotonic clock.
 * In: the `serverTime` of every message, at the moment it arrives. Out: `serverNow()` in UTC ms, how late messages come, and
 * how wrong this machine's own wall clock is.
 * Surprise: the wall clock is used only until the first message and to report its own error; setting it, or an NTP step of an
 * hour, moves no age and no timer on the screen (reliability B8).
 */

/** Milliseconds of `performance.now()`: good for differences inside this page, meaningless anywhere else. */
export type MonotonicMs = number;

export interface ClockSources {
  /** Never goes back; `performance.now()` in a browser. */
  monotonicNow: () => MonotonicMs;
  /** What this machine thinks the time is; `Date.now()`. */
  wallNow: () => number;
}

export interface ServerClock {
  /** False until the first message: `serverNow()` is then only this machine's own opinion. */
  isSynced: () => boolean;
  /** UTC ms as the server would say it now. */
  serverNow: () => number;
  monotonicNow: () => MonotonicMs;
  /** Takes in one message's `serverTime`, at once on arrival. */
  hear: (serverTime: number) => void;
  /** Own wall clock minus server time: positive = this machine is fast. 0 before the first message. */
  localClockErrorMs: () => number;
  /** How late 95 % of the last minute's messages came, compared with the quickest one. */
  delayP95Ms: () => number;
}

/** From here on people read the wrong time off this machine, so the wall says it (wall-ux §10). */
export const LOCAL_CLOCK_TOLERANCE_MS = 2000;

/** One minute of heartbeats: long enough to catch one that was not delayed, short enough to follow a drifting crystal. */
const SAMPLES_KEPT = 30;

/** No live link delivers this late (it counts as lost after 6 s), so the server's own clock was set back. */
const SERVER_STEPPED_BACK_MS = 10_000;

const browserClocks: ClockSources = { monotonicNow: () => performance.now(), wallNow: () => Date.now() };

export function createServerClock({ monotonicNow, wallNow }: ClockSources = browserClocks): ServerClock {
  const startOffset = wallNow() - monotonicNow();
  /** Each sample is server time minus monotonic time, lowered by that message's delay: the largest one is the truest. */
  let samples: number[] = [];
  let offset = startOffset;

  const serverNow = () => monotonicNow() + offset;

  return {
    isSynced: () => samples.length > 0,
    serverNow,
    monotonicNow,
    hear(serverTime) {
      const sample = serverTime - monotonicNow();
      if (samples.length > 0 && sample < offset - SERVER_STEPPED_BACK_MS) samples = [];
      samples.push(sample);
      if (samples.length > SAMPLES_KEPT) samples.shift();
      offset = Math.max(...samples);
    },
    localClockErrorMs: () => (samples.length > 0 ? wallNow() - serverNow() : 0),
    delayP95Ms() {
      if (samples.length === 0) return 0;
      const delays = samples.map(sample => offset - sample).sort((a, b) => a - b);
      return delays[Math.ceil(delays.length * 0.95) - 1] ?? 0;
    },
  };
}
