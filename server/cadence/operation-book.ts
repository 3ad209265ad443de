/**
 * The calendar of one viewer: items and operations of some days, and the rates of the same days. In: the jurisdiction, how operations
 * are read and shown (the room of operations gives it). Out: answers of the contract. An item's state is the same for everybody who may
 * know of it; which operation made it so is told only to who may see that operation (SPEC.md C-12).
 */
import type { CalendarDate } from '@internationalized/date';
import type { Viewer } from '../access/viewer.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { DueItem, KeptBy, OperationCalendar, OperationsKept } from '../contract/operation-calendar.ts';
import {
  type DueQuestion,
  dueItems,
  dueKinds,
  endOf,
  type Jurisdiction,
  openQuestions,
  periodNamed,
  startOf,
} from './due-items.ts';
import { keptRates } from './kept-rates.ts';

/** An operation named for a period is looked for this far around it: whoever is later than a month was not held in it anyway. */
const AROUND_DAYS = 35;

export interface CalendarParts extends Jurisdiction {
  /** Every operation that touches the time, whoever may see it. */
  operationsBetween(fromMs: number, toMs: number): Promise<OperationRecord[]>;
  /** Null = this viewer may not see it. */
  show(operation: OperationRecord, viewer: Viewer, now: number): OperationRecord | null;
  dayOf: DueQuestion['dayOf'];
  /** When the first fact was kept; null = there is none yet. */
  recordedSince(): Promise<number | null>;
}

export interface CalendarDays {
  from: CalendarDate;
  to: CalendarDate;
  /** Its own and those of the whole subdistrict; undefined = all. */
  zone: ZoneId | undefined;
}

const DRAWN: ReadonlySet<OperationRecord['state']> = new Set(['proposed', 'countersigning']);

export class OperationBook {
  readonly #parts: CalendarParts;

  constructor(parts: CalendarParts) {
    this.#parts = parts;
  }

  async calendar(days: CalendarDays, viewer: Viewer, now: number): Promise<OperationCalendar> {
    const { kinds, timeZone, dayOf } = this.#parts;
    const { items, operations } = await this.#around(days, viewer, now);
    const [fromMs, toMs] = [startOf(days.from, timeZone), endOf(days.to, timeZone)];
    return {
      ...{ from: days.from.toString(), to: days.to.toString(), today: dayOf(now).toString(), asOf: now },
      items,
      operations: operations
        .flatMap(one => this.#parts.show(one, viewer, now) ?? [])
        .filter(({ startsAt, endsAt, zone }) => startsAt < toMs && endsAt >= fromMs && isOf(days.zone, zone))
        .map(({ id, kind, title, zone, state, startsAt, endsAt, period, leadOrgan }) => ({
          ...{ id, kind, title, zone, state, startsAt, endsAt, period, leadOrgan },
        })),
      open: openQuestions(kinds),
    };
  }

  /** Of periods that end in these days; what began in them and is over counts as held. */
  async kept(days: CalendarDays, by: KeptBy, viewer: Viewer, now: number): Promise<OperationsKept> {
    const { kinds, timeZone, dayOf } = this.#parts;
    const { items, operations } = await this.#around(days, viewer, now);
    const [fromMs, toMs] = [startOf(days.from, timeZone), endOf(days.to, timeZone)];
    const byId = new Map(dueKinds(kinds).map(kind => [kind.id, kind]));
    const held = operations
      .filter(({ startedAt, finishedAt, zone }) => {
        if (startedAt === null || finishedAt === null || !isOf(days.zone, zone)) return false;
        return startedAt >= fromMs && startedAt < toMs;
      })
      .map(one => {
        const kind = byId.get(one.kind);
        return { ...one, periodName: kind ? periodNamed(one, kind, dayOf) : null };
      });
    const { total, rows } = keptRates(
      by,
      items.filter(({ endsAt }) => endsAt > fromMs && endsAt <= toMs),
      held,
    );
    return {
      ...{ from: days.from.toString(), to: days.to.toString(), by, asOf: now, total, rows },
      open: openQuestions(kinds),
    };
  }

  async #around({ from, to, zone }: CalendarDays, viewer: Viewer, now: number) {
    const { kinds, zones, timeZone, dayOf, show } = this.#parts;
    const found = await this.#parts.operationsBetween(
      startOf(from.subtract({ days: AROUND_DAYS }), timeZone),
      endOf(to.add({ days: AROUND_DAYS }), timeZone),
    );
    const visible = new Set(found.filter(one => show(one, viewer, now) !== null).map(({ id }) => id));
    // A draft is nobody's business but of those who see it; what was issued makes the state for all.
    const operations = found.filter(({ id, state }) => visible.has(id) || !DRAWN.has(state));
    const recordedSince = (await this.#parts.recordedSince()) ?? now;
    const items = dueItems({ kinds, zones, timeZone, from, to, operations, recordedSince, now, dayOf })
      .filter(item => isOf(zone, item.zone))
      .map(item => (item.operation !== null && !visible.has(item.operation) ? unnamed(item) : item));
    return { items, operations };
  }
}

function isOf(zone: ZoneId | undefined, of: ZoneId | null): boolean {
  return zone === undefined || of === null || of === zone;
}

function unnamed(item: DueItem): DueItem {
  return { ...item, operation: null, operationState: null };
}
