import { expect, test } from 'vitest';
import type { UnitId, UnitIndex } from '../../server/contract/ids.ts';
import { encodePositionFrame } from '../../server/contract/position-frame.ts';
import { UnitPositions } from '../patrol/unit-positions.ts';
import { unitsOf } from '../patrol/unit-slice.ts';
import { anOperation, aSquad, aStop, aUnit, NOON } from '../store/record-builders.ts';
import { boundsOfPlan, operationMarks, squadMarks } from './operation-marks.ts';

const stops = [
  aStop('p1', { state: 'left', arrivedAt: NOON, lon: 113.8 }),
  aStop('p2', { state: 'skipped', lat: 22.6 }),
  aStop('p3', { state: 'arrived', arrivedAt: NOON }),
  aStop('p4'),
];
const squad = aSquad({ stops, currentStop: 'p3' });
const line: [number, number][] = [
  [113.8, 22.5],
  [113.9, 22.5],
];
const ways = {
  squads: [{ squad: 's1', legs: stops.map(({ id }) => ({ to: id, distanceM: 1, straight: false, line })) }],
};

test('what is done is what was reached, what was skipped is neither done nor ahead; each stop has its shape', () => {
  const marks = operationMarks(anOperation({ squads: [squad] }), ways, null);
  expect(marks.ways.features.map(({ properties }) => properties?.kind)).toEqual(['done', 'skipped', 'done', 'ahead']);
  expect(marks.stops.features.map(({ properties }) => `${properties?.number} ${properties?.look}`)).toEqual([
    '1 left',
    '2 skipped',
    '3 here',
    '4 planned',
  ]);
});

test('the stop it goes to is marked only once it has begun; without ways the stops stand alone', () => {
  const going = aSquad({ currentStop: 'p2' });
  const looks = (startedAt: number | null) =>
    operationMarks(anOperation({ squads: [going], startedAt }), null, null).stops.features.map(f => f.properties?.look);
  expect(looks(NOON)).toEqual(['planned', 'next']);
  expect(looks(null)).toEqual(['planned', 'planned']);
  expect(operationMarks(anOperation({ squads: [going] }), null, null).ways.features).toEqual([]);
});

test('a leg to a stop that the plan no longer has is not drawn', () => {
  const shorter = operationMarks(anOperation({ squads: [aSquad({ stops: stops.slice(0, 1) })] }), ways, null);
  expect(shorter.ways.features).toHaveLength(1);
});

test('a squad is where its unit was heard last; one that was never heard is on no map; off its way it says so', () => {
  const positions = new UnitPositions();
  const still = { headingDeg: null, speedMps: null, accuracyM: null };
  const fixes = [
    { unitIndex: 1 as UnitIndex, lon: 113.9, lat: 22.5, fixTimeMs: NOON - 9000, ...still },
    { unitIndex: 2 as UnitIndex, lon: 113.8, lat: 22.6, fixTimeMs: NOON - 1000, ...still },
  ];
  positions.applyFrame(encodePositionFrame(fixes, NOON), 0);
  const units = unitsOf([aUnit(1), aUnit(2), aUnit(3)]);
  const of = (...ids: number[]) => ids.map(n => `unit-${n}` as UnitId);
  const marks = squadMarks(
    [aSquad({ units: of(1, 2), offRouteSince: NOON - 240_000 }), aSquad({ id: 's2', units: of(3, 9) })],
    positions,
    units,
    NOON,
  );
  expect(marks.features).toHaveLength(1);
  expect(marks.features[0]?.properties).toEqual({ label: '一组 偏离 4分', isOff: true });
  expect(marks.features[0]?.geometry.coordinates[1]).toBeCloseTo(22.6, 4);
});

test('the bounds hold every place of the plan; a plan without places has none', () => {
  expect(boundsOfPlan(anOperation({ squads: [squad] }))).toEqual([113.8, 22.56, 113.88, 22.6]);
  expect(boundsOfPlan(anOperation({ squads: [] }))).toBeNull();
});
