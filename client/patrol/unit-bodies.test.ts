import { expect, test } from 'vitest';
import { encodePositionFrame } from '../../server/contract/position-frame.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { aUnit } from '../store/record-builders.ts';
import { UnitBodyColumns, type UnitClassLook } from './unit-bodies.ts';
import { UnitPositions } from './unit-positions.ts';
import { unitsOf } from './unit-slice.ts';

const NOW = 1_795_000_000_000;
const HIDDEN = -1;
const looks: Record<string, UnitClassLook> = {
  'patrol-person': { shape: 'person', reportIntervalS: 30, maxSpeedMps: 2.5 },
  'patrol-vehicle': { shape: 'vehicle', reportIntervalS: 1, maxSpeedMps: 22 },
};

const lookOf = (unit: UnitRecord): UnitClassLook => ({
  ...looks[unit.unitClass]!,
  ...(unit.reportIntervalS !== null && { reportIntervalS: unit.reportIntervalS }),
});

function aFix(unitIndex: number, lon: number, ageMs: number, headingDeg: number | null = null) {
  return { unitIndex, lon, lat: 22.5, fixTimeMs: NOW - ageMs, headingDeg, speedMps: 1, accuracyM: 5 };
}

function bodiesOf(positions: UnitPositions, units: ReturnType<typeof aUnit>[]) {
  const { length, attributes } = new UnitBodyColumns().fill(positions, unitsOf(units), lookOf, NOW, 0);
  return Array.from({ length }, (_, i) => ({
    lon: attributes.getPosition.value[i * 3]!,
    step: [...attributes.getMotion.value.subarray(i * 4, i * 4 + 4)],
    fix: [...attributes.getFix.value.subarray(i * 4, i * 4 + 4)],
  }));
}

test('a unit on duty is drawn in the shape of its class; heading that is not known is told as -1', () => {
  const positions = new UnitPositions();
  positions.applyFrame(encodePositionFrame([aFix(0, 113.88, 0), aFix(1, 113.89, 0, 90)], NOW), 0);
  const [person, vehicle] = bodiesOf(positions, [
    aUnit(0, { unitClass: 'patrol-person' }),
    aUnit(1, { unitClass: 'patrol-vehicle' }),
  ]);
  expect(person!.fix.slice(1)).toEqual([30, -1, 0]);
  expect(vehicle!.fix[2]).toBeCloseTo(90, 0);
  expect(vehicle!.fix[3]).toBe(1);
});

test('off duty, unknown, or silent for half an hour: not on the map', () => {
  const positions = new UnitPositions();
  const frame = [aFix(0, 113.88, 0), aFix(1, 113.88, 0), aFix(2, 113.88, 31 * 60_000)];
  positions.applyFrame(encodePositionFrame(frame, NOW), 0);
  const bodies = bodiesOf(positions, [aUnit(0, { onDuty: false }), aUnit(2)]);
  expect(bodies.map(body => body.fix[3])).toEqual([HIDDEN, HIDDEN, HIDDEN]);
});

test('[P-95] the shader is told the interval of the unit, and who reports each hour is drawn while its ladder lasts', () => {
  const positions = new UnitPositions();
  const frame = [aFix(0, 113.88, 0), aFix(1, 113.88, 31 * 60_000), aFix(2, 113.88, 6.5 * 3_600_000)];
  positions.applyFrame(encodePositionFrame(frame, NOW), 0);
  const hourly = { reportIntervalS: 3600 };
  const bodies = bodiesOf(positions, [aUnit(0, { reportIntervalS: 60 }), aUnit(1, hourly), aUnit(2, hourly)]);
  expect(bodies.map(({ fix }) => [fix[1], fix[3]])).toEqual([
    [60, 0],
    [3600, 0],
    [expect.any(Number), HIDDEN],
  ]);
});

test('[wall-ux 6] a step is animated for at most one reporting interval and two seconds', () => {
  const columns = new UnitBodyColumns();
  const positions = new UnitPositions();
  const units = unitsOf([aUnit(0, { unitClass: 'patrol-person' }), aUnit(1, { unitClass: 'patrol-vehicle' })]);
  positions.applyFrame(encodePositionFrame([aFix(0, 113.88, 9000), aFix(1, 113.88, 9000)], NOW), 0);
  columns.fill(positions, units, lookOf, NOW, 0);
  positions.applyFrame(encodePositionFrame([aFix(0, 113.8801, 0), aFix(1, 113.8801, 7500)], NOW), 1);
  const { getMotion } = columns.fill(positions, units, lookOf, NOW, 0).attributes;
  expect(getMotion.value[3]).toBe(2);
  expect(getMotion.value[7]).toBe(1);
  expect(getMotion.value[0]).toBeCloseTo((0.0001 * 512) / 360, 6);
});
