/** What people call the groups of indicators. In: the profile's layers, the names of organs. Out: a question by kind and id. */
import type { ProfileData } from '../../geodata/load-profile.ts';
import type { KpiNames } from './kpi-table.ts';

/** A name that is not known is the id itself; a grid is called by its code. */
export function groupNames(
  { zones, communities }: Pick<ProfileData, 'zones' | 'communities'>,
  organName: (id: string) => string,
): KpiNames['keyName'] {
  const names = new Map<string, string>([
    ...zones.features.map(({ properties: { id, name } }) => [id, name] as const),
    ...communities.features.map(({ properties: { code, name } }) => [code, name] as const),
  ]);
  return (by, key) => (by === 'organ' ? organName(key) : (names.get(key) ?? key));
}
