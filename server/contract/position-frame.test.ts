import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BYTES_A_UNIT,
  encodePositionFrame,
  type FramePosition,
  HEADER_BYTES,
  visitPositionFrame,
} from './position-frame.ts';

const NOW = 1_795_000_000_000;

const somePosition = fc.record({
  unitIndex: fc.integer({ min: 0, max: 70_000 }),
  lon: fc.double({ min: 113.8, max: 114, noNaN: true }),
  lat: fc.double({ min: 22.5, max: 22.7, noNaN: true }),
  fixTimeMs: fc.integer({ min: NOW - 28_000_000, max: NOW }),
  headingDeg: fc.option(fc.double({ min: 0, max: 360, noNaN: true })),
  speedMps: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
  accuracyM: fc.option(fc.double({ min: 0, max: 6000, noNaN: true })),
});

function decode(frame: ArrayBuffer | Uint8Array) {
  const seen: FramePosition[] = [];
  visitPositionFrame(frame, (unitIndex, lon, lat, fixTimeMs, headingDeg, speedMps, accuracyM) =>
    seen.push({ unitIndex, lon, lat, fixTimeMs, headingDeg, speedMps, accuracyM }),
  );
  return seen;
}

test('what goes in comes out, to half a step, with the age to its own resolution', () => {
  fc.assert(
    fc.property(fc.uniqueArray(somePosition, { selector: p => p.unitIndex, maxLength: 200 }), some => {
      const positions = some.sort((a, b) => a.unitIndex - b.unitIndex);
      const seen = decode(encodePositionFrame(positions, NOW));
      expect(seen.map(p => p.unitIndex)).toEqual(positions.map(p => p.unitIndex));
      positions.forEach((p, i) => {
        const got = seen[i]!;
        expect(Math.abs(got.lon - p.lon)).toBeLessThan(3.1e-6 / 2 + 1e-7); // 0.2 degrees over 65,535 steps
        expect(Math.abs(got.lat - p.lat)).toBeLessThan(3.1e-6 / 2 + 1e-7);
        const age = NOW - p.fixTimeMs;
        const resolution = age < 10_000 ? 51 : age < 99_500 ? 501 : age < 2_130_000 ? 30_001 : 450_001;
        expect(Math.abs(NOW - got.fixTimeMs - age)).toBeLessThanOrEqual(resolution);
        if (p.headingDeg === null) expect(got.headingDeg).toBeNaN();
        else expect(Math.abs(((got.headingDeg! - p.headingDeg + 540) % 360) - 180)).toBeLessThan(0.8);
        if (p.speedMps === null) expect(got.speedMps).toBeNaN();
      });
    }),
    { seed: 20261122 },
  );
});

test('a frame of neighbours costs eight bytes a unit and a header', () => {
  const positions = Array.from({ length: 500 }, (_, unitIndex) => ({
    unitIndex,
    lon: 113.89,
    lat: 22.56,
    fixTimeMs: NOW,
    headingDeg: null,
    speedMps: null,
    accuracyM: null,
  }));
  expect(encodePositionFrame(positions, NOW).byteLength).toBe(HEADER_BYTES + 500 * BYTES_A_UNIT);
});

test('a unit on the other side of the world makes the frame coarser, not wrong', () => {
  const at = (unitIndex: number, lon: number, lat: number) =>
    ({ unitIndex, lon, lat, fixTimeMs: NOW, headingDeg: 90, speedMps: 1, accuracyM: 5 }) as const;
  const seen = decode(encodePositionFrame([at(3, -180, -90), at(900, 180, 90)], NOW));
  expect(seen[0]!.lon).toBeCloseTo(-180, 2);
  expect(seen[1]!.lon).toBeCloseTo(180, 2);
  expect(seen[1]!.lat).toBeCloseTo(90, 2);
});

test('reads a frame that starts at an odd byte of a larger buffer, as Node hands them out', () => {
  const frame = new Uint8Array(
    encodePositionFrame(
      [{ unitIndex: 7, lon: 113.9, lat: 22.5, fixTimeMs: NOW, headingDeg: 0, speedMps: 0, accuracyM: 3 }],
      NOW,
    ),
  );
  const shifted = new Uint8Array(frame.length + 1);
  shifted.set(frame, 1);
  expect(decode(shifted.subarray(1))[0]!.unitIndex).toBe(7);
});

test('a cut, padded or foreign frame is refused before anything is read from it', () => {
  const frame = new Uint8Array(encodePositionFrame([], NOW));
  expect(() => decode(frame.subarray(0, 20))).toThrow(/too short/);
  expect(() => decode(Uint8Array.from([...frame, 0]))).toThrow(/expected/);
  const foreign = Uint8Array.from(frame);
  foreign[0] = 9;
  expect(() => decode(foreign)).toThrow(/version 9/);
});

test('indices out of order are our own mistake and throw', () => {
  const p = { lon: 1, lat: 1, fixTimeMs: NOW, headingDeg: null, speedMps: null, accuracyM: null };
  expect(() =>
    encodePositionFrame(
      [
        { unitIndex: 2, ...p },
        { unitIndex: 2, ...p },
      ],
      NOW,
    ),
  ).toThrow(/not ascending/);
});
