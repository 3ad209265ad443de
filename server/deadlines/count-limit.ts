/**
 * A row of the limit table, counted for one incident; and what may happen to the clock afterwards. Pure: rule, anchors and the time
 * go in, an `IncidentLimit` comes out; nobody is told and nothing is stored.
 * [D-5] The clock starts at its anchor, not when the server hears of it: it may be over at intake, and then says so at once.
 * [D-6] It turns amber when 20 % of its time is left, counted in its own unit.
 * [D-7] Over means: the due time has been reached. Late is late: neither the end of the step nor a later due time takes that away.
 * [D-8] While it is paused nothing passes; afterwards as much is left as there was, working days again until the close of a day.
 */
import type { IncidentLimit, LimitRule, LimitStep } from '../contract/incident-limit.ts';
import type { WorkingTime } from './working-time.ts';

/** When the things happened that a limit can count from; null = not yet. */
export interface Anchors {
  happenedAt: number;
  reportedAt: number;
  acceptedAt: number | null;
  orderedAt: number | null;
}

const AMBER_SHARE = 0.8;
const MINUTE_MS = 60_000;

/**
 * `n`: which time this step is owed on this incident, from 1. An anchor that has not happened (a matter persuaded on the spot is
 * never accepted) gives way to the order, and that to `now`.
 */
export function countLimit(
  rule: LimitRule,
  anchors: Anchors,
  now: number,
  n: number,
  time: WorkingTime,
): IncidentLimit {
  const startedAt = anchors[`${rule.anchor}At`] ?? anchors.orderedAt ?? now;
  const dueAt = dueOf(rule.unit, rule.amount, startedAt, time);
  return breach(
    {
      id: `${rule.step}-${n}`,
      step: rule.step,
      rule: rule.id,
      unit: rule.unit,
      amount: rule.amount,
      anchor: rule.anchor,
      filingNumber: rule.filingNumber,
      source: rule.source,
      startedAt,
      amberAt: time.pointAtShare(startedAt, dueAt, AMBER_SHARE, rule.unit),
      targetAt: rule.target === null ? null : dueOf(rule.unit, rule.target, startedAt, time),
      dueAt,
      state: 'running',
      endedAt: null,
      breachedAt: null,
      weekendsOnly: guessesHolidays(rule.unit, dueAt, time),
    },
    now,
  );
}

/** A date that somebody named: a promise, a supervision, the last day of a rectification order. It counts from now. */
export function dateLimit(
  { step, until, source, n }: { step: LimitStep; until: number; source: string; n: number },
  now: number,
  time: WorkingTime,
): IncidentLimit {
  return breach(
    {
      id: `${step}-${n}`,
      step,
      rule: null,
      unit: 'date',
      amount: null,
      anchor: 'ordered',
      filingNumber: null,
      source,
      startedAt: now,
      amberAt: time.pointAtShare(now, until, AMBER_SHARE, 'date'),
      targetAt: null,
      dueAt: until,
      state: 'running',
      endedAt: null,
      breachedAt: null,
      weekendsOnly: false,
    },
    now,
  );
}

/** Marks a running clock that is over; any other comes back as it was. The moment is the due time, however late it is noticed. */
export function breach(limit: IncidentLimit, now: number): IncidentLimit {
  if (limit.state !== 'running' || limit.breachedAt !== null || now < limit.dueAt) return limit;
  return { ...limit, breachedAt: limit.dueAt };
}

/** The step was done, or is no longer owed. */
export function end(limit: IncidentLimit, now: number): IncidentLimit {
  if (limit.state === 'ended') return limit;
  return { ...breach(limit, now), state: 'ended', endedAt: now };
}

/** 挂账. A clock that is over already stays over, but stands still all the same. */
export function pause(limit: IncidentLimit, now: number): IncidentLimit {
  return limit.state === 'running' ? { ...breach(limit, now), state: 'paused' } : limit;
}

/** `pausedAt`: when it was paused, that is when the hold was granted. */
export function resume(limit: IncidentLimit, pausedAt: number, now: number, time: WorkingTime): IncidentLimit {
  if (limit.state !== 'paused') return limit;
  const moved = (at: number) => (at <= pausedAt ? at : laterBy(limit.unit, pausedAt, at, now, time));
  const movedDue = (at: number) =>
    at > pausedAt && limit.unit === 'working-days' ? time.closeOfDay(moved(at) - 1) : moved(at);
  const dueAt = movedDue(limit.dueAt);
  const resumed: IncidentLimit = {
    ...limit,
    state: 'running',
    amberAt: moved(limit.amberAt),
    targetAt: limit.targetAt === null ? null : movedDue(limit.targetAt),
    dueAt,
    weekendsOnly: limit.weekendsOnly || guessesHolidays(limit.unit, dueAt, time),
  };
  return breach(resumed, now);
}

/** 延期: a later due time. A target stays where it was. */
export function extend(limit: IncidentLimit, until: number, time: WorkingTime): IncidentLimit {
  if (limit.state === 'ended' || until <= limit.dueAt) return limit;
  return {
    ...limit,
    dueAt: until,
    amberAt: time.pointAtShare(limit.startedAt, until, AMBER_SHARE, limit.unit),
    weekendsOnly: limit.weekendsOnly || guessesHolidays(limit.unit, until, time),
  };
}

function dueOf(unit: LimitRule['unit'], amount: number | null, startMs: number, time: WorkingTime): number {
  if (unit === 'same-day') return time.days.startOfNextDay(startMs);
  if (amount === null) throw new Error(`A limit in ${unit} without an amount.`);
  switch (unit) {
    case 'minutes':
      return startMs + amount * MINUTE_MS;
    case 'working-hours':
      return time.addWorkingHours(startMs, amount);
    case 'working-days':
      return time.addWorkingDays(startMs, amount);
  }
}

/** As far after `now` as `at` was after `pausedAt`, in the limit's unit. */
function laterBy(unit: IncidentLimit['unit'], pausedAt: number, at: number, now: number, time: WorkingTime): number {
  if (unit !== 'working-days' && unit !== 'working-hours') return now + at - pausedAt;
  return time.addWork(now, time.workedBetween(pausedAt, at));
}

function guessesHolidays(unit: IncidentLimit['unit'], dueAt: number, time: WorkingTime): boolean {
  return (unit === 'working-days' || unit === 'working-hours') && dueAt > time.calendarKnownUntil;
}
