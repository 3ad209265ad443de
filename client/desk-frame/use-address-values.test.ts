import { expect, test } from 'vitest';
import { readValues, writeValues } from './use-address-values.ts';

const USUAL = { section: 'devices', q: '' };

test('what is usual is left out, what others wrote stays', () => {
  expect(writeValues('?lang=en&q=05', { section: 'units', q: '' }, USUAL)).toBe('?lang=en&section=units');
  expect(writeValues('?section=units', { section: 'devices', q: '' }, USUAL)).toBe('');
});

test('what is missing is usual', () => {
  expect(readValues('?q=%E5%B7%A1', USUAL)).toEqual({ section: 'devices', q: '巡' });
});

test('a value that is the usual of nobody is written and read back', () => {
  const values = { section: 'devices', q: 'a&b=c#?' };
  expect(readValues(writeValues('', values, USUAL), USUAL)).toEqual(values);
});
