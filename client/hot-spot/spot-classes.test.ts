import { expect, test } from 'vitest';
import { classBounds, classOf } from './spot-classes.ts';

test('the few hottest stand alone', () => {
  const many = Array.from({ length: 300 }, (_, i) => 1 + (i % 3));
  expect(classBounds([...many, 18, 20, 41, 43])).toEqual([1, 2, 3, 18, 41]);
});

test('no more classes than there are numbers, and none for nothing', () => {
  expect(classBounds([])).toEqual([]);
  expect(classBounds([4, 4, 4])).toEqual([4]);
  expect(classBounds([0.5, 2])).toEqual([0.5, 2]);
});

test('two heaps are two classes, wherever their middle lies', () => {
  expect(classBounds([1, 2, 3, 100, 101, 102], 2)).toEqual([1, 100]);
});

test('a number belongs to the last class that begins at or below it', () => {
  const bounds = [1, 4, 9];
  expect([1, 3, 4, 8, 9, 500].map(n => classOf(n, bounds))).toEqual([0, 0, 1, 1, 2, 2]);
});

test('whatever comes, each class has a number and bounds ascend', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  for (let turn = 0; turn < 50; turn++) {
    const numbers = Array.from({ length: 1 + Math.floor(random() * 80) }, () => Math.floor(1 / (random() + 0.01)));
    const bounds = classBounds(numbers);
    expect(bounds[0]).toBe(Math.min(...numbers));
    expect(new Set(numbers.map(n => classOf(n, bounds))).size).toBe(bounds.length);
    expect([...bounds].sort((a, b) => a - b)).toEqual(bounds);
  }
});
