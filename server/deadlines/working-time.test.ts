import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { chinaCalendar } from './work-calendar.ts';
import { workingTime } from './working-time.ts';

const OFFICE = [{ from: '08:00', to: '17:00' }];
const HOUR_MS = 3_600_000;
const calendar = chinaCalendar({ days: [], knownUntil: null });
const time = workingTime(calendar, OFFICE, 'Asia/Shanghai');

/** `2025-09-30 10:00` on a clock in Shanghai. */
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);
const shown = (ms: number) => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');

describe('[D-1] [D-2] working days end at a close of office', () => {
  test.each([
    ['an ordinary Tuesday', '2025-11-18 10:00', 1, '2025-11-19 17:00:00'],
    ['before the opening: the same day counts', '2025-11-18 06:30', 1, '2025-11-19 17:00:00'],
    ['the opening itself is inside', '2025-11-18 08:00', 1, '2025-11-19 17:00:00'],
    ['a millisecond before the close', '2025-11-18 16:59:59.999', 1, '2025-11-19 17:00:00'],
    ['the moment of closing counts from the next opening', '2025-11-18 17:00', 1, '2025-11-20 17:00:00'],
    ['midnight', '2025-11-18 00:00', 1, '2025-11-19 17:00:00'],
    ['a millisecond before midnight', '2025-11-17 23:59:59.999', 1, '2025-11-19 17:00:00'],
    ['over a weekend', '2025-11-21 10:00', 1, '2025-11-24 17:00:00'],
    ['on a Saturday: counts from Monday', '2025-11-22 10:00', 1, '2025-11-25 17:00:00'],
    ['the day before National Day 2025: eight days off', '2025-09-30 10:00', 1, '2025-10-09 17:00:00'],
    ['in the middle of National Day 2025', '2025-10-04 10:00', 1, '2025-10-10 17:00:00'],
    ['Saturday 11 October 2025 is worked (make-up day)', '2025-10-10 10:00', 1, '2025-10-11 17:00:00'],
    ['Sunday 28 September 2025 is worked (make-up day)', '2025-09-26 10:00', 1, '2025-09-28 17:00:00'],
    ['Spring Festival 2026: 15 to 23 February off', '2026-02-14 10:00', 1, '2026-02-24 17:00:00'],
    ['the make-up Saturday before Spring Festival 2026', '2026-02-13 18:00', 1, '2026-02-24 17:00:00'],
    ['the make-up Saturday after it', '2026-02-27 10:00', 1, '2026-02-28 17:00:00'],
    ['five', '2025-11-18 10:00', 5, '2025-11-25 17:00:00'],
    ['fifteen over National Day 2025', '2025-09-25 10:00', 15, '2025-10-22 17:00:00'],
    ['none: the close of the day it counts on', '2025-11-18 10:00', 0, '2025-11-18 17:00:00'],
  ])('%s', (_, from, n, due) => expect(shown(time.addWorkingDays(at(from), n))).toBe(due));

  test('half days and negative ones are our mistake', () => {
    expect(() => time.addWorkingDays(at('2025-11-18 10:00'), 0.5)).toThrow('0.5 is no number of whole working days');
    expect(() => time.addWorkingDays(at('2025-11-18 10:00'), -1)).toThrow('-1');
  });
});

describe('[D-3] working hours', () => {
  test.each([
    ['within a day', '2025-11-18 10:00', 4, '2025-11-18 14:00:00'],
    ['a full rest of the day ends at its close, not at the next opening', '2025-11-18 10:00', 7, '2025-11-18 17:00:00'],
    ['into the next day', '2025-11-18 16:30', 2, '2025-11-19 09:30:00'],
    ['from the close', '2025-11-18 17:00', 1, '2025-11-19 09:00:00'],
    ['half an hour', '2025-11-18 16:45', 0.5, '2025-11-19 08:15:00'],
    ['over National Day 2025', '2025-09-30 16:00', 2, '2025-10-09 09:00:00'],
    ['into a make-up Saturday', '2026-02-13 16:00', 9, '2026-02-14 16:00:00'],
  ])('%s', (_, from, n, due) => expect(shown(time.addWorkingHours(at(from), n))).toBe(due));
});

