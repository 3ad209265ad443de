/** When shifts run: fixed days of Shanghai, then properties over many plans and moments. Rules P-40, P-41. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDays } from '../../profile/local-day.ts';
import { aCalendar, aPlan, aShift, at, SHANGHAI } from './shift-builders.ts';
import { changesAfter, dayNumberOf, dayText, shiftsAt, shiftsOfDay } from './shift-times.ts';

const SQUADS = aPlan([aShift('early', '07:00', '15:00'), aShift('late', '15:00', '23:00')]);
const POLICE = aPlan([
  aShift('night', '00:00', '08:00'),
  aShift('day', '08:00', '16:00'),
  aShift('evening', '16:00', '00:00'),
]);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const names = (plan: typeof SQUADS, local: string) =>
  shiftsAt(at(local), aCalendar(plan)).map(({ shift, day }) => `${shift.id} ${day}`);

test.each([
  ['2026-11-27T06:59:59.999', []],
  ['2026-11-27T07:00', ['early 2026-11-27']],
  ['2026-11-27T14:59:59.999', ['early 2026-11-27']],
  ['2026-11-27T15:00', ['late 2026-11-27']],
  ['2026-11-27T22:59:59.999', ['late 2026-11-27']],
  ['2026-11-27T23:00', []],
])('[P-40] two squad shifts at %s: %j', (local, expected) => {
  expect(names(SQUADS, local)).toEqual(expected);
});

test('[P-40] a shift that ends at midnight ends there, one that crosses it stays of the day it began', () => {
  expect(names(POLICE, '2026-11-27T23:59:59.999')).toEqual(['evening 2026-11-27']);
  expect(names(POLICE, '2026-11-28T00:00')).toEqual(['night 2026-11-28']);
  const crossing = aPlan([aShift('night', '22:00', '06:00')]);
  expect(names(crossing, '2026-11-28T05:59:59')).toEqual(['night 2026-11-27']);
  expect(names(crossing, '2026-11-28T06:00')).toEqual([]);
});

test('[P-40] from = to is a whole day', () => {
  const whole = aPlan([aShift('all', '08:00', '08:00')]);
  expect(names(whole, '2026-11-28T07:59:59')).toEqual(['all 2026-11-27']);
  expect(names(whole, '2026-11-28T08:00')).toEqual(['all 2026-11-28']);
});

test('working days and days off: Friday, Saturday; a Friday night still runs on Saturday morning', () => {
  const plan = aPlan([
    aShift('desk', '08:00', '17:00', { days: 'working-days', kind: 'desk' }),
    aShift('holiday', '08:00', '17:00', { days: 'days-off' }),
    aShift('friday-night', '22:00', '06:00', { days: 'working-days' }),
  ]);
  expect(names(plan, '2026-11-27T08:00')).toEqual(['desk 2026-11-27']);
  expect(names(plan, '2026-11-28T08:00')).toEqual(['holiday 2026-11-28']);
  expect(names(plan, '2026-11-28T05:00')).toEqual(['friday-night 2026-11-27']);
  expect(names(plan, '2026-11-30T05:00')).toEqual([]);
});

test('a plan that changes at midnight leaves the running shift to yesterday’s plan', () => {
  const calendar = {
    ...aCalendar(null),
    planOn: (day: string) => (day < '2026-11-28' ? aPlan([aShift('old', '22:00', '06:00')]) : SQUADS),
  };
  expect(shiftsAt(at('2026-11-28T05:00'), calendar).map(({ shift }) => shift.id)).toEqual(['old']);
  expect(shiftsAt(at('2026-11-28T07:00'), calendar).map(({ shift }) => shift.id)).toEqual(['early']);
});

test('[P-41] changes of shift: what ends and what begins at one moment is one change', () => {
  expect(changesAfter(at('2026-11-27T10:00'), DAY_MS, aCalendar(SQUADS))).toEqual([
    { at: at('2026-11-27T15:00'), ends: ['班-early'], begins: ['班-late'] },
    { at: at('2026-11-27T23:00'), ends: ['班-late'], begins: [] },
    { at: at('2026-11-28T07:00'), ends: [], begins: ['班-early'] },
  ]);
  expect(changesAfter(at('2026-11-27T15:00'), MINUTE_MS, aCalendar(SQUADS))).toEqual([]);
  expect(changesAfter(at('2026-11-27T10:00'), DAY_MS, aCalendar(null))).toEqual([]);
});

describe('properties', () => {
  const clock = fc.integer({ min: 0, max: 1439 });
  const text = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const moment = fc.integer({ min: at('2026-01-01T00:00') / MINUTE_MS, max: at('2027-12-31T00:00') / MINUTE_MS });
  const SEED = { seed: 20261128, numRuns: 500 };

  test('[P-40] a shift runs exactly while the clock on the wall is inside it, crossing midnight or not', () => {
    fc.assert(
      fc.property(clock, clock, moment, (from, to, minutes) => {
        const running = shiftsAt(minutes * MINUTE_MS, aCalendar(aPlan([aShift('x', text(from), text(to))])));
        const now = (minutes + 8 * 60) % 1440;
        const inside = from < to ? from <= now && now < to : now >= from || now < to;
        expect(running).toHaveLength(inside ? 1 : 0);
      }),
      SEED,
    );
  });

  test('[P-40] shifts that share out the day leave no minute out and hold none twice', () => {
    fc.assert(
      fc.property(fc.uniqueArray(clock, { minLength: 1, maxLength: 5 }), moment, (cuts, minutes) => {
        const sorted = [...cuts].sort((a, b) => a - b);
        const shifts = sorted.map((cut, i) => aShift(`s${i}`, text(cut), text(sorted[(i + 1) % sorted.length]!)));
        expect(shiftsAt(minutes * MINUTE_MS, aCalendar(aPlan(shifts)))).toHaveLength(1);
      }),
      SEED,
    );
  });

  test('[P-41] between two changes the same shifts run; at a change they differ', () => {
    fc.assert(
      fc.property(clock, clock, clock, clock, moment, (a, b, c, d, minutes) => {
        const plan = aPlan([aShift('p', text(a), text(b)), aShift('q', text(c), text(d))]);
        const calendar = aCalendar(plan);
        const now = minutes * MINUTE_MS;
        const key = (ms: number) =>
          JSON.stringify(
            shiftsAt(ms, calendar)
              .map(({ shift, day }) => [shift.id, day])
              .sort(),
          );
        const [next] = changesAfter(now, DAY_MS, calendar);
        expect(next).toBeDefined();
        expect(key(next!.at - 1)).toBe(key(now));
        expect(key(next!.at)).not.toBe(key(now));
      }),
      SEED,
    );
  });

  test('a day number and its text are one thing, in any zone', () => {
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom('Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'),
        (minutes, zone) => {
          const number = localDays(zone).dayNumber(minutes * MINUTE_MS);
          expect(dayNumberOf(dayText(number))).toBe(number);
        },
      ),
      SEED,
    );
  });

  test('a whole day lasts 24 hours in Shanghai, and where clocks are put forward 23', () => {
    const whole = aPlan([aShift('all', '00:00', '00:00')]);
    const hours = (day: string, days = SHANGHAI) =>
      shiftsOfDay(dayNumberOf(day), aCalendar(whole, days)).map(({ from, to }) => (to - from) / 3_600_000);
    expect(hours('2026-03-29')).toEqual([24]);
    expect(hours('2026-03-29', localDays('Europe/Berlin'))).toEqual([23]);
  });
});
