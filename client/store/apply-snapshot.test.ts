import { expect, test } from 'vitest';
import { applySnapshot } from './apply-snapshot.ts';
import {
  anIncident,
  aPoint,
  aSnapshot,
  aUnit,
  EPOCH,
  incidentNumber,
  NOON,
  oneFactOfEachKind,
} from './record-builders.ts';
import { noRecords } from './records.ts';
import { createWallStore } from './store.ts';

test('everything in it is there, nothing else is', () => {
  const records = applySnapshot(
    aSnapshot({
      seq: 42,
      incidents: [anIncident(), anIncident({ id: incidentNumber(2), state: 'closed', closedAt: NOON - 90_000 })],
      units: [aUnit(3)],
      points: [aPoint(1), aPoint(2, { state: 'clean' })],
      recent: oneFactOfEachKind(30),
    }),
    NOON,
  );
  expect(records.applied).toEqual({ epoch: EPOCH, seq: 42 });
  expect([...records.incidents.byId.keys()]).toEqual([incidentNumber(1)]);
  expect(records.units.byIndex.get(aUnit(3).index)).toBe(records.units.byId.get(aUnit(3).id));
  expect([...records.points.byCode.keys()]).toEqual(['XA-0001']);
  expect(records.recent).toHaveLength(3);
  expect(Object.keys(records).sort(), 'no slice is left over from before').toEqual(Object.keys(noRecords).sort());
});

test('[A2] ten thousand units are one change of the store: one frame, no half picture', () => {
  const store = createWallStore();
  let changes = 0;
  store.subscribe(() => changes++);
  const units = Array.from({ length: 10_000 }, (_, i) => aUnit(i));
  store.setState(applySnapshot(aSnapshot({ units }), NOON));
  expect(changes).toBe(1);
  expect(store.getState().units.byIndex.size).toBe(10_000);
});