describe('office time between two instants', () => {
  test.each([
    ['inside a day', '2025-11-18 09:00', '2025-11-18 11:30', 2.5],
    ['from before the opening to after the close', '2025-11-18 05:00', '2025-11-18 23:00', 9],
    ['over National Day 2025', '2025-09-30 16:00', '2025-10-09 09:00', 2],
    ['a Sunday', '2025-11-23 00:00', '2025-11-24 00:00', 0],
    ['backwards', '2025-11-19 09:00', '2025-11-18 09:00', 0],
  ])('%s', (_, a, b, hours) => expect(time.workedBetween(at(a), at(b)) / HOUR_MS).toBe(hours));

  test('a share of a limit is counted in its own unit', () => {
    const start = at('2025-11-21 08:00');
    const due = at('2025-11-24 17:00'); // Friday to Monday: 18 office hours, 80 % are 14.4
    expect(shown(time.pointAtShare(start, due, 0.8, 'working-days'))).toBe('2025-11-24 13:24:00');
    expect(shown(time.pointAtShare(start, due, 0.8, 'minutes'))).toBe('2025-11-24 00:48:00');
    expect(time.pointAtShare(due, start, 0.8, 'minutes')).toBe(start);
  });
});

describe('which days are worked', () => {
  test.each([
    ['2025-10-01 12:00', false],
    ['2025-10-08 12:00', false],
    ['2025-10-09 00:00', true],
    ['2025-10-11 12:00', true],
    ['2025-09-28 12:00', true],
    ['2025-09-27 12:00', false],
    ['2026-02-14 12:00', true],
    ['2026-02-17 12:00', false],
    ['2026-02-23 12:00', false],
    ['2026-02-28 23:59', true],
    ['2026-11-22 12:00', false],
  ])('%s: %s', (day, worked) => expect(time.isWorkingDay(at(day))).toBe(worked));

  test('[D-4] a year whose holidays are not published frees weekends only, and says from when on', () => {
    expect(shown(time.calendarKnownUntil)).toBe('2027-01-01 00:00:00');
    expect(time.isWorkingDay(at('2027-10-01 12:00'))).toBe(true);
    expect(time.isWorkingDay(at('2027-10-02 12:00'))).toBe(false);
  });

  test('[D-4] what the profile adds by hand wins over the library', () => {
    const days = [
      { date: '2027-01-01', works: false, name: '元旦' },
      { date: '2027-01-02', works: true, name: '元旦调休' },
      { date: '2026-11-23', works: false, name: '本地停工' },
    ];
    const own = workingTime(chinaCalendar({ days, knownUntil: '2027-12-31' }), OFFICE, 'Asia/Shanghai');
    expect(shown(own.calendarKnownUntil)).toBe('2028-01-01 00:00:00');
    expect(own.isWorkingDay(at('2027-01-01 12:00'))).toBe(false);
    expect(own.isWorkingDay(at('2027-01-02 12:00'))).toBe(true);
    expect(own.isWorkingDay(at('2026-11-23 12:00'))).toBe(false);
    expect(chinaCalendar({ days: [], knownUntil: '2020-12-31' }).knownUntil).toBe('2026-12-31');
  });

  test('office hours may have a break', () => {
    const hours = [
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '18:00' },
    ];
    const broken = workingTime(calendar, hours, 'Asia/Shanghai');
    expect(shown(broken.addWorkingHours(at('2025-11-18 11:00'), 2))).toBe('2025-11-18 15:00:00');
    expect(shown(broken.addWorkingDays(at('2025-11-18 13:00'), 1))).toBe('2025-11-19 18:00:00');
    expect(broken.workedBetween(at('2025-11-18 12:30'), at('2025-11-18 13:30'))).toBe(0);
  });
});

