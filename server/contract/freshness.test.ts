import { expect, test } from 'vitest';
import { archivedAfterMs, type Freshness, freshnessOf, lostAfterMs, reportIntervalOf } from './freshness.ts';

const PERSON_S = 30;
const VEHICLE_S = 10;

/** Walks a clock forward in steps and notes when the word changes. */
function ladder(reportIntervalS: number): [fromMs: number, Freshness][] {
  const seen: [number, Freshness][] = [];
  for (let ageMs = 0; ageMs <= 370 * 60_000; ageMs += 100) {
    const word = freshnessOf(ageMs, reportIntervalS);
    if (seen.at(-1)?.[1] !== word) seen.push([ageMs, word]);
  }
  return seen;
}

test('[C10] a silent person goes fresh, ageing, stale, lost, archived at 60 s, 150 s, 10 min, 30 min', () => {
  expect(ladder(PERSON_S)).toEqual([
    [0, 'fresh'],
    [60_100, 'ageing'],
    [150_100, 'stale'],
    [600_100, 'lost'],
    [1_800_100, 'archived'],
  ]);
});

test('[C10] a silent vehicle ages three times faster', () => {
  expect(ladder(VEHICLE_S).map(([fromMs]) => fromMs)).toEqual([0, 20_100, 50_100, 600_100, 1_800_100]);
});

test('three minutes are stale however seldom a unit reports', () => {
  expect(ladder(3600)).toEqual([
    [0, 'fresh'],
    [180_100, 'stale'],
    [7_200_100, 'lost'],
    [21_600_100, 'archived'],
  ]);
});

test('[P-13] ten minutes are lost for whoever reports at least every five; who reports more seldom is lost after two reports', () => {
  expect([1, 30, 300, 301, 900].map(s => lostAfterMs(s) / 1000)).toEqual([600, 600, 600, 602, 1800]);
  expect([30, 900].map(s => archivedAfterMs(s) / 1000)).toEqual([1800, 5400]);
});

test('[P-95] the interval is the one the unit is known by, else that of its class, else that of a person', () => {
  expect(reportIntervalOf({ reportIntervalS: 60 }, 10)).toBe(60);
  expect(reportIntervalOf({ reportIntervalS: null }, 10)).toBe(10);
  expect(reportIntervalOf({ reportIntervalS: null }, undefined)).toBe(30);
});

test('[C6] a fix more than a minute in the future is a clock error, not fresh', () => {
  expect(freshnessOf(-60_000, PERSON_S)).toBe('fresh');
  expect(freshnessOf(-60_001, PERSON_S)).toBe('clock-error');
});
