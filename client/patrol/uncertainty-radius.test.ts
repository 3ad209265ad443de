import { expect, test } from 'vitest';
import { uncertaintyRadiusM } from './uncertainty-radius.ts';

test('the ring grows with top speed and age, starts at the accuracy, ends at 500 m', () => {
  expect(uncertaintyRadiusM(8, 1.5, 0)).toBe(8);
  expect(uncertaintyRadiusM(8, 1.5, 180_000)).toBe(278);
  expect(uncertaintyRadiusM(8, 14, 180_000)).toBe(500);
  expect(uncertaintyRadiusM(Number.NaN, 1.5, 0)).toBe(50);
  expect(uncertaintyRadiusM(8, 14, -5000), 'a fix from the near future').toBe(8);
});
