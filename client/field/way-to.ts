/** A direction in words and a distance: enough to walk by, and no map server is asked. Null = nobody knows where the phone is. */
import { metresBetween } from '../../geodata/metres-between.ts';
import { distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { Field } from './use-field.ts';

const EIGHTHS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

export function wayTo({ lon, lat }: { lon: number; lat: number }, { ownFix, state }: Field): string | null {
  const from = ownFix ?? state?.fix;
  if (!from) return null;
  const distance = distanceText(metresBetween(from.lon, from.lat, lon, lat));
  const east = (lon - from.lon) * Math.cos((lat * Math.PI) / 180);
  const turn = Math.atan2(east, lat - from.lat) / (Math.PI / 4);
  const eighth = EIGHTHS[(Math.round(turn) + 8) % 8]!;
  return say('field.task.way', { direction: say(`field.direction.${eighth}`), distance });
}
