import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timetable } from './timetable.ts';

const NINE = Date.UTC(2026, 10, 28, 1, 0);
const clock = (ms: number) => new Date(ms).toISOString().slice(11, 19);

test('[O-70] a vehicle makes 20 km in an hour, somebody on foot 4', () => {
  const stops = [
    { distanceM: 1000, dwellMin: 15 },
    { distanceM: 2000, dwellMin: 0 },
    { distanceM: 0, dwellMin: 5 },
    { distanceM: 4000, dwellMin: 20 },
  ];
  expect(timetable(NINE, 'vehicle', stops).map(clock)).toEqual(['01:03:00', '01:24:00', '01:24:00', '01:41:00']);
  expect(timetable(NINE, 'foot', stops).map(clock)).toEqual(['01:15:00', '02:00:00', '02:00:00', '03:05:00']);
});

test('[O-71] what falls between two minutes is put off to the later one, and the next counts from there', () => {
  const stops = [
    { distanceM: 10, dwellMin: 10 },
    { distanceM: 10, dwellMin: 10 },
  ];
  expect(timetable(NINE + 1000, 'foot', stops).map(clock)).toEqual(['01:01:00', '01:12:00']);
});

test('[O-70] nobody arrives before the stay at the stop before is over, and always on a full minute', () => {
  const stop = fc.record({
    distanceM: fc.integer({ min: 0, max: 20_000 }),
    dwellMin: fc.integer({ min: 0, max: 600 }),
  });
  fc.assert(
    fc.property(
      fc.array(stop, { maxLength: 60 }),
      fc.constantFrom('foot' as const, 'vehicle' as const),
      (stops, mode) => {
        const arrivals = timetable(NINE, mode, stops);
        expect(arrivals).toHaveLength(stops.length);
        for (const [i, arrival] of arrivals.entries()) {
          expect(arrival % 60_000).toBe(0);
          const leaves = i === 0 ? NINE : arrivals[i - 1]! + stops[i - 1]!.dwellMin * 60_000;
          expect(arrival).toBeGreaterThanOrEqual(leaves);
        }
      },
    ),
    { seed: 20261128 },
  );
});
