/** Organs as choices: name, tier and the office they are reached through; found by any part of the name. */
import type { OrganId } from '../../server/contract/ids.ts';
import type { Organ, OrganTier } from '../../server/contract/organ.ts';
import type { Option } from '../design/desk/option.ts';
import { say } from '../wording/wording.ts';

/** The one that stands for an organ in every community is a rule, not somebody who could act. */
export function organOptions(
  organs: readonly Organ[],
  fits: (organ: Organ) => boolean = () => true,
): Option<OrganId>[] {
  const names = new Map<string, string>(organs.map(organ => [organ.id, organ.shortName]));
  return organs
    .filter(organ => !organ.perCommunity && fits(organ))
    .map(({ id, name, shortName, ...organ }) => ({
      ...{ id, name, detail: tierText(organ, names) },
      // A short name inside the long one finds it anyhow.
      alsoCalled: name.includes(shortName) ? undefined : shortName,
    }));
}

function tierText({ tier, via }: Pick<Organ, 'tier' | 'via'>, names: ReadonlyMap<string, string>): string {
  const words = say(`organ.tier.${tier}`);
  return via === null ? words : `${words} · ${say('organ.via', { via: names.get(via) ?? via })}`;
}

const HEIGHT: Record<OrganTier, number> = { community: 0, street: 1, posted: 1, district: 2, city: 3 };

/** Exactly one tier above this organ (越级 is refused); without one, above the street. */
export function isOneAbove(organs: readonly Organ[], below: OrganId | null): (organ: Organ) => boolean {
  const from = organs.find(organ => organ.id === below)?.tier ?? 'street';
  return organ => HEIGHT[organ.tier] === HEIGHT[from] + 1;
}
