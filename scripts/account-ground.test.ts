import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { scope } from '../server/contract/viewer.ts';
import { checkAccountGround } from './account-ground.ts';

const check = (wanted: object) => checkAccountGround(resolve('geodata/profiles/xinan'), scope.parse(wanted));

test('an organ and a zone of the profile pass, also the station of one community', async () => {
  await check({});
  await check({ organ: 'urban-management', zone: 'binhai' });
  await check({ organ: 'community-station:440306017023' });
});

test('an unknown organ or zone is refused, and the line says which there are', async () => {
  await expect(check({ organ: 'fire-office' })).rejects.toThrow(/no organ fire-office.*urban-management/);
  await expect(check({ zone: 'beach' })).rejects.toThrow(/no zone beach.*binhai/);
});

test('an organ that stands for many is refused, and one of them named', async () => {
  await expect(check({ organ: 'community-station' })).rejects.toThrow(/one a community.*community-station:4403/);
});
