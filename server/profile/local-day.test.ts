import { afterEach, describe, expect, test } from 'vitest';
import { localDays } from './local-day.ts';

const at = (iso: string) => Date.parse(iso);
const hostZone = process.env.TZ;
afterEach(() => {
  if (hostZone === undefined) delete process.env.TZ;
  else process.env.TZ = hostZone;
});

describe.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])('[B9] on a host in %s', host => {
  const shanghai = () => {
    process.env.TZ = host;
    return localDays('Asia/Shanghai');
  };

  test('the day begins at midnight in Shanghai', () => {
    expect(shanghai().startOfDay(at('2026-11-22T15:59:59.999Z'))).toBe(at('2026-11-21T16:00:00Z'));
    expect(shanghai().startOfDay(at('2026-11-22T16:00:00Z'))).toBe(at('2026-11-22T16:00:00Z'));
    expect(shanghai().dayName(at('2026-11-22T16:00:00Z'))).toBe('20261123');
    expect(shanghai().startOfNextDay(at('2026-12-31T15:59:59.999Z'))).toBe(at('2026-12-31T16:00:00Z'));
  });

  test('31 January 23:59:59 belongs to January, a second later it is February', () => {
    const lastSecond = at('2027-01-31T23:59:59+08:00');
    expect(shanghai().monthName(lastSecond)).toBe('2027-01');
    expect(shanghai().monthName(lastSecond + 1000)).toBe('2027-02');
    expect(shanghai().startOfMonth(lastSecond)).toBe(at('2027-01-01T00:00:00+08:00'));
    expect(shanghai().startOfMonth(lastSecond + 1000)).toBe(at('2027-02-01T00:00:00+08:00'));
  });

  test('a month before ends at the last day that month has, and crosses the year', () => {
    expect(shanghai().monthBefore(at('2027-03-31T08:30:15.250+08:00'))).toBe(at('2027-02-28T08:30:15.250+08:00'));
    expect(shanghai().monthBefore(at('2028-03-31T08:30:00+08:00'))).toBe(at('2028-02-29T08:30:00+08:00'));
    expect(shanghai().monthBefore(at('2027-01-15T00:00:00+08:00'))).toBe(at('2026-12-15T00:00:00+08:00'));
  });

  test('a day before crosses month and year', () => {
    expect(shanghai().dayBefore(at('2027-01-01T07:00:00+08:00'))).toBe(at('2026-12-31T07:00:00+08:00'));
  });
});

test('a zone that changes its clocks keeps its midnights', () => {
  const berlin = localDays('Europe/Berlin');
  expect(berlin.startOfNextDay(at('2026-03-29T12:00:00Z'))).toBe(at('2026-03-29T22:00:00Z'));
  expect(berlin.startOfDay(at('2026-03-29T12:00:00Z'))).toBe(at('2026-03-28T23:00:00Z'));
  expect(berlin.startOfDay(at('2026-10-25T12:00:00Z'))).toBe(at('2026-10-24T22:00:00Z'));
});

test('an unknown zone throws at once', () => {
  expect(() => localDays('Asia/Baoan')).toThrow();
});
