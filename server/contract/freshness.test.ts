import { expect, test } from 'vitest';
import { type Freshness, freshnessOf } from './freshness.ts';

const PERSON_S = 30;
const VEHICLE_S = 10;

/** Walks a clock forward in steps and notes when the word changes. */
function ladder(reportIntervalS: number): [fromMs: number, Freshness][] {
  const seen: [number, Freshness][] = [];
  for (let ageMs = 0; ageMs <= 31 * 60_000; ageMs += 100) {
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
    [600_100, 'lost'],
    [1_800_100, 'archived'],
  ]);
});

test('[C6] a fix more than a minute in the future is a clock error, not fresh', () => {
  expect(freshnessOf(-60_000, PERSON_S)).toBe('fresh');
  expect(freshnessOf(-60_001, PERSON_S)).toBe('clock-error');
});
