import { expect, test } from 'vitest';
import { randomPassword } from './random-password.ts';

test('[AC-1] a random password has four groups of letters that nobody mistakes, and is another one each time', () => {
  const many = Array.from({ length: 500 }, randomPassword);
  for (const password of many) expect(password).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/);
  expect(new Set(many).size).toBe(500);
});
