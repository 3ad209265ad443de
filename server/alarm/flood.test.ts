/** Flood mode. Ids in brackets are rules of SPEC.md. */
import { expect, test } from 'vitest';
import { isFlood } from './flood.ts';

const MINUTE = 60_000;
const START = 1_795_000_000_000;
/** Times in minutes from the start, ascending. */
const flood = (minutes: number[], nowMinutes: number) =>
  isFlood(
    minutes.map(m => START + m * MINUTE),
    START + nowMinutes * MINUTE,
  );
const every = (count: number, step: number, from = 0) => Array.from({ length: count }, (_, i) => from + i * step);

test('[A-16] ten in ten minutes are none, the eleventh begins it', () => {
  expect(flood([], 0)).toBe(false);
  expect(flood(every(10, 0.5), 5)).toBe(false);
  expect(flood(every(11, 0.5), 5)).toBe(true);
});

test('[A-16] eleven in more than ten minutes are none', () => {
  expect(flood(every(11, 1), 10)).toBe(false);
  expect(flood(every(11, 0.99), 9.9)).toBe(true);
});

test('[A-16] it stays while five are in the window and ends with the fifth leaving', () => {
  const burst = every(11, 0.1); // until 1.0
  expect(flood([...burst, ...every(5, 0.5, 8)], 11.5), 'five left').toBe(true);
  expect(flood([...burst, ...every(4, 0.5, 8)], 11.5), 'four left').toBe(false);
});

test('[A-16] after its end it takes more than ten again', () => {
  const burst = every(11, 0.1);
  const later = every(10, 0.2, 30);
  expect(flood([...burst, ...later], 33)).toBe(false);
  expect(flood([...burst, ...later, 33], 33)).toBe(true);
});

test('[A-16] it dips below five between two looks and has ended, although seven are there again', () => {
  const burst = every(11, 0.1); // gone at 11
  expect(flood([...burst, ...every(7, 0.2, 12)], 14)).toBe(false);
});

test('many at the same millisecond are that many', () => {
  expect(flood(Array(11).fill(3), 3)).toBe(true);
  expect(flood(Array(11).fill(3), 13)).toBe(false);
});
