import { expect, test } from 'vitest';
import { applyDelta } from './apply-delta.ts';
import { applySnapshot } from './apply-snapshot.ts';
import { aSnapshot, aUnit, EPOCH, incidentNumber, NOON, oneFactOfEachKind, someFigures } from './record-builders.ts';
import { noRecords } from './records.ts';

const start = applySnapshot(aSnapshot({ seq: 10 }), NOON);

test('each kind of fact lands in its slice, once each', () => {
  const facts = oneFactOfEachKind(11);
  const after = applyDelta(start, facts, undefined, NOON);
  expect(after.applied).toEqual({ epoch: EPOCH, seq: 16 });
  expect([...after.incidents.byId.keys()], 'a case closed yesterday is not on the wall').toEqual([incidentNumber(1)]);
  expect([...after.units.byId.values()]).toEqual([aUnit(7, { version: 2 })]);
  expect(after.units.byIndex.get(aUnit(7).index)?.onDuty).toBe(true);
  expect([...after.points.byCode.keys()]).toEqual(['XA-0003']);
});

test('the ticker gets what is news to people: nothing withheld, imported or merely kept as a record', () => {
  const { recent } = applyDelta(start, oneFactOfEachKind(11), undefined, NOON);
  expect(recent.map(fact => fact.kind)).toEqual(['incident-received', 'unit-duty-changed', 'deduction-recorded']);
});

test('the ticker keeps the thirty newest, oldest first', () => {
  const facts = Array.from({ length: 45 }, (_, i) => ({ ...oneFactOfEachKind(0)[0]!, seq: 11 + i }));
  const { recent } = applyDelta(start, facts, undefined, NOON);
  expect(recent).toHaveLength(30);
  expect([recent[0]!.seq, recent[29]!.seq]).toEqual([26, 55]);
});

test('slices that no fact touches keep their identity, so their panels do not draw', () => {
  const after = applyDelta(start, [oneFactOfEachKind(11)[4]!], undefined, NOON);
  expect(after.points).not.toBe(start.points);
  for (const slice of ['incidents', 'units', 'figures', 'viewer'] as const) expect(after[slice]).toBe(start[slice]);
});

test('a withheld fact moves the number and nothing else', () => {
  const after = applyDelta(start, [{ seq: 11, at: NOON, kind: 'withheld' }], undefined, NOON);
  expect(after).toEqual({ ...start, applied: { epoch: EPOCH, seq: 11 } });
});

test('figures come without facts, and older ones do not replace newer ones', () => {
  const newer = applyDelta(start, [], someFigures(NOON + 5000, 4), NOON);
  expect(newer.figures?.incidents.open).toBe(4);
  expect(newer.applied).toBe(start.applied);
  expect(applyDelta(newer, [], someFigures(NOON + 1000, 9), NOON).figures).toBe(newer.figures);
});

test('[A6] the same facts twice leave the records as they were after once', () => {
  const facts = oneFactOfEachKind(11);
  const once = applyDelta(start, facts, undefined, NOON);
  const twice = applyDelta(once, facts, undefined, NOON);
  for (const slice of ['incidents', 'units', 'points'] as const) expect(twice[slice]).toEqual(once[slice]);
});

test('facts before the first snapshot are our own mistake', () => {
  expect(() => applyDelta(noRecords, oneFactOfEachKind(1), undefined, NOON)).toThrow(/before the first snapshot/);
});
