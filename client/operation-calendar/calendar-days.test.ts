import { expect, test } from 'vitest';
import type { OperationId, ZoneId } from '../../server/contract/ids.ts';
import type { DueItem, OperationCalendar } from '../../server/contract/operation-calendar.ts';
import { type CalendarOperation, itemsByKind, monthOf, spanOf, weeksOf } from './calendar-days.ts';

const TIME_ZONE = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`${text}+08:00`);
const NOVEMBER = monthOf('2026-11', '2026-11-28');

const anOperation = (values: Partial<CalendarOperation>): CalendarOperation => ({
  ...{ id: 'XA-1' as OperationId, kind: 'monthly', title: '行动', zone: null, state: 'planned', period: null },
  ...{ startsAt: at('2026-11-10T09:00:00'), endsAt: at('2026-11-10T12:00:00'), leadOrgan: null },
  ...values,
});
const anItem = (values: Partial<DueItem>): DueItem => ({
  ...{ kind: 'monthly', zone: 'binhai' as ZoneId, period: '2026-11', from: '2026-11-01', to: '2026-11-30' },
  ...{ day: null, at: null, endsAt: at('2026-12-01T00:00:00'), state: 'due', operation: null, operationState: null },
  ...{ onDay: null, remindAt: null },
  ...values,
});
const aCalendar = (operations: CalendarOperation[], items: DueItem[] = []): OperationCalendar => ({
  ...{ from: '2026-10-26', to: '2026-12-06', today: '2026-11-28', asOf: 0, open: [] },
  ...{ operations, items },
});
const daysWith = (calendar: OperationCalendar, what: 'operations' | 'items') =>
  weeksOf(NOVEMBER, calendar, TIME_ZONE)
    .flat()
    .filter(day => day[what].length > 0)
    .map(({ date }) => date);

test('a month is whole weeks from Monday to Sunday', () => {
  expect([spanOf(NOVEMBER).from.toString(), spanOf(NOVEMBER).to.toString()]).toEqual(['2026-10-26', '2026-12-06']);
  const february = monthOf('2027-02', '2026-11-28');
  expect(weeksOf(february, null, TIME_ZONE)).toHaveLength(4);
  expect(monthOf('2026-13', '2026-11-28').toString()).toBe('2026-11-01');
});

test('an operation stands on the days it touches by the clock of the jurisdiction; one that ends at midnight not on the next', () => {
  expect(daysWith(aCalendar([anOperation({})]), 'operations')).toEqual(['2026-11-10']);
  const overnight = { startsAt: at('2026-11-10T22:00:00'), endsAt: at('2026-11-11T02:00:00') };
  expect(daysWith(aCalendar([anOperation(overnight)]), 'operations')).toEqual(['2026-11-10', '2026-11-11']);
  const toMidnight = { startsAt: at('2026-11-10T22:00:00'), endsAt: at('2026-11-11T00:00:00') };
  expect(daysWith(aCalendar([anOperation(toMidnight)]), 'operations')).toEqual(['2026-11-10']);
});

test('what is due stands on its named day, else on its last; what has an operation, or no record, does not', () => {
  expect(daysWith(aCalendar([], [anItem({})]), 'items')).toEqual(['2026-11-30']);
  expect(daysWith(aCalendar([], [anItem({ day: '2026-11-24' })]), 'items')).toEqual(['2026-11-24']);
  const held = { state: 'held', operation: 'XA-1' as OperationId } as const;
  expect(daysWith(aCalendar([], [anItem(held)]), 'items')).toEqual([]);
  expect(daysWith(aCalendar([], [anItem({ state: 'unrecorded' })]), 'items')).toEqual([]);
  const zones = [
    anItem({}),
    anItem({ zone: 'lingzhi' as ZoneId }),
    anItem({ state: 'missed', zone: 'xingdong' as ZoneId }),
  ];
  const together = weeksOf(NOVEMBER, aCalendar([], zones), TIME_ZONE)
    .flat()
    .flatMap(({ items }) => items);
  expect(together.map(({ length }) => length)).toEqual([2, 1]);
});

test('items of the month by kind in the order of the profile; a week that reaches into it is there', () => {
  const items = [
    anItem({ kind: 'weekly', period: '2026-W44', from: '2026-10-26', to: '2026-11-01' }),
    anItem({}),
    anItem({ kind: 'weekly', period: '2026-W43', from: '2026-10-19', to: '2026-10-25' }),
  ];
  const kinds = [{ id: 'monthly' }, { id: 'weekly' }, { id: 'special' }];
  expect(itemsByKind(items, NOVEMBER, kinds).map(({ kind, items: own }) => [kind, own.length])).toEqual([
    ['monthly', 1],
    ['weekly', 1],
  ]);
});
