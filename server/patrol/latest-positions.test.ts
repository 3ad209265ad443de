import { expect, test } from 'vitest';
import type { UnitIndex } from '../contract/ids.ts';
import { LatestPositions } from './latest-positions.ts';

const UNIT = 7 as UnitIndex;
function aPlace(unitIndex: number, fixTimeMs: number, lon = 113.9) {
  return { unitIndex, fixTimeMs, lon, lat: 22.5, accuracyM: 5, speedMps: null, headingDeg: null };
}

test('[C1] a shuffled track ends at its newest fix and never moves back', () => {
  const latest = new LatestPositions();
  const moved = [30, 10, 20, 50, 40].map(time => latest.take(aPlace(UNIT, time)));
  expect(moved).toEqual([true, false, false, true, false]);
  expect(latest.all().map(p => p.fixTimeMs)).toEqual([50]);
  expect([10, 20, 30, 40, 50].every(time => latest.history(UNIT).has(time))).toBe(true);
  expect(latest.history(UNIT).has(45)).toBe(false);
});

test('what moved is told once, each unit once, in ascending order', () => {
  const latest = new LatestPositions();
  for (const [unit, time] of [
    [300, 1],
    [2, 1],
    [10, 1],
    [2, 2],
  ] as const)
    latest.take(aPlace(unit, time));
  expect(latest.takeMoved().map(p => [p.unitIndex, p.fixTimeMs])).toEqual([
    [2, 2],
    [10, 1],
    [300, 1],
  ]);
  expect(latest.takeMoved()).toEqual([]);
  expect(latest.all()).toHaveLength(3);
});

test('recent times are remembered for 256 fixes and can be taken back', () => {
  const history = new LatestPositions().history(UNIT);
  for (let time = 1; time <= 300; time++) history.add(time);
  expect(history.has(44)).toBe(false);
  expect(history.has(45)).toBe(true);
  expect(history.has(300)).toBe(true);
  history.forget(300);
  expect(history.has(300)).toBe(false);
  expect(history.newestMs).toBe(300);
});
