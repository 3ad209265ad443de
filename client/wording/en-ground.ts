import type { zhGround } from './zh-ground.ts';

export const enGround: Record<keyof typeof zhGround, string> = {
  'ground.in': 'in {{community}}',
  'ground.outside': 'outside the area',
  'ground.away': 'away from its own ground',
  'history.unit-seen': 'Seen at the scene by position',
  'task.seen': 'at the scene by position {{time}}',
  'coverage.title': 'Coverage',
  'coverage.visited': 'Patrolled: {{n}} / {{of}} grids',
  'coverage.full': 'In full: {{n}} / {{of}} grids',
  'coverage.full.unset': 'No standard for "in full" is set',
  'coverage.left': 'Not patrolled',
  'coverage.step.some': 'Somebody was there',
  'coverage.step': '{{percent}}% and more',
  'coverage.left.by-community': 'Grids not patrolled, by community',
  'coverage.left.n': '{{n}} / {{of}}',
};
