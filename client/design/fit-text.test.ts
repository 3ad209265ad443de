import { expect, test } from 'vitest';
import { fitText } from './fit-text.ts';

test('what fits stays as it is', () => {
  expect(fitText('创业路灵芝站', 6)).toBe('创业路灵芝站');
});

test('what does not fit loses its middle, and keeps its ends', () => {
  expect(fitText('新安街道创业二路灵芝公园北门对面', 9)).toBe('新安街道…北门对面');
});

test('digits and Latin letters count little more than half', () => {
  expect(fitText('A1B2C3', 4)).toBe('A1B2C3');
  expect(fitText('', 3)).toBe('');
});

test('a surrogate pair is one character and is never cut in two', () => {
  expect(() => encodeURIComponent(fitText('𠮷𠮷𠮷𠮷', 1))).not.toThrow();
});
