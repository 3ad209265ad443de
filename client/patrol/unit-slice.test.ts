import { expect, test } from 'vitest';
import { aUnit } from '../store/record-builders.ts';
import { unitsOf, withUnits } from './unit-slice.ts';

test('a unit is found by its id and by the number in position frames', () => {
  const slice = unitsOf([aUnit(4), aUnit(70_000)]);
  expect(slice.byIndex.get(aUnit(70_000).index)).toBe(slice.byId.get(aUnit(70_000).id));
});

test('[A6] an older version never replaces a newer one, not even inside one delta', () => {
  const slice = unitsOf([aUnit(4)]);
  const after = withUnits(slice, [aUnit(4, { version: 3, onDuty: false }), aUnit(4, { version: 2 })]);
  expect(after.byId.get(aUnit(4).id)).toEqual(aUnit(4, { version: 3, onDuty: false }));
  expect(after.byIndex.get(aUnit(4).index)?.version).toBe(3);
  expect(withUnits(after, [aUnit(4, { version: 2 })])).toBe(after);
});
