/** Shifts in words: when they run, what one minimum is for, what is missing. Not set is told as such and never as a zero. */
import type { DutyStanding, ShiftStanding } from '../../server/contract/duty-standing.ts';
import type { Shift } from '../../server/contract/shift.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';

/** `07:00—15:00`, `22:00—次日 06:00`. */
export function hoursText({ from, to }: Pick<Shift, 'from' | 'to'>): string {
  return say(to > from ? 'shift.hours' : 'shift.hours.next-day', { from, to });
}

export function minimumText(least: number | null): string {
  return least === null ? say('value.not-set') : String(least);
}

type Ground = ShiftStanding['grounds'][number];

export function groundName(
  { zone, community, organ }: Pick<Ground, 'zone' | 'community' | 'organ'>,
  profile: ProfileNames,
): string {
  if (zone !== null) return profile.zone(zone);
  if (community !== null) return profile.community(community);
  return organ === null ? say('shift.covers.area') : profile.organ(organ);
}

/** What is missing of what, or that nothing is, or that nobody set how many there must be. */
export type Shortfall = { isShort: boolean; text: string };

export function shortfallOf({ shortfalls, persons, qualified }: Ground, shift: ShiftStanding): Shortfall {
  const { minPersons, minQualified } = shift;
  if (minPersons === null && minQualified === null) return { isShort: false, text: say('value.not-set') };
  if (shortfalls.length === 0) return { isShort: false, text: say('shift.short.none') };
  const short = {
    persons: (minPersons ?? 0) - persons.present,
    qualified: (minQualified ?? 0) - qualified.present,
  };
  const text = shortfalls.map(what => say(`shift.short.${what}`, { n: short[what] })).join(say('shift.comma'));
  return { isShort: true, text };
}

export function coverRuleText(rule: DutyStanding['coverRule']): string {
  return rule === null ? say('shift.rule.not-set') : say(`shift.rule.${rule.rule}`, { source: rule.source });
}
