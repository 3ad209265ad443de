/** 场所类型 of scoring points as the profile names them; an unknown id is its own name. */
import { useMemo } from 'react';
import { useProfile } from './profile-names.ts';

export function useVenueTypes() {
  const { profile } = useProfile().geodata;
  return useMemo(() => {
    const options = profile.sanitationIndex?.venueTypes.map(({ id, name }) => ({ id: id as string, name })) ?? [];
    const names = new Map(options.map(({ id, name }) => [id, name]));
    return { options, nameOf: (id: string) => names.get(id) ?? id };
  }, [profile]);
}
