import { expect, test } from 'vitest';
import type { UnitIndex } from '../../server/contract/ids.ts';
import { encodePositionFrame, type FramePosition } from '../../server/contract/position-frame.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { aUnit, NOON } from '../store/record-builders.ts';
import { trailKeeping } from './trail-length.ts';
import { UnitPositions } from './unit-positions.ts';
import { unitsOf } from './unit-slice.ts';
import { MOST_TRAILED_UNITS, UnitTrailColumns } from './unit-trail-layer.ts';

const LAT = 22.56;
const STEP_DEG = 50 / 111_195;
const STEP_MS = 10_000;
const LENGTH_MS = 30 * 60_000;
const ALL = { lengthMs: LENGTH_MS, always: null };

/** `units` units that go north from noon on, a step every ten seconds. */
function aRide(of: { units?: number; steps: number; skip?: number }) {
  const positions = new UnitPositions();
  positions.keepTrails(trailKeeping('30'));
  const units = of.units ?? 1;
  for (let index = 0; index < units; index++) positions.setReportInterval(index, STEP_MS);
  for (let step = 0; step <= of.steps; step++) {
    if (step === of.skip || step - 1 === of.skip) continue;
    const at = NOON + step * STEP_MS;
    const fix = (unitIndex: number): FramePosition => ({
      ...{ unitIndex, lon: 113.88, lat: LAT + step * STEP_DEG, fixTimeMs: at },
      ...{ headingDeg: null, speedMps: null, accuracyM: null },
    });
    positions.applyFrame(
      encodePositionFrame(
        Array.from({ length: units }, (_, index) => fix(index)),
        at,
      ),
      at - NOON,
    );
  }
  return { positions, now: NOON + of.steps * STEP_MS };
}

/** Each piece as `[step it comes from, step it leads to, opacity]`. */
function piecesOf(
  ride: ReturnType<typeof aRide>,
  units: UnitRecord[],
  look: { lengthMs: number; always: UnitIndex | null } = ALL,
) {
  const { length, attributes } = new UnitTrailColumns().fill(ride.positions, unitsOf(units), ride.now, look);
  const step = (lat: number) => Math.round((lat - LAT) / STEP_DEG);
  return Array.from({ length }, (_, i) => [
    step(attributes.getSourcePosition.value[i * 3 + 1]!),
    step(attributes.getTargetPosition.value[i * 3 + 1]!),
    attributes.getColor.value[i * 4 + 3]!,
  ]);
}

const ON_DUTY = aUnit(0, { dutyChangedAt: NOON - 60_000 });

test('a trail leads from point to point and fades with the age of the fix', () => {
  const ride = aRide({ steps: 180 });
  const pieces = piecesOf(ride, [ON_DUTY]);
  expect(pieces.map(([from, to]) => [from, to])).toEqual([
    ...Array.from({ length: 180 }, (_, i) => [i, i + 1]),
    [180, 180], // up to the newest fix, which here is a point of its own
  ]);
  expect(pieces.map(([, , opacity]) => opacity)).toEqual(pieces.map(([, to]) => Math.round((220 * to!) / 180)));
});

test('nothing is drawn when trails are off, and nothing off duty', () => {
  const ride = aRide({ steps: 12 });
  expect(piecesOf(ride, [ON_DUTY], { lengthMs: 0, always: 0 as UnitIndex })).toEqual([]);
  expect(piecesOf(ride, [aUnit(0, { onDuty: false })])).toEqual([]);
  expect(piecesOf(ride, [])).toEqual([]);
});

test('[P-111] where somebody was before signing on is not drawn', () => {
  const ride = aRide({ steps: 12 });
  const signedOn = aUnit(0, { dutyChangedAt: NOON + 5 * STEP_MS });
  expect(piecesOf(ride, [signedOn])[0]?.slice(0, 2)).toEqual([5, 6]);
});

test('[P-112] no piece leads over a silence', () => {
  const pieces = piecesOf(aRide({ steps: 8, skip: 3 }), [ON_DUTY]);
  expect(pieces.map(([from, to]) => [from, to])).toEqual([
    [0, 1],
    [1, 2],
    [5, 6],
    [6, 7],
    [7, 8],
    [8, 8],
  ]);
});

test('[P-113] with more units than can be told apart only the chosen one has a trail', () => {
  const ride = aRide({ units: MOST_TRAILED_UNITS + 1, steps: 2 });
  const units = Array.from({ length: MOST_TRAILED_UNITS + 1 }, (_, i) => aUnit(i, { dutyChangedAt: NOON - 1 }));
  expect(piecesOf(ride, units)).toEqual([]);
  expect(piecesOf(ride, units, { ...ALL, always: 7 as UnitIndex })).toHaveLength(3);
  expect(piecesOf(ride, units, { ...ALL, always: 9999 as UnitIndex })).toEqual([]);
});
