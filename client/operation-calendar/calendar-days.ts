/**
 * A month as weeks of days, and what stands on each day. In: the month, the answer of the server. Out: plain lists for the grid. Days are
 * counted by @internationalized/date; an operation stands on every day it touches, what is due and not planned on its named or last day.
 */
import {
  type CalendarDate,
  endOfMonth,
  fromAbsolute,
  parseDate,
  startOfMonth,
  startOfWeek,
  toCalendarDate,
} from '@internationalized/date';
import type { DueItem, OperationCalendar } from '../../server/contract/operation-calendar.ts';

export type CalendarOperation = OperationCalendar['operations'][number];

export interface CalendarDay {
  /** `2026-11-28`. */
  date: string;
  isOfMonth: boolean;
  operations: CalendarOperation[];
  /** Due, missed or open; by kind and state, each with its grounds. What has an operation stands as that. */
  items: DueItem[][];
}

const DAYS_A_WEEK = 7;
/** Of what is planned, under way or held the operation stands there; of what nobody knows (无记录) there is nothing to do. */
const ON_ITS_DAY: ReadonlySet<DueItem['state']> = new Set(['due', 'missed', 'open']);

/** `2026-11`; what is no month is the month of today. */
export function monthOf(text: string, today: string): CalendarDate {
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
  return startOfMonth(parseDate(isMonth ? `${text}-01` : today));
}

export function monthName(month: CalendarDate): string {
  return month.toString().slice(0, 7);
}

/** From the Monday on or before the first day to the Sunday on or after the last. */
export function spanOf(month: CalendarDate): { from: CalendarDate; to: CalendarDate } {
  const from = mondayOf(month);
  return { from, to: mondayOf(endOfMonth(month)).add({ days: DAYS_A_WEEK - 1 }) };
}

export function weeksOf(month: CalendarDate, calendar: OperationCalendar | null, timeZone: string): CalendarDay[][] {
  const { from, to } = spanOf(month);
  const dayOf = (ms: number) => toCalendarDate(fromAbsolute(ms, timeZone)).toString();
  const operations = calendar?.operations.toSorted((a, b) => a.startsAt - b.startsAt) ?? [];
  const items = calendar?.items.filter(({ state, operation }) => ON_ITS_DAY.has(state) && operation === null) ?? [];
  const days: CalendarDay[] = [];
  for (let day = from; day.compare(to) <= 0; day = day.add({ days: 1 })) {
    const date = day.toString();
    days.push({
      date,
      isOfMonth: day.month === month.month,
      // An end at midnight is not the next day's.
      operations: operations.filter(one => dayOf(one.startsAt) <= date && dayOf(one.endsAt - 1) >= date),
      items: alike(items.filter(item => (item.day ?? item.to) === date)),
    });
  }
  return Array.from({ length: days.length / DAYS_A_WEEK }, (_, week) =>
    days.slice(week * DAYS_A_WEEK, (week + 1) * DAYS_A_WEEK),
  );
}

/** Zones of which the same is to be said stand together. */
function alike(items: readonly DueItem[]): DueItem[][] {
  const groups = new Map<string, DueItem[]>();
  for (const item of items) {
    const key = `${item.kind} ${item.state} ${item.period}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Those whose days lie in the month, by kind in the order of the profile. */
export function itemsByKind(
  items: readonly DueItem[],
  month: CalendarDate,
  kinds: readonly { id: string }[],
): { kind: string; items: DueItem[] }[] {
  const [from, to] = [month.toString(), endOfMonth(month).toString()];
  const inMonth = items.filter(item => item.from <= to && item.to >= from);
  return kinds.flatMap(({ id }) => {
    const own = inMonth.filter(({ kind }) => kind === id);
    return own.length === 0 ? [] : [{ kind: id, items: own }];
  });
}

function mondayOf(day: CalendarDate): CalendarDate {
  return startOfWeek(day, 'zh-CN', 'mon');
}
