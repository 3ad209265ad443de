/** What a suggested title is made of, from the profile. */
import { useMemo } from 'react';
import { useProfile } from '../profile/profile-names.ts';
import type { TitleParts } from './plan-kind.ts';

export function useTitleParts(): TitleParts {
  const { geodata, zone, timeZone } = useProfile();
  return useMemo(
    () => ({ kindOf: id => geodata.profile.operationKinds.find(kind => kind.id === id), zoneOf: zone, timeZone }),
    [geodata, zone, timeZone],
  );
}
