import { expect, test } from 'vitest';
import { encodePositionFrame } from '../../server/contract/position-frame.ts';
import { anIncident, aUnit, BINHAI, NOON } from '../store/record-builders.ts';
import { UnitPositions } from './unit-positions.ts';
import { unitsOf } from './unit-slice.ts';
import { summariseUnits, type UnitCounts } from './unit-summary.ts';

const MINUTE = 60_000;
const T_S = () => 30;

/** Units 0..n-1, each with a fix of the given age in ms at NOON; null = never seen. */
function seen(agesMs: (number | null)[]) {
  const positions = new UnitPositions();
  agesMs.forEach((ageMs, unitIndex) => {
    if (ageMs === null) return;
    const at = NOON - ageMs;
    const fix = { unitIndex, lon: 113.9, lat: 22.5, fixTimeMs: at, headingDeg: null, speedMps: null, accuracyM: null };
    positions.applyFrame(encodePositionFrame([fix], at), 0);
  });
  return positions;
}

const onDutyParts = ({ live, stale, lost, clockError, unlocated }: UnitCounts) =>
  live + stale + lost + clockError + unlocated;

test('each unit on duty is counted once, by how far its position can be believed', () => {
  const positions = seen([0, 90_000, 4 * MINUTE, 11 * MINUTE, 40 * MINUTE, -2 * MINUTE, null, 11 * MINUTE]);
  const units = unitsOf([0, 1, 2, 3, 4, 5, 6].map(i => aUnit(i)).concat(aUnit(7, { onDuty: false })));
  const { all, byZone } = summariseUnits(units, positions, NOON, T_S, new Map());
  expect(all).toEqual({
    registered: 8,
    onDuty: 7,
    live: 2,
    stale: 1,
    lost: 2,
    clockError: 1,
    unlocated: 1,
    available: 3,
    busy: 0,
    away: 0,
  });
  expect(byZone.get(BINHAI)).toEqual(all);
  expect(onDutyParts(all)).toBe(all.onDuty);
});

test('units without a home zone have their own row', () => {
  const { byZone } = summariseUnits(unitsOf([aUnit(0, { homeZone: null })]), seen([0]), NOON, T_S, new Map());
  expect([...byZone]).toEqual([[null, expect.objectContaining({ registered: 1, live: 1 })]]);
});

test('the lost ones are named, longest silence first', () => {
  const { lost } = summariseUnits(
    unitsOf([0, 1, 2].map(i => aUnit(i))),
    seen([11 * MINUTE, 0, 50 * MINUTE]),
    NOON,
    T_S,
    new Map(),
  );
  expect(lost.map(({ unit, fixAgeMs }) => [unit.callSign, fixAgeMs / MINUTE])).toEqual([
    ['巡02', 50],
    ['巡00', 11],
  ]);
});

test('[C10] time alone moves a unit from live to lost', () => {
  const positions = seen([0]);
  const at = (later: number) => summariseUnits(unitsOf([aUnit(0)]), positions, NOON + later, T_S, new Map()).all;
  expect(at(2.5 * MINUTE)).toMatchObject({ live: 1 });
  expect(at(2.5 * MINUTE + 1)).toMatchObject({ live: 0, stale: 1 });
  expect(at(10 * MINUTE + 1)).toMatchObject({ stale: 0, lost: 1 });
});

test('[wall-ux 6] who is lost leaves the available ones, and is not busy either', () => {
  const units = unitsOf([0, 1, 2, 3].map(i => aUnit(i)));
  const work = { task: 'sent', incident: anIncident() } as const;
  const works = new Map([1, 3].map(i => [aUnit(i).id, work]));
  const { all } = summariseUnits(units, seen([0, 0, 11 * MINUTE, 11 * MINUTE]), NOON, T_S, works);
  expect(all).toMatchObject({ onDuty: 4, available: 1, busy: 1, lost: 2 });
});

test('who is on duty outside the own ground is counted, lost or not; off duty nobody is away', () => {
  const ground = { zone: null, community: null, since: NOON, away: true };
  const known = [{ ground }, { ground }, { ground, onDuty: false }, { ground: { ...ground, away: false } }, {}];
  const units = unitsOf(known.map((one, i) => aUnit(i, one)));
  const { all, byZone } = summariseUnits(units, seen([0, 11 * MINUTE, 0, 0, 0]), NOON, T_S, new Map());
  expect([all.away, byZone.get(BINHAI)!.away]).toEqual([2, 2]);
});
