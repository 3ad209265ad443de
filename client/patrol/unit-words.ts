/** A unit's state in the words of every page: how far its position can be believed, with the age; what it is busy with; where it is. */
import type { ProfileNames } from '../profile/profile-names.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { UnitRow } from './unit-rows.ts';

/** `实时 12秒前`; a clock error has no age. */
export function freshnessText({ seen }: Pick<UnitRow, 'seen'>): string {
  if (seen === null) return say('unit.fresh.never');
  const word = say(`unit.fresh.${seen.freshness}`);
  return seen.freshness === 'clock-error' ? word : `${word} ${say('units.ago', { age: ageText(seen.fixAgeMs) })}`;
}

export function taskText({ work }: Pick<UnitRow, 'work'>): string {
  return say(`unit.task.${work?.task ?? 'free'}`);
}

/** Where the server found it; null = it has not said. Leaving its own ground is told apart, because it is news. */
export function groundText({ unit }: Pick<UnitRow, 'unit'>, profile: ProfileNames): string | null {
  const { ground } = unit;
  if (ground === null) return null;
  if (ground.community !== null) return profile.community(ground.community);
  return ground.zone === null ? say('unit.outside') : profile.zone(ground.zone);
}
