import type { zhGround } from './zh-ground.ts';

export const enGround: Record<keyof typeof zhGround, string> = {
  'ground.in': 'in {{community}}',
  'ground.outside': 'outside the area',
  'ground.away': 'away from its own ground',
};
