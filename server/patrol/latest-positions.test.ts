import { expect, test } from 'vitest';
import type { UnitIndex } from '../contract/ids.ts';
import { encodePositionFrame } from '../contract/position-frame.ts';
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
  expect([...latest.takeMoved()]).toEqual([2, 10, 300]);
  expect([...latest.takeMoved()]).toEqual([]);
  expect(latest.all().map(p => [p.unitIndex, p.fixTimeMs])).toEqual([
    [2, 2],
    [10, 1],
    [300, 1],
  ]);
});

test('a frame from the columns is, byte for byte, the frame of the same positions as objects', () => {
  const latest = new LatestPositions();
  const now = 1_795_000_000_000;
  // Neighbours, word borders, growth twice, a wide gap; known and unknown values.
  const positions = [0, 1, 31, 32, 63, 1023, 1024, 5000, 70_000].map((unitIndex, i) => ({
    unitIndex,
    lon: 113.9 + i * 1e-4,
    lat: 22.5 + i * 3e-5,
    fixTimeMs: now - i * 7000,
    headingDeg: i % 3 === 0 ? null : i * 40,
    speedMps: i % 4 === 0 ? null : i * 1.3,
    accuracyM: i % 5 === 0 ? null : i * 9,
  }));
  for (const position of positions.toReversed()) latest.take(position);
  expect(latest.all()).toEqual(positions);
  const expected = new Uint8Array(encodePositionFrame(positions, now));
  expect(new Uint8Array(latest.frameOf(latest.takeMoved(), now))).toEqual(expected);
  expect(new Uint8Array(latest.frameOf(latest.known(), now))).toEqual(expected);
});

test('recent times are remembered for 256 fixes and can be taken back', () => {
  const history = new LatestPositions().history(UNIT);
  for (let time = 1; time <= 300; time++) history.add(time);
  expect(history.has(44)).toBe(false);
  expect(history.has(45)).toBe(true);
  expect(history.has(300)).toBe(true);
  history.forget(300);
  expect(history.has(300)).toBe(false);
  expect(history.newestMs).toBeNull();
});

test('[P-27] a fix that is too inexact to move the unit leaves its time, and the newest one is still the one that is shown', () => {
  const latest = new LatestPositions();
  latest.take(aPlace(UNIT, 10));
  expect(latest.take(aPlace(UNIT, 20, 114), false)).toBe(false);
  expect(latest.history(UNIT)).toMatchObject({ newestMs: 10 });
  expect(latest.history(UNIT).has(20)).toBe(true);
  expect(latest.take(aPlace(UNIT, 15))).toBe(true);
  expect(latest.spotOf(UNIT)).toMatchObject({ lon: 113.9, fixTimeMs: 15, accuracyM: 5 });
});
