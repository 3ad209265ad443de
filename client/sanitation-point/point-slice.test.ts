import { expect, test } from 'vitest';
import { aPoint } from '../store/record-builders.ts';
import { noPoints, pointStateOf, pointsOf, withPoints } from './point-slice.ts';

test('[S0-33] a point nobody told about is clean', () => {
  expect(pointStateOf(noPoints, aPoint(1).code)).toBe('clean');
});

test('a point is deducted, repeated, and clean again', () => {
  const deducted = pointsOf([aPoint(1)]);
  expect(pointStateOf(deducted, aPoint(1).code)).toBe('deducted');
  const repeated = withPoints(deducted, [aPoint(1, { state: 'repeat' })]);
  expect(pointStateOf(repeated, aPoint(1).code)).toBe('repeat');
  expect(withPoints(repeated, [aPoint(1, { state: 'clean' })]).byCode.size).toBe(0);
});

test('nothing to change: the same object', () => {
  expect(withPoints(noPoints, [])).toBe(noPoints);
});
