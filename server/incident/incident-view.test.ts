import { expect, test } from 'vitest';
import type { ZoneId } from '../contract/ids.ts';
import { type Role, role } from '../contract/viewer.ts';
import { sightOf } from './incident-view.ts';

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
