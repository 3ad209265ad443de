/**
 * What a flood of alarms (警情密集) is about: unanswered ones by place and category, the most numerous first, at most five groups;
 * the rest is one number, so that nothing is discarded without being counted (wall-ux §8).
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import type { WallState } from '../store/store.ts';
import { say } from '../wording/wording.ts';
import { aboutOf } from './alarm-words.ts';

export interface FloodGroup {
  place: string;
  what: string;
  count: number;
}

const MOST_GROUPS = 5;

export function floodGroups(
  alarms: readonly AlarmRecord[],
  records: Pick<WallState, 'incidents' | 'units' | 'operations'>,
  profile: ProfileNames,
): { groups: FloodGroup[]; others: number } {
  const groups = new Map<string, FloodGroup>();
  for (const alarm of alarms) {
    const { incident } = aboutOf(alarm, records);
    const place = incident?.community ? profile.community(incident.community) : placeOf(alarm, profile);
    const what = incident ? profile.category(incident.category) : say(`alarm.kind.${alarm.kind}`);
    const key = `${place} ${what}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { place, what, count: 1 });
  }
  // Equal counts keep the order of urgency in which the alarms came.
  const sorted = [...groups.values()].sort((a, b) => b.count - a.count);
  const shown = sorted.slice(0, MOST_GROUPS);
  return { groups: shown, others: alarms.length - shown.reduce((sum, { count }) => sum + count, 0) };
}

function placeOf({ zone }: AlarmRecord, profile: ProfileNames): string {
  return zone === null ? say('incident.outside-area') : profile.zone(zone);
}
