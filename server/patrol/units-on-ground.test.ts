import { expect, test } from 'vitest';
import type { UnitRecord } from '../contract/unit.ts';
import { sight } from './shifts/zone-duty.ts';
import { standingOf, unitsOnGround } from './units-on-ground.ts';

const MINUTE_MS = 60_000;

test.each([
  ['a person reports every 30 s', 30, 60_000, 'fresh'],
  ['a person, just over twice that', 30, 60_001, 'ageing'],
  ['a person, five times that', 30, 150_000, 'ageing'],
  ['a person, more', 30, 150_001, 'stale'],
  ['a vehicle reports every 10 s', 10, 50_001, 'stale'],
  ['reports every minute: stale after three all the same', 60, 3 * MINUTE_MS + 1, 'stale'],
  ['ten minutes', 30, 10 * MINUTE_MS, 'stale'],
  ['more than ten minutes', 30, 10 * MINUTE_MS + 1, 'lost'],
  ['days', 30, 90_000_000, 'lost'],
  ['a minute in the future is forgiven', 30, -MINUTE_MS, 'fresh'],
  ['more is a wrong clock', 30, -MINUTE_MS - 1, 'clock-error'],
] as const)('[P-13] %s', (_, reportIntervalS, ageMs, standing) => {
  expect(standingOf(ageMs, reportIntervalS)).toBe(standing);
});

test('[P-95] the unit’s own interval counts before that of its class, for suggestions as for cover', () => {
  const now = 1_795_000_000_000;
  const unitClasses = [{ id: 'person', reportIntervalS: 30 }];
  const units = [null, 120, 900].map(
    (reportIntervalS, index) => ({ index, unitClass: 'person', reportIntervalS }) as unknown as UnitRecord,
  );
  const standings = (ageMs: number) =>
    unitsOnGround({
      ...{ unitClasses, units: { all: () => units } },
      latest: {
        all: () => units.map(({ index }) => ({ unitIndex: index, lon: 0, lat: 0, fixTimeMs: now - ageMs })) as never,
      },
    })(now).map(({ fix }) => fix?.standing);
  expect(standings(160_000)).toEqual(['stale', 'fresh', 'fresh']);
  expect(standings(11 * MINUTE_MS)).toEqual(['lost', 'lost', 'stale']);
  const isSeen = sight({ unitClasses, newestFixMs: () => now - 11 * MINUTE_MS }, now);
  expect(units.map(isSeen)).toEqual([false, false, true]);
});
