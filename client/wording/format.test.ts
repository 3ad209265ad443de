import { afterEach, expect, test } from 'vitest';
import {
  ageText,
  clockTime,
  clockTimeWithSeconds,
  comparedText,
  countText,
  dateWithWeekday,
  distanceText,
  elapsedText,
  fullDate,
  secondsText,
  timeOrDate,
} from './format.ts';
import { speak } from './wording.ts';

const SHENZHEN = 'Asia/Shanghai';
const BEFORE_MIDNIGHT = Date.UTC(2026, 6, 14, 15, 59, 59); // 23:59:59 in Shenzhen
const MIDNIGHT = BEFORE_MIDNIGHT + 1000;

afterEach(() => speak('zh'));

test('[B9] time and date are those of the profile`s zone, midnight is 00:00', () => {
  expect(clockTimeWithSeconds(BEFORE_MIDNIGHT, SHENZHEN)).toBe('23:59:59');
  expect(fullDate(BEFORE_MIDNIGHT, SHENZHEN)).toBe('2026-07-14');
  expect(clockTime(MIDNIGHT, SHENZHEN)).toBe('00:00');
  expect(fullDate(MIDNIGHT, SHENZHEN)).toBe('2026-07-15');
  expect(clockTime(MIDNIGHT, 'UTC')).toBe('16:00');
});

test('the header`s date, in both languages', () => {
  expect(dateWithWeekday(BEFORE_MIDNIGHT, SHENZHEN)).toBe('07-14 周二');
  speak('en');
  expect(dateWithWeekday(BEFORE_MIDNIGHT, SHENZHEN)).toBe('Tue 07-14');
});

test('a time of another day carries its date', () => {
  expect(timeOrDate(MIDNIGHT + 60_000, MIDNIGHT + 120_000, SHENZHEN)).toBe('00:01');
  expect(timeOrDate(BEFORE_MIDNIGHT, MIDNIGHT, SHENZHEN)).toBe('07-14 23:59');
});

test.each([
  [-5000, '0秒'],
  [0, '0秒'],
  [59_999, '59秒'],
  [60_000, '1分'],
  [3_599_999, '59分'],
  [3_600_000, '1小时'],
  [86_399_999, '23小时'],
  [86_400_000, '1天'],
])('an age of %i ms is %s', (ms, text) => {
  expect(ageText(ms)).toBe(text);
});

test.each([
  [-1, '00:00'],
  [12_900, '00:12'],
  [221_000, '03:41'],
  [3_599_999, '59:59'],
  [3_600_000, '1小时00分'],
  [7_533_000, '2小时05分'],
  [86_400_000 * 3, '3天'],
])('a stop-watch at %i ms says %s', (ms, text) => {
  expect(elapsedText(ms)).toBe(text);
});

test('seconds, metres and counts', () => {
  expect([0, 2449, 9949, 9950, 12_400].map(secondsText)).toEqual(['0.0', '2.4', '9.9', '10', '12']);
  expect([0, 94.4, 347, 994, 995, 1240, 9949, 12_600].map(distanceText)).toEqual([
    '0米',
    '94米',
    '350米',
    '990米',
    '1.0公里',
    '1.2公里',
    '9.9公里',
    '13公里',
  ]);
  expect([0, 9999, 10_000, null, undefined].map(countText)).toEqual(['0', '9999', '10,000', '—', '—']);
});

test('a comparison has a sign, and an unknown side makes it unknown', () => {
  expect(comparedText(12, 9)).toBe('+3');
  expect(comparedText(7, 9)).toBe('−2');
  expect(comparedText(9, 9)).toBe('持平');
  expect(comparedText(9, null)).toBe('—');
});
