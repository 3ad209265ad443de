/**
 * Why an organ stands where it stands, and what it lacks, in words. The server sends codes with values; a code that this page does not
 * know yet is shown as it is, never hidden.
 */
import type { SuggestedOrgan } from '../../server/contract/incident.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { ageText, distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { type WordingKey, zh } from '../wording/zh.ts';

type Coded = SuggestedOrgan['reasons'][number];

export function reasonWords(suggested: SuggestedOrgan, profile: ProfileNames): string {
  return suggested.reasons.map(reason => codedWords('suggest.reason', reason, profile)).join('，');
}

export function shortfallWords(suggested: SuggestedOrgan, profile: ProfileNames): string {
  return suggested.shortfalls.map(shortfall => codedWords('suggest.shortfall', shortfall, profile)).join('，');
}

/** Values whose name says what they are; everything else is said as it is. */
const SPOKEN: Record<string, (value: string | number, profile: ProfileNames) => string> = {
  via: (id, profile) => profile.organShort(String(id)),
  community: (code, profile) => profile.community(String(code)),
  unitClass: (id, { geodata }) => geodata.profile.unitClasses.find(c => c.id === id)?.name ?? String(id),
  distanceM: metres => distanceText(Number(metres)),
  ageS: seconds => ageText(Number(seconds) * 1000),
};

function codedWords(kind: 'suggest.reason' | 'suggest.shortfall', coded: Coded, profile: ProfileNames): string {
  const key = `${kind}.${coded.code}`;
  const values = Object.fromEntries(
    Object.entries(coded.values).map(([name, value]) => [name, SPOKEN[name]?.(value, profile) ?? value]),
  );
  return key in zh ? say(key as WordingKey, values) : [coded.code, ...Object.values(values)].join(' ');
}
