import { describe, expect, test } from 'vitest';
import type { ZoneId } from '../contract/ids.ts';
import { type Role, role } from '../contract/viewer.ts';
import { maskNumbers, sightOf } from './incident-view.ts';

describe('[I-12] numbers inside a text', () => {
  test.each([
    ['请致电13812345678联系', '请致电138****5678联系'],
    ['138 1234 5678', '138****5678'],
    ['138-1234-5678', '138****5678'],
    ['+8613812345678', '+86138****5678'],
    ['8613812345678。', '86138****5678。'],
    ['１３８１２３４５６７８', '１３８****５６７８'],
    ['两个：13812345678、13987654321', '两个：138****5678、139****4321'],
    ['身份证44030619900101123X', '身份证440***********123X'],
    ['440306199001011234', '440***********1234'],
    ['编号XA20261122-0047，门牌12号', '编号XA20261122-0047，门牌12号'],
    ['网格440306017018001', '网格440306017018001'],
    ['订单20261122138123456789', '订单20261122138123456789'],
  ])('%s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked);
  });
});

test('[I-11] [I-13] who sees what', () => {
  const zone = 'binhai' as ZoneId;
  const sights = Object.fromEntries(role.options.map((r: Role) => [r, sightOf({ role: r, scope: {} }, zone)]));
  expect(sights).toEqual({
    duty: 'full',
    leader: 'full',
    admin: 'full',
    chief: 'masked', // without a zone: a mistake, so as little as a wall
    dept: 'no-reporter',
    integration: 'no-reporter',
    wall: 'masked',
    device: 'nothing',
    field: 'nothing',
  });
  expect(sightOf({ role: 'chief', scope: { zone } }, zone)).toBe('full');
  expect(sightOf({ role: 'chief', scope: { zone } }, 'other' as ZoneId)).toBe('nothing');
  expect(sightOf({ role: 'chief', scope: { zone } }, null)).toBe('nothing');
  expect(sightOf({ role: 'wall', scope: { zone } }, null)).toBe('nothing');
});
