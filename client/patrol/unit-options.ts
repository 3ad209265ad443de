/** What a unit or an account may be, as choices: classes, zones, communities and organs of the jurisdiction, each station included. */
import { useMemo } from 'react';
import type { Option } from '../design/desk/option.ts';
import { organOptions } from '../incident/organ-options.ts';
import { useProfile } from '../profile/profile-names.ts';

export interface UnitOptions {
  classes: readonly Option[];
  zones: readonly Option[];
  /** All of them, or those of one zone. */
  communities: (zone: string | null) => readonly Option[];
  organs: readonly Option[];
}

export function useUnitOptions(): UnitOptions {
  const { geodata, zone: zoneName, organ: organName } = useProfile();
  return useMemo(
    () => ({
      classes: geodata.profile.unitClasses.map(({ id, name }) => ({ id, name })),
      zones: geodata.zones.features.map(({ properties: { id, name } }) => ({ id, name })),
      communities: zone =>
        geodata.communities.features
          .filter(({ properties }) => zone === null || properties.zone === zone)
          .map(({ properties }) => ({
            id: properties.code,
            name: properties.name,
            detail: zoneName(properties.zone),
          })),
      organs: [
        ...organOptions(geodata.profile.organs),
        ...geodata.profile.organs
          .filter(({ perCommunity }) => perCommunity)
          .flatMap(({ id }) => geodata.communities.features.map(({ properties }) => `${id}:${properties.code}`))
          .map(id => ({ id, name: organName(id) })),
      ],
    }),
    [geodata, zoneName, organName],
  );
}
