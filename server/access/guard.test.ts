import { expect, test } from 'vitest';
import type { ZoneId } from '../contract/ids.ts';
import { createGuard, type Denial, isAllowed } from './guard.ts';
import { ACTIONS, PERMISSIONS } from './permissions.ts';
import type { Viewer } from './viewer.ts';

const chief = { role: 'chief', scope: { zone: 'binhai' as ZoneId } } as const;
const device: Pick<Viewer, 'role' | 'scope'> = { role: 'device', scope: { units: ['XJ05'] } };

test('a chief reaches the own zone, not another one, and nothing that lies outside every zone', () => {
  expect(isAllowed(chief, 'incident:read')).toBe(true);
  expect(isAllowed(chief, 'incident:read', { zone: 'binhai' })).toBe(true);
  expect(isAllowed(chief, 'incident:read', { zone: 'other' })).toBe(false);
  expect(isAllowed(chief, 'incident:read', { zone: null })).toBe(false);
});

test('a device speaks for the units of its token; a token without units speaks for all', () => {
  expect(isAllowed(device, 'position:send', { unit: 'XJ05' })).toBe(true);
  expect(isAllowed(device, 'position:send', { unit: 'XJ06' })).toBe(false);
  expect(isAllowed({ role: 'device', scope: {} }, 'position:send', { unit: 'XJ06' })).toBe(true);
});

test('an empty list of units reaches none', () => {
  expect(isAllowed({ role: 'device', scope: { units: [] } }, 'position:send', { unit: 'XJ05' })).toBe(false);
});

test('a wall changes nothing, people without a desk keep no register, and a device reads no incidents', () => {
  const changing = ACTIONS.filter(action => !/:(read|own|watch)$/.test(action));
  for (const action of changing) expect(PERMISSIONS.wall, action).not.toContain(action);
  const keeping = changing.filter(action => /:(register|duty|import|deduct|issue|revoke|manage)$/.test(action));
  for (const role of ['leader', 'chief', 'dept'] as const) {
    for (const action of keeping) {
      // [SP-28] Rounds of the sanitation index are the task of one department, which the route knows.
      if (role === 'dept' && action === 'point:import') continue;
      // A public warning is an order, not a register.
      if (role === 'leader' && action === 'warning:issue') continue;
      expect(PERMISSIONS[role], `${role} ${action}`).not.toContain(action);
    }
  }
  expect(PERMISSIONS.device).not.toContain('incident:read');
  expect(PERMISSIONS.admin).not.toContain('position:send');
});

test('[E3] the guard tells of every refusal and of nothing else', () => {
  const denials: Denial[] = [];
  const guard = createGuard(denial => denials.push(denial));
  const more = {
    account: 'c',
    title: 'c',
    demo: false,
    sessionKey: 'session:x',
    address: '::1',
    credential: 'cookie',
  } as const;
  const viewer: Viewer = { ...chief, ...more };
  expect(guard.can(viewer, 'live:watch')).toBe(true);
  expect(guard.can(viewer, 'token:issue')).toBe(false);
  expect(guard.can(viewer, 'incident:read', { zone: 'other' })).toBe(false);
  expect(denials.map(d => d.action)).toEqual(['token:issue', 'incident:read']);
});
