import { expect, test } from 'vitest';
import { NOON, someFigures } from '../store/record-builders.ts';
import { withFigures } from './figures-slice.ts';

test('no figures yet is null, and a delta without figures changes nothing', () => {
  expect(withFigures(null, undefined)).toBeNull();
  const known = someFigures(NOON);
  expect(withFigures(known, undefined)).toBe(known);
});

test('newer figures and those of the same millisecond replace the old ones, earlier ones do not', () => {
  const known = someFigures(NOON, 1);
  expect(withFigures(known, someFigures(NOON + 1, 2))?.incidents.open).toBe(2);
  expect(withFigures(known, someFigures(NOON, 3))?.incidents.open).toBe(3);
  expect(withFigures(known, someFigures(NOON - 1, 4))).toBe(known);
});
