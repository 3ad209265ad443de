import { expect, test } from 'vitest';
import { crs } from '../../server/contract/coordinates.ts';
import { deviceFlag } from '../../server/contract/device.ts';
import { causeName, crsName, flagText, senderName, sourceName } from './device-words.ts';

test('every system and every flag has a Chinese name', () => {
  for (const name of [...crs.options.map(crsName), ...deviceFlag.options.map(flag => flagText({ flag, detail: null }))])
    expect(name).toMatch(/^[\u4e00-\u9fff0-9]+$/);
});

test('what a flag knows more is said with it', () => {
  expect(flagText({ flag: 'two-places', detail: '3200' })).toBe('两处同时上报，相距 3.2公里');
  expect(flagText({ flag: 'wrong-crs', detail: 'GCJ02' })).toBe('坐标系疑似错误，像是国测局坐标');
  expect(flagText({ flag: 'wrong-clock', detail: '95' })).toBe('时钟疑似错误，相差 95 秒');
  expect(flagText({ flag: 'jumps', detail: 'anything' })).toBe('位置频繁跳变');
});

test('a code nobody put into words yet is told as another one, never shown as a code', () => {
  expect(causeName('internal-error')).toBe('其他原因');
  expect(sourceName('carrier-pigeon')).toBe('其他通道');
  expect(sourceName(null)).toBe('—');
});

test('a sender without a name is told as such', () => {
  expect([senderName('(unread)'), senderName('(other)'), senderName('phone-7')]).toEqual([
    '无法识别',
    '其他未登记设备',
    'phone-7',
  ]);
});
