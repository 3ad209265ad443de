/** What people call the things of the jurisdiction, for sentences and tables. An id that is unknown is shown as it is. */
import type { ProfileData } from '../../geodata/load-profile.ts';

export interface ProfileNames {
  channel(id: string): string;
  grade(id: string): string;
  level(level: number): string;
  unitClass(id: string): string;
  zone(id: string): string;
  community(code: string): string;
  grid(code: string): string;
}

export function profileNames({ settings, zones, communities, grids }: ProfileData): ProfileNames {
  const names = (pairs: readonly (readonly [string, string])[]) => {
    const byId = new Map(pairs);
    return (id: string) => byId.get(id) ?? id;
  };
  const named = (list: readonly { id: string; name: string }[]) => names(list.map(({ id, name }) => [id, name]));
  const levels = names(settings.levels.map(({ level, name }) => [String(level), name]));
  return {
    channel: named(settings.channels),
    grade: named(settings.grades),
    level: level => levels(String(level)),
    unitClass: named(settings.unitClasses),
    zone: named(zones.features.map(({ properties }) => properties)),
    community: names(communities.features.map(({ properties: { code, name } }) => [code, name])),
    grid: names(grids.features.map(({ properties: { code, name } }) => [code, name])),
  };
}