describe('[B9] the zone is the profile’s, not the host’s', () => {
  const host = process.env.TZ;
  afterEach(() => {
    if (host === undefined) delete process.env.TZ;
    else process.env.TZ = host;
  });

  test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])('on a host in %s', zone => {
    process.env.TZ = zone;
    const there = workingTime(chinaCalendar({ days: [], knownUntil: null }), OFFICE, 'Asia/Shanghai');
    expect(shown(there.addWorkingDays(at('2025-09-26 10:00'), 1))).toBe('2025-09-28 17:00:00');
    expect(shown(there.addWorkingHours(at('2025-09-30 16:00'), 2))).toBe('2025-10-09 09:00:00');
  });

  test('a zone with summer time opens at eight by the clock on the wall, before and after the change', () => {
    const berlin = workingTime(calendar, OFFICE, 'Europe/Berlin');
    expect(berlin.addWorkingHours(Date.parse('2026-03-27T16:00:00+01:00'), 2)).toBe(
      Date.parse('2026-03-30T09:00:00+02:00'),
    );
  });
});

describe('what always holds', () => {
  const instant = fc.integer({ min: at('2024-01-01 00:00'), max: at('2026-12-20 00:00') });
  const workHours = fc.integer({ min: 1, max: 200 * 3600 }).map(seconds => seconds / 3600);
  const workDays = fc.integer({ min: 0, max: 40 });
  const isOffice = (ms: number) => time.workedBetween(ms, ms + 1) === 1;

  const RUNS = { numRuns: 500 };

  test('a later report is never due earlier', () => {
    fc.assert(
      fc.property(instant, instant, workDays, workHours, (a, b, d, h) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        expect(time.addWorkingDays(first, d)).toBeLessThanOrEqual(time.addWorkingDays(second, d));
        expect(time.addWorkingHours(first, h)).toBeLessThanOrEqual(time.addWorkingHours(second, h));
      }),
      RUNS,
    );
  });

  test('more time ends later', () => {
    fc.assert(
      fc.property(instant, workDays, workHours, (ms, d, h) => {
        expect(time.addWorkingDays(ms, d)).toBeLessThan(time.addWorkingDays(ms, d + 1));
        expect(time.addWorkingHours(ms, h)).toBeLessThan(time.addWorkingHours(ms, h + 1));
      }),
      RUNS,
    );
  });

  test('a limit ends in office time or at its close, never inside a day off', () => {
    fc.assert(
      fc.property(instant, workDays, workHours, (ms, d, h) => {
        for (const due of [time.addWorkingDays(ms, d), time.addWorkingHours(ms, h)]) {
          expect(isOffice(due - 1)).toBe(true);
          expect(time.isWorkingDay(due - 1)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('hours there and counted back are the same hours', () => {
    fc.assert(
      fc.property(instant, workHours, (ms, h) => {
        expect(time.workedBetween(ms, time.addWorkingHours(ms, h))).toBe(Math.round(h * HOUR_MS));
      }),
      RUNS,
    );
  });

  test('hours add up, and so do days from within the day that was reached', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (ms, a, b) => {
        expect(time.addWorkingHours(time.addWorkingHours(ms, a), b)).toBe(time.addWorkingHours(ms, a + b));
        expect(time.addWorkingDays(time.addWorkingDays(ms, a) - 1, b)).toBe(time.addWorkingDays(ms, a + b));
      }),
      RUNS,
    );
  });

  test('office time adds up', () => {
    fc.assert(
      fc.property(instant, instant, instant, (...three) => {
        const [a, b, c] = three.sort((x, y) => x - y) as [number, number, number];
        expect(time.workedBetween(a, b) + time.workedBetween(b, c)).toBe(time.workedBetween(a, c));
      }),
      RUNS,
    );
  });

  test('n working days lie n working days apart', () => {
    fc.assert(
      fc.property(instant, workDays, (ms, n) => {
        const due = time.addWorkingDays(ms, n);
        expect(time.workedBetween(time.addWorkingDays(ms, 0), due)).toBe(n * 9 * HOUR_MS);
      }),
      RUNS,
    );
  });
});
