import { expect, test } from 'vitest';
import { type WorkCalendarSettings, workCalendarSettings } from './work-calendar.ts';

function faultOf(more: Partial<WorkCalendarSettings>): string | null {
  const settings = {
    officeHours: [{ from: '08:00', to: '17:00' }],
    source: 'S3-02',
    days: [],
    knownUntil: null,
    ...more,
  };
  const issue = workCalendarSettings.safeParse(settings).error?.issues[0];
  return issue ? `${issue.path.join('.')}: ${issue.message}` : null;
}

test('one period, two with a break, until midnight', () => {
  expect(faultOf({})).toBeNull();
  const morning = { from: '09:00', to: '12:00' };
  expect(faultOf({ officeHours: [morning, { from: '14:00', to: '18:00' }] })).toBeNull();
  expect(faultOf({ officeHours: [{ from: '00:00', to: '24:00' }] })).toBeNull();
});

test.each<[string, Partial<WorkCalendarSettings>]>([
  ['officeHours.0.from: must be a time like 08:00', { officeHours: [{ from: '8:00', to: '17:00' }] }],
  ['officeHours.0.to: must be a time like 08:00', { officeHours: [{ from: '08:00', to: '24:30' }] }],
  [
    'officeHours: periods must be in order, each ending after it begins',
    { officeHours: [{ from: '17:00', to: '08:00' }] },
  ],
  [
    'officeHours: periods must be in order, each ending after it begins',
    {
      officeHours: [
        { from: '08:00', to: '12:00' },
        { from: '11:00', to: '17:00' },
      ],
    },
  ],
  ['days.0.date: Invalid ISO date', { days: [{ date: '2027-02-30', works: false, name: '春节' }] }],
  [
    'days: a date stands there twice',
    {
      days: [
        { date: '2027-02-06', works: false, name: '春节' },
        { date: '2027-02-06', works: true, name: '调休' },
      ],
    },
  ],
])('[bad input] %s', (fault, more) => expect(faultOf(more)).toBe(fault));
