import { expect, test } from 'vitest';
import type { ShiftStanding } from '../../server/contract/duty-standing.ts';
import { hoursText, shortfallOf } from './shift-words.ts';

const ground = (persons: number, qualified: number, shortfalls: ('persons' | 'qualified')[]) =>
  ({
    ...{ zone: null, community: null, organ: null, shortfalls },
    persons: { rostered: 4, present: persons },
    qualified: { rostered: 2, present: qualified },
  }) satisfies ShiftStanding['grounds'][number];
const shift = (minPersons: number | null, minQualified: number | null) =>
  ({ minPersons, minQualified }) as ShiftStanding;

test('what is missing is told in people; what is not set is never told as enough', () => {
  expect(shortfallOf(ground(1, 0, ['persons', 'qualified']), shift(3, 1))).toEqual({
    isShort: true,
    text: '缺 2 人，缺执法资格 1 人',
  });
  expect(shortfallOf(ground(4, 2, []), shift(3, null)).text).toBe('不缺');
  expect(shortfallOf(ground(0, 0, []), shift(null, null))).toEqual({ isShort: false, text: '未设定' });
});

test('[P-40] a shift that ends not after it begins ends on the next day', () => {
  expect(hoursText({ from: '07:00', to: '15:00' })).toBe('07:00—15:00');
  expect(hoursText({ from: '16:00', to: '00:00' })).toBe('16:00—次日 00:00');
  expect(hoursText({ from: '08:00', to: '08:00' })).toBe('08:00—次日 08:00');
});
