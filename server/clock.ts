/**
 * Time as the product sees it. Everything that waits or asks for the time gets a `Clock`, so that tests move time by hand.
 * In and out: UTC milliseconds. The surprise: timers of the system clock never keep the process alive; open sockets do.
 */
export interface Clock {
  /** UTC ms. */
  now(): number;
  /** Calls `fn` once after `ms`; the answer cancels it. */
  after(ms: number, fn: () => void): () => void;
  /** Calls `fn` every `ms` until cancelled. */
  every(ms: number, fn: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms).unref();
    return () => clearTimeout(timer);
  },
  every(ms, fn) {
    const timer = setInterval(fn, ms).unref();
    return () => clearInterval(timer);
  },
};

export interface HandClock extends Clock {
  /** Moves time forward and runs what became due, oldest first, each at its own time. */
  advance(ms: number): void;
}

interface Alarm {
  dueAt: number;
  everyMs: number | null;
  fn: () => void;
}

/** A clock that stands still until `advance` is called. */
export function handClock(startMs: number): HandClock {
  let now = startMs;
  const alarms = new Set<Alarm>();
  function add(ms: number, everyMs: number | null, fn: () => void): () => void {
    const alarm = { dueAt: now + ms, everyMs, fn };
    alarms.add(alarm);
    return () => alarms.delete(alarm);
  }
  function nextDue(until: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of alarms) if (alarm.dueAt <= until && (!first || alarm.dueAt < first.dueAt)) first = alarm;
    return first;
  }
  return {
    now: () => now,
    after: (ms, fn) => add(ms, null, fn),
    every: (ms, fn) => add(Math.max(1, ms), Math.max(1, ms), fn),
    advance(ms) {
      const until = now + ms;
      for (let alarm = nextDue(until); alarm; alarm = nextDue(until)) {
        now = alarm.dueAt;
        if (alarm.everyMs === null) alarms.delete(alarm);
        else alarm.dueAt += alarm.everyMs;
        alarm.fn();
      }
      now = until;
    },
  };
}
