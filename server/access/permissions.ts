/**
 * Who may do what: the one table. The guard, the route matrix in the tests and the interface page read it; nothing else decides.
 * `wall` may look and nothing more. `device` may send and never read incidents. Only devices, integrations and the phones of people on
 * patrol (`field`) send positions.
 * Which ground (zone, units) an allowed action reaches is the scope's business: see guard.ts.
 */
import type { Role } from '../contract/viewer.ts';

export const ACTIONS = [
  'session:own',
  'position:send',
  'field:own',
  'device:read',
  'device:manage',
  'track:read',
  'coverage:read',
  'roster:read',
  'roster:manage',
  'incident:report',
  'incident:propose',
  'incident:read',
  'incident:event',
  'incident:import',
  'evidence:add',
  'evidence:read',
  'unit:register',
  'unit:duty',
  'unit:help',
  'unit:read',
  'alarm:read',
  'alarm:answer',
  'limit:read',
  'limit:file',
  'kpi:read',
  'handover:read',
  'handover:sign',
  'point:read',
  'point:deduct',
  'geography:read',
  'negative-list:read',
  'negative-list:publish',
  'table:export',
  'live:watch',
  'token:issue',
  'token:revoke',
  'account:manage',
  'audit:read',
  'metrics:read',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What every signed-in person on the ground sees. */
const LOOK = [
  'session:own',
  'incident:read',
  'unit:read',
  'alarm:read',
  'limit:read',
  'kpi:read',
  'point:read',
  'geography:read',
  'negative-list:read',
  'live:watch',
  'coverage:read',
  'roster:read',
] as const;

const DEVICE = ['session:own', 'position:send', 'incident:report', 'unit:duty', 'unit:help', 'geography:read'] as const;

export const PERMISSIONS: Record<Role, readonly Action[]> = {
  duty: [
    ...LOOK,
    'incident:report',
    'incident:propose',
    'incident:event',
    'evidence:add',
    'evidence:read',
    'unit:duty',
    'unit:help',
    'alarm:answer',
    'handover:read',
    'handover:sign',
    'track:read',
    'table:export',
  ],
  leader: [
    ...LOOK,
    'incident:propose',
    'incident:event',
    'evidence:read',
    'alarm:answer',
    'limit:file',
    'handover:read',
    'track:read',
    'table:export',
  ],
  chief: [...LOOK, 'incident:propose', 'incident:event', 'evidence:read', 'alarm:answer', 'track:read', 'table:export'],
  dept: [...LOOK, 'incident:event', 'evidence:add', 'evidence:read', 'limit:file', 'table:export'], // of its own organ
  // On patrol, with a phone: sends for the own unit, sees the own task (field:own) and nothing of anybody else.
  field: [...DEVICE, 'field:own', 'evidence:add', 'negative-list:read'],
  wall: LOOK,
  device: DEVICE,
  integration: [
    ...DEVICE,
    'incident:read',
    'incident:event',
    'incident:import',
    'incident:propose',
    'evidence:add',
    'evidence:read',
    'unit:read',
    'point:read',
    'point:deduct',
    'negative-list:read',
    'metrics:read',
  ],
  // An administrator keeps the system and is on patrol with no unit; a position that a person typed in would be a forged one.
  admin: ACTIONS.filter(action => action !== 'position:send' && action !== 'field:own'),
};
