import { afterEach, expect, test } from 'vitest';
import { en } from './en.ts';
import { languageOf, say, speak } from './wording.ts';
import { zh } from './zh.ts';

afterEach(() => speak('zh'));

const placeholders = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort();
const withoutPlaceholders = (sentence: string) => sentence.replaceAll(/\{\{\w+\}\}/g, '');

test('both languages have exactly the same keys', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh));
});

test.each(Object.entries(zh))('%s has the same placeholders in both languages', (key, sentence) => {
  expect(placeholders(en[key as keyof typeof zh])).toEqual(placeholders(sentence));
});

test('no Chinese sentence has a Latin word in it', () => {
  const latin = Object.entries(zh).filter(([, sentence]) => /[A-Za-z]/.test(withoutPlaceholders(sentence)));
  expect(latin).toEqual([]);
});

test('no Chinese sentence has half-width punctuation between Chinese characters', () => {
  const halfWidth = Object.entries(zh).filter(([, sentence]) => /[一-鿿}][,;:!?()]|[,;:!?()][一-鿿]/.test(sentence));
  expect(halfWidth).toEqual([]);
});

test('mainland words only', () => {
  const taiwan = /資|訊|群|組|專|稽核|物件|程式|視|執|實|建立|登入|帳號|帐号|使用者|即時|网路|資料|模組|社群|專案/;
  expect(Object.entries(zh).filter(([, sentence]) => taiwan.test(sentence))).toEqual([]);
});

test('the address chooses the language, Chinese unless it says English', () => {
  expect(languageOf('')).toBe('zh');
  expect(languageOf('?lang=en')).toBe('en');
  expect(languageOf('?scene=overview&lang=fr')).toBe('zh');
});

test('values go in as they are: React escapes, not the wording', () => {
  expect(say('ticker.unit-on-duty', { unit: '<巡05> & 车' })).toBe('<巡05> & 车 上岗');
  speak('en');
  expect(say('ticker.unit-on-duty', { unit: 'P05' })).toBe('P05 on duty');
});

test('a key with dots is one key, and an empty sentence stays empty', () => {
  expect(say('link.lost.detail', { time: '14:32:07', elapsed: '00:12' })).toBe(
    '连接中断 · 数据截至 14:32:07 · 已 00:12 · 正在重连',
  );
  speak('en');
  expect(say('unit-of-measure.item')).toBe('');
});
