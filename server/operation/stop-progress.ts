/**
 * How far squads are, counted from their stops (SPEC.md O-30 to O-33). Pure; every number that a screen shows of an operation's
 * progress comes from here.
 */
import type { OperationRecord, OperationSquad, OperationStop, StopProgress } from '../contract/operation.ts';

/** [O-31] Nobody is late for a few minutes' traffic. */
export const LATE_AFTER_MS = 10 * 60_000;

export function isLate({ state, plannedAt, arrivedAt }: OperationStop, now: number): boolean {
  if (plannedAt === null || state === 'skipped') return false;
  return (arrivedAt ?? now) > plannedAt + LATE_AFTER_MS;
}

export function stopProgress(stops: readonly OperationStop[], now: number): StopProgress {
  const count = (isOne: (stop: OperationStop) => boolean) => stops.filter(isOne).length;
  return {
    planned: stops.length,
    visited: count(({ arrivedAt, state }) => arrivedAt !== null && state !== 'skipped'),
    skipped: count(({ state }) => state === 'skipped'),
    remaining: count(({ arrivedAt, state }) => arrivedAt === null && state !== 'skipped'),
    late: count(stop => isLate(stop, now)),
  };
}

/** [O-33] Where it is; else the first that it has not reached. */
function currentStop(stops: readonly OperationStop[]): string | null {
  return (stops.find(({ state }) => state === 'arrived') ?? stops.find(({ state }) => state === 'planned'))?.id ?? null;
}

const countedSquad = (squad: OperationSquad, now: number): OperationSquad => ({
  ...squad,
  headcount: squad.members.length,
  absent: squad.members.filter(({ absent }) => absent).length,
  progress: stopProgress(squad.stops, now),
  currentStop: currentStop(squad.stops),
});

/** The record with every count made anew. Before it begins nobody is late. */
export function counted(record: OperationRecord, now: number): OperationRecord {
  const seenAt = record.startedAt === null ? Number.NEGATIVE_INFINITY : (record.finishedAt ?? now);
  const squads = record.squads.map(squad => countedSquad(squad, seenAt));
  return {
    ...record,
    squads,
    progress: stopProgress(
      squads.flatMap(({ stops }) => stops),
      seenAt,
    ),
    organsCalled: record.calls.filter(({ calledAt }) => calledAt !== null).length,
    organsArrived: record.calls.filter(({ calledAt, arrivedAt }) => calledAt !== null && arrivedAt !== null).length,
  };
}

/** When a stop becomes late next, so that the clock can tell everybody; null = none will. */
export function nextLateAt(record: OperationRecord, now: number): number | null {
  if (record.startedAt === null || record.finishedAt !== null) return null;
  const times = record.squads
    .flatMap(({ stops }) => stops)
    .filter(({ state, arrivedAt }) => state === 'planned' && arrivedAt === null)
    .flatMap(({ plannedAt }) => (plannedAt === null ? [] : [plannedAt + LATE_AFTER_MS + 1]))
    .filter(at => at > now);
  return times.length > 0 ? Math.min(...times) : null;
}
