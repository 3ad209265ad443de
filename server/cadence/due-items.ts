/**
 * What is due, planned, under way, held or missed: one item a kind, ground and period (SPEC.md C-5 to C-12). In: the kinds with a
 * cadence, the days, the operations around them. Out: items in order of their end. Pure; who may know which operation is the caller's part.
 */
import type { CalendarDate } from '@internationalized/date';
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { DueItem, DueState, OpenQuestion } from '../contract/operation-calendar.ts';
import { type Cadence, namedDay, type Period, periodOf, periodsBetween } from './periods.ts';

/** What of an operation decides. */
export type HeldOperation = Pick<
  OperationRecord,
  'id' | 'kind' | 'zone' | 'state' | 'cadence' | 'period' | 'startsAt' | 'startedAt' | 'finishedAt'
>;

export interface Jurisdiction {
  kinds: readonly OperationKind[];
  zones: readonly ZoneId[];
  timeZone: string;
}

export interface DueQuestion extends Jurisdiction {
  from: CalendarDate;
  to: CalendarDate;
  operations: readonly HeldOperation[];
  /** UTC ms since which this server keeps records. */
  recordedSince: number;
  now: number;
  /** UTC ms to a day of the calendar in the time zone. */
  dayOf(ms: number): CalendarDate;
}

export type DueKind = OperationKind & { cadence: Cadence };

export function dueKinds(kinds: readonly OperationKind[]): DueKind[] {
  return kinds.flatMap(kind => (kind.cadence === null ? [] : [{ ...kind, cadence: kind.cadence }]));
}

/** [C-4] [C-6] What nobody can count because the paper leaves it open. */
export function openQuestions(kinds: readonly OperationKind[]): OpenQuestion[] {
  return dueKinds(kinds).flatMap(({ id, cadence: { every, anchor, per } }) => [
    ...(every === 'two-weeks' && anchor === null ? [{ kind: id, missing: 'anchor' as const }] : []),
    ...(per === null ? [{ kind: id, missing: 'per' as const }] : []),
  ]);
}

export function dueItems(question: DueQuestion): DueItem[] {
  const items = dueKinds(question.kinds).flatMap(kind => {
    const own = question.operations.filter(one => one.kind === kind.id && one.state !== 'cancelled');
    const grounds = groundsOf(kind, question.zones);
    return periodsBetween(kind.cadence, question.from, question.to).flatMap(period => {
      const held = own.filter(one => periodNamed(one, kind, question.dayOf) === period.name);
      return grounds.map(zone => itemOf(kind, zone, period, held, question));
    });
  });
  return items.sort((a, b) => a.endsAt - b.endsAt || order(a.kind, b.kind) || order(a.zone ?? '', b.zone ?? ''));
}

/** [C-6] */
export function groundsOf({ cadence: { per } }: DueKind, zones: readonly ZoneId[]): readonly (ZoneId | null)[] {
  return per === 'zone' ? zones : [null];
}

/** [C-7] The period that an operation says it is for; where it says nothing, the one in which it starts. Null = none. */
export function periodNamed(
  { cadence, period, startsAt }: Pick<HeldOperation, 'cadence' | 'period' | 'startsAt'>,
  kind: DueKind,
  dayOf: DueQuestion['dayOf'],
): string | null {
  if (period !== null && (cadence === null || cadence === kind.id)) return period;
  return periodOf(kind.cadence, dayOf(startsAt))?.name ?? null;
}

/** [C-9] */
export function remindAtOf({ remindDaysBefore }: Cadence, { to }: Period, timeZone: string): number | null {
  return remindDaysBefore === null ? null : startOf(to.subtract({ days: remindDaysBefore }), timeZone);
}

export function startOf(day: CalendarDate, timeZone: string): number {
  return day.toDate(timeZone).getTime();
}

/** The instant at which the last day is over. */
export function endOf(day: CalendarDate, timeZone: string): number {
  return startOf(day.add({ days: 1 }), timeZone);
}

function itemOf(
  kind: DueKind,
  zone: ZoneId | null,
  period: Period,
  ofPeriod: readonly HeldOperation[],
  { timeZone, now, recordedSince, dayOf }: DueQuestion,
): DueItem {
  const { cadence } = kind;
  const endsAt = endOf(period.to, timeZone);
  // One for the whole is held wherever it is held.
  const own = cadence.per === 'zone' ? ofPeriod.filter(one => one.zone === zone) : ofPeriod;
  const found = decisive(own, endsAt, now);
  const state = found?.state ?? unheld({ cadence, period, endsAt, timeZone, now, recordedSince });
  const operation = found?.operation ?? null;
  const day = namedDay(cadence, period);
  return {
    ...{ kind: kind.id, zone, period: period.name, from: period.from.toString(), to: period.to.toString() },
    ...{ day: day?.toString() ?? null, at: cadence.at, endsAt, state },
    ...{ operation: operation?.id ?? null, operationState: operation?.state ?? null },
    onDay: day === null || !operation?.startedAt ? null : dayOf(operation.startedAt).compare(day) === 0,
    remindAt: remindAtOf(cadence, period, timeZone),
  };
}

const LATER: ReadonlySet<HeldOperation['state']> = new Set(['proposed', 'countersigning', 'planned']);

/** [C-8] Held before under way before planned; what began after the period was over was not held in it. */
function decisive(
  operations: readonly HeldOperation[],
  endsAt: number,
  now: number,
): { operation: HeldOperation; state: DueState } | null {
  const inTime = operations.filter(({ startedAt }) => startedAt !== null && startedAt < endsAt).sort(byStart);
  const held = inTime.find(({ finishedAt }) => finishedAt !== null);
  if (held) return { operation: held, state: 'held' };
  const [running] = inTime;
  if (running) return { operation: running, state: 'under-way' };
  if (now >= endsAt) return null;
  const planned = operations.filter(({ state }) => LATER.has(state)).sort(byStart)[0];
  return planned ? { operation: planned, state: 'planned' } : null;
}

function byStart(a: HeldOperation, b: HeldOperation): number {
  return (a.startedAt ?? a.startsAt) - (b.startedAt ?? b.startsAt) || order(a.id, b.id);
}

/** [C-6] [C-10] [C-11] */
function unheld(of: {
  cadence: Cadence;
  period: Period;
  endsAt: number;
  timeZone: string;
  now: number;
  recordedSince: number;
}): DueState {
  if (of.cadence.per === null) return 'open';
  if (of.now < of.endsAt) return 'due';
  return startOf(of.period.from, of.timeZone) < of.recordedSince ? 'unrecorded' : 'missed';
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
